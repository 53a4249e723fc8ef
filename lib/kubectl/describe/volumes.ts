/** Volumes: where each sort comes from, in describe's words. Models describeVolumes and the sources of a PersistentVolume. */
import { compareQuantities } from '@/lib/kube';
import { byteLength, pairsOf, shortened } from './labels';
import type { Page } from './page';
import { claimLines } from './claim';
import { quantityOf, quantityText } from './quantities';
import { goText, type Value } from './value';

type Row = readonly [label: string, read: (source: Value) => string | number];

interface Sort {
  readonly type: string;
  readonly rows: readonly Row[];
  /** What follows the rows. */
  readonly more?: (page: Page, source: Value) => void;
}

const LONGEST = 140;
const LEVEL = 2;

export function volumesPart(page: Page, volumes: readonly Value[], indent = ''): void {
  if (volumes.length === 0) return page.line(`${indent}Volumes:\t<none>`);
  page.line(`${indent}Volumes:`);
  for (const volume of volumes) {
    page.line(`${indent === '' ? '' : ' '}${volume.at('name').text}:`, 1);
    sourceLines(page, volume, VOLUMES);
  }
}

/** The source of a PersistentVolume, of its spec. */
export function persistentSource(page: Page, spec: Value): void {
  sourceLines(page, spec, PERSISTENT);
}

function sourceLines(page: Page, of: Value, sorts: Readonly<Record<string, Sort>>): void {
  const known = Object.entries(sorts).find(([name]) => of.key(name).isThere);
  if (!known) return page.line('<unknown>', 1);
  const [name, { type, rows, more }] = known;
  const source = of.key(name);
  page.field('Type', type, LEVEL);
  for (const [label, read] of rows) page.line(`${label}\t${read(source)}`, LEVEL);
  more?.(page, source);
}

function text(label: string, path: string): Row {
  return [`${label}:`, (source) => source.at(path).text];
}

function instead(label: string, path: string, none: string): Row {
  return [`${label}:`, (source) => (source.at(path).isThere ? source.at(path).text : none)];
}

function truth(label: string, path: string): Row {
  return [`${label}:`, (source) => String(source.at(path).isTrue)];
}

function number(label: string, path: string): Row {
  return [`${label}:`, (source) => source.at(path).number];
}

function list(label: string, path: string): Row {
  return [`${label}:`, (source) => goText(source.at(path).list.map((one) => one.json))];
}

/** A reference to a Secret, as Go shows a pointer to it. */
function secret(kind: 'LocalObjectReference' | 'SecretReference'): Row {
  return [
    'SecretRef:',
    (source) => {
      const reference = source.at('secretRef');
      if (!reference.isThere) return 'nil';
      const namespace = kind === 'SecretReference' ? `Namespace:${reference.at('namespace').text},` : '';
      return `&${kind}{Name:${reference.at('name').text},${namespace}}`;
    },
  ];
}

const FS_TYPE = text('FSType', 'fsType');
const READ_ONLY = truth('ReadOnly', 'readOnly');
const VOLUME_ID = text('VolumeID', 'volumeID');

function iscsi(kind: 'LocalObjectReference' | 'SecretReference'): Sort {
  return {
    type: "ISCSI (an ISCSI Disk resource that is attached to a kubelet's host machine and then exposed to the pod)",
    rows: [
      text('TargetPortal', 'targetPortal'),
      text('IQN', 'iqn'),
      number('Lun', 'lun'),
      ['ISCSIInterface', (source) => source.at('iscsiInterface').text],
      FS_TYPE,
      READ_ONLY,
      list('Portals', 'portals'),
      truth('DiscoveryCHAPAuth', 'chapAuthDiscovery'),
      truth('SessionCHAPAuth', 'chapAuthSession'),
      secret(kind),
      instead('InitiatorName', 'initiatorName', '<none>'),
    ],
  };
}

function rbd(kind: 'LocalObjectReference' | 'SecretReference'): Sort {
  return {
    type: "RBD (a Rados Block Device mount on the host that shares a pod's lifetime)",
    rows: [
      list('CephMonitors', 'monitors'),
      text('RBDImage', 'image'),
      FS_TYPE,
      text('RBDPool', 'pool'),
      text('RadosUser', 'user'),
      text('Keyring', 'keyring'),
      secret(kind),
      READ_ONLY,
    ],
  };
}

function cephfs(kind: 'LocalObjectReference' | 'SecretReference'): Sort {
  return {
    type: "CephFS (a CephFS mount on the host that shares a pod's lifetime)",
    rows: [
      list('Monitors', 'monitors'),
      text('Path', 'path'),
      text('User', 'user'),
      text('SecretFile', 'secretFile'),
      secret(kind),
      READ_ONLY,
    ],
  };
}

function cinder(kind: 'LocalObjectReference' | 'SecretReference'): Sort {
  return {
    type: 'Cinder (a Persistent Disk resource in OpenStack)',
    rows: [VOLUME_ID, FS_TYPE, READ_ONLY, secret(kind)],
  };
}

function flex(kind: 'LocalObjectReference' | 'SecretReference'): Sort {
  return {
    type: 'FlexVolume (a generic volume resource that is provisioned/attached using an exec based plugin)',
    rows: [
      text('Driver', 'driver'),
      FS_TYPE,
      secret(kind),
      READ_ONLY,
      ['Options:', (source) => goText(source.at('options').json ?? {})],
    ],
  };
}

function scaleIo(secrets: readonly Row[]): Sort {
  return {
    type: 'ScaleIO (a persistent volume backed by a block device in ScaleIO)',
    rows: [
      text('Gateway', 'gateway'),
      text('System', 'system'),
      text('Protection Domain', 'protectionDomain'),
      text('Storage Pool', 'storagePool'),
      text('Storage Mode', 'storageMode'),
      text('VolumeName', 'volumeName'),
      ...secrets,
      FS_TYPE,
      READ_ONLY,
    ],
  };
}

const AZURE_FILE = 'AzureFile (an Azure File Service mount on the host and bind mount to the pod)';
const GLUSTER = "Glusterfs (a Glusterfs mount on the host that shares a pod's lifetime)";
const CSI = 'CSI (a Container Storage Interface (CSI) volume source)';

/** What a Pod's volume and a PersistentVolume describe alike. */
const HOST_PATH: Sort = {
  type: 'HostPath (bare host directory volume)',
  rows: [text('Path', 'path'), instead('HostPathType', 'type', '<none>')],
};
const GCE: Sort = {
  type: 'GCEPersistentDisk (a Persistent Disk resource in Google Compute Engine)',
  rows: [text('PDName', 'pdName'), FS_TYPE, number('Partition', 'partition'), READ_ONLY],
};
const AWS: Sort = {
  type: 'AWSElasticBlockStore (a Persistent Disk resource in AWS)',
  rows: [VOLUME_ID, FS_TYPE, number('Partition', 'partition'), READ_ONLY],
};
const NFS: Sort = {
  type: 'NFS (an NFS mount that lasts the lifetime of a pod)',
  rows: [text('Server', 'server'), text('Path', 'path'), READ_ONLY],
};
const QUOBYTE: Sort = {
  type: "Quobyte (a Quobyte mount on the host that shares a pod's lifetime)",
  rows: [text('Registry', 'registry'), text('Volume', 'volume'), READ_ONLY],
};
const VSPHERE: Sort = {
  type: 'vSphereVolume (a Persistent Disk resource in vSphere)',
  rows: [text('VolumePath', 'volumePath'), FS_TYPE, text('StoragePolicyName', 'storagePolicyName')],
};
const AZURE_DISK: Sort = {
  type: 'AzureDisk (an Azure Data Disk mount on the host and bind mount to the pod)',
  rows: [
    text('DiskName', 'diskName'),
    text('DiskURI', 'diskURI'),
    ['Kind: ', (source) => source.at('kind').text],
    FS_TYPE,
    text('CachingMode', 'cachingMode'),
    READ_ONLY,
  ],
};
const PHOTON: Sort = {
  type: 'PhotonPersistentDisk (a Persistent Disk resource in photon platform)',
  rows: [text('PdID', 'pdID'), FS_TYPE],
};
const PORTWORX: Sort = { type: 'PortworxVolume (a Portworx Volume resource)', rows: [VOLUME_ID] };
const STORAGE_OS: Sort = {
  type: 'StorageOS (a StorageOS Persistent Disk resource)',
  rows: [text('VolumeName', 'volumeName'), text('VolumeNamespace', 'volumeNamespace'), FS_TYPE, READ_ONLY],
};
const FIBRE: Sort = {
  type: 'FC (a Fibre Channel disk)',
  rows: [
    ['TargetWWNs:', (source) => source.at('targetWWNs').texts.join(', ')],
    instead('LUN', 'lun', '<none>'),
    FS_TYPE,
    READ_ONLY,
  ],
};
const FLOCKER: Sort = {
  type: 'Flocker (a Flocker volume mounted by the Flocker agent)',
  rows: [text('DatasetName', 'datasetName'), text('DatasetUUID', 'datasetUUID')],
};

/** In the order kubectl looks for them. */
const VOLUMES: Readonly<Record<string, Sort>> = {
  hostPath: HOST_PATH,
  emptyDir: {
    type: "EmptyDir (a temporary directory that shares a pod's lifetime)",
    rows: [text('Medium', 'medium'), ['SizeLimit:', (source) => sizeLimit(source.at('sizeLimit'))]],
  },
  gcePersistentDisk: GCE,
  awsElasticBlockStore: AWS,
  gitRepo: {
    type: 'GitRepo (a volume that is pulled from git when the pod is created)',
    rows: [text('Repository', 'repository'), text('Revision', 'revision')],
  },
  secret: {
    type: 'Secret (a volume populated by a Secret)',
    rows: [text('SecretName', 'secretName'), truth('Optional', 'optional')],
  },
  configMap: {
    type: 'ConfigMap (a volume populated by a ConfigMap)',
    rows: [text('Name', 'name'), truth('Optional', 'optional')],
  },
  nfs: NFS,
  iscsi: iscsi('LocalObjectReference'),
  glusterfs: { type: GLUSTER, rows: [text('EndpointsName', 'endpoints'), text('Path', 'path'), READ_ONLY] },
  persistentVolumeClaim: {
    type: 'PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)',
    rows: [text('ClaimName', 'claimName'), READ_ONLY],
  },
  ephemeral: {
    type: 'EphemeralVolume (an inline specification for a volume that gets created and deleted with the pod)',
    rows: [],
    more: (page, source) => {
      if (source.at('volumeClaimTemplate').isThere) claimLines(page, source.at('volumeClaimTemplate'), LEVEL);
    },
  },
  rbd: rbd('LocalObjectReference'),
  quobyte: QUOBYTE,
  downwardAPI: {
    type: 'DownwardAPI (a volume populated by information about the pod)',
    rows: [],
    more: downwardItems,
  },
  azureDisk: AZURE_DISK,
  vsphereVolume: VSPHERE,
  cinder: cinder('LocalObjectReference'),
  photonPersistentDisk: PHOTON,
  portworxVolume: PORTWORX,
  scaleIO: scaleIo([]),
  cephfs: cephfs('LocalObjectReference'),
  storageos: STORAGE_OS,
  fc: FIBRE,
  azureFile: { type: AZURE_FILE, rows: [text('SecretName', 'secretName'), text('ShareName', 'shareName'), READ_ONLY] },
  flexVolume: flex('LocalObjectReference'),
  flocker: FLOCKER,
  projected: {
    type: 'Projected (a volume that contains injected data from multiple sources)',
    rows: [],
    more: (page, source) => source.at('sources').list.forEach((one) => projectedLines(page, one)),
  },
  csi: { type: CSI, rows: [text('Driver', 'driver'), FS_TYPE, READ_ONLY], more: attributes },
  image: {
    type: 'Image (a container image or OCI artifact)',
    rows: [text('Reference', 'reference'), text('PullPolicy', 'pullPolicy')],
  },
};

const PERSISTENT: Readonly<Record<string, Sort>> = {
  hostPath: HOST_PATH,
  gcePersistentDisk: GCE,
  awsElasticBlockStore: AWS,
  nfs: NFS,
  iscsi: iscsi('SecretReference'),
  glusterfs: {
    type: GLUSTER,
    rows: [
      text('EndpointsName', 'endpoints'),
      instead('EndpointsNamespace', 'endpointsNamespace', '<unset>'),
      text('Path', 'path'),
      READ_ONLY,
    ],
  },
  rbd: rbd('SecretReference'),
  quobyte: QUOBYTE,
  vsphereVolume: VSPHERE,
  cinder: cinder('SecretReference'),
  azureDisk: AZURE_DISK,
  photonPersistentDisk: PHOTON,
  portworxVolume: PORTWORX,
  scaleIO: scaleIo([text('SecretName', 'secretRef.name'), text('SecretNamespace', 'secretRef.namespace')]),
  local: {
    type: 'LocalVolume (a persistent volume backed by local storage on a node)',
    rows: [text('Path', 'path')],
  },
  cephfs: cephfs('SecretReference'),
  storageos: STORAGE_OS,
  fc: FIBRE,
  azureFile: {
    type: AZURE_FILE,
    rows: [
      text('SecretName', 'secretName'),
      text('SecretNamespace', 'secretNamespace'),
      text('ShareName', 'shareName'),
      READ_ONLY,
    ],
  },
  flexVolume: flex('SecretReference'),
  flocker: FLOCKER,
  csi: {
    type: CSI,
    rows: [text('Driver', 'driver'), FS_TYPE, text('VolumeHandle', 'volumeHandle'), READ_ONLY],
    more: attributes,
  },
};

function sizeLimit(limit: Value): string {
  const isSet = limit.isThere && compareQuantities(quantityOf(limit), quantityOf(limit.at('none'))) > 0;
  return isSet ? quantityText(limit) : '<unset>';
}

function downwardItems(page: Page, source: Value): void {
  page.line('Items:', LEVEL);
  for (const item of source.at('items').list) {
    for (const from of [item.at('fieldRef.fieldPath'), item.at('resourceFieldRef.resource')]) {
      if (from.isThere) page.line(`${from.text} -> ${item.at('path').text}`, 3);
    }
  }
}

function projectedLines(page: Page, source: Value): void {
  const [secret, map] = [source.at('secret'), source.at('configMap')];
  if (secret.isThere || (map.isThere && !source.at('downwardAPI').isThere)) {
    const from = secret.isThere ? secret : map;
    page.field(secret.isThere ? 'SecretName' : 'ConfigMapName', from.at('name').text, LEVEL);
    page.field('Optional', String(from.at('optional').isTrue), LEVEL);
  } else if (source.at('downwardAPI').isThere) page.field('DownwardAPI', 'true', LEVEL);
  else if (source.at('serviceAccountToken').isThere) {
    page.field('TokenExpirationSeconds', source.at('serviceAccountToken.expirationSeconds').number, LEVEL);
  }
}

function attributes(page: Page, source: Value): void {
  const pairs = pairsOf(source.at('volumeAttributes'));
  page.put('VolumeAttributes:\t', LEVEL);
  if (pairs.length === 0) page.line('<none>');
  pairs.forEach((pair, at) => {
    // kubectl indents each of these pieces, the empty one too.
    if (at > 0) page.put(`${'  '.repeat(LEVEL)}${'  '.repeat(LEVEL)}\t`);
    page.line(byteLength(pair) > LONGEST ? shortened(pair, LONGEST) : pair, LEVEL);
  });
}
