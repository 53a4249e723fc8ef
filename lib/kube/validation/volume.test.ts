import { describe, expect, test } from 'vitest';
import type { PersistentVolumeClaimTemplate, Volume, VolumeMount } from '../schema/generated/types';
import { validatePod } from './pod';
import { newContainer, newDeployment, newPod, newPodSpec, sentences } from './sample-objects';
import { validateDeployment } from './deployment';

const V = 'spec.volumes[0]';

function faults(...volumes: Volume[]): string[] {
  return sentences(validatePod(newPod({ volumes })));
}

function source(changes: Volume): string[] {
  return faults({ name: 'data', ...changes });
}

test('good volumes have no faults', () => {
  expect(
    faults(
      { name: 'a', emptyDir: { sizeLimit: '1Gi' } },
      { name: 'b', hostPath: { path: '/var/log', type: 'Directory' } },
      { name: 'c', configMap: { name: 'conf', defaultMode: 0o644, items: [{ key: 'a', path: 'b/c', mode: 0o400 }] } },
      { name: 'd', persistentVolumeClaim: { claimName: 'data' } },
      { name: 'e', nfs: { server: 'nfs', path: '/export' } },
      { name: 'f', iscsi: { targetPortal: '10.0.2.15:3260', iqn: 'iqn.2001-04.com.example:disk.1', lun: 0 } },
      { name: 'g', fc: { wwids: ['3600508b400105e21'] } },
      { name: 'h', quobyte: { registry: 'registry:7861,[::1]:7861', volume: 'v' } },
      { name: 'i', azureDisk: { diskName: 'd', diskURI: '/subscriptions/1', kind: 'Managed', cachingMode: 'None' } },
      { name: 'j', csi: { driver: 'Inline.storage.io' } },
      { name: 'k', image: { reference: 'web:1', pullPolicy: 'Always' } },
    ),
  ).toEqual([]);
});

test.each<[string, Volume[], string[]]>([
  [
    'names that are none, or twice',
    [
      { name: '', emptyDir: {} },
      { name: 'a', emptyDir: {} },
      { name: 'a', emptyDir: {} },
    ],
    [`${V}.name: Required value`, 'spec.volumes[2].name: Duplicate value: "a"'],
  ],
  ['no source', [{ name: 'data' }], [`${V}: Required value: must specify a volume type`]],
  [
    'two sources, of which the second is not looked into',
    [{ name: 'data', emptyDir: {}, downwardAPI: { items: [{}] } }],
    [`${V}.downwarAPI: Forbidden: may not specify more than 1 volume type`],
  ],
])('%s are refused', (_, volumes, expected) => {
  expect(faults(...volumes)).toEqual(expected);
});

test.each<[string, Volume, string[]]>([
  [
    'an emptyDir smaller than nothing',
    { emptyDir: { sizeLimit: '-1' } },
    [`${V}.emptyDir.sizeLimit: Forbidden: SizeLimit field must be a valid resource quantity`],
  ],
  [
    'a hostPath that climbs, of an unknown type',
    { hostPath: { path: '/a/../b', type: 'Dir' } },
    [
      `${V}.hostPath.path: Invalid value: "/a/../b": must not contain '..'`,
      `${V}.hostPath.type: Unsupported value: "Dir": supported values: "", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket"`,
    ],
  ],
  ['a Secret without a name', { secret: {} }, [`${V}.secret.secretName: Required value`]],
  [
    'items of a ConfigMap that cannot be files',
    {
      configMap: {
        name: 'a',
        defaultMode: 0o1000,
        items: [{}, { key: 'a', path: '/a', mode: -1 }, { key: 'b', path: '..b' }],
      },
    },
    [
      `${V}.configMap.defaultMode: Invalid value: 512: must be a number between 0 and 0777 (octal), both inclusive`,
      `${V}.configMap.items[0].key: Required value`,
      `${V}.configMap.items[0].path: Required value`,
      `${V}.configMap.items[1].path: Invalid value: "/a": must be a relative path`,
      `${V}.configMap.items[1].mode: Invalid value: -1: must be a number between 0 and 0777 (octal), both inclusive`,
      `${V}.configMap.items[2].path: Invalid value: "..b": must not start with '..'`,
    ],
  ],
  ['a claim without a name', { persistentVolumeClaim: {} }, [`${V}.persistentVolumeClaim.claimName: Required value`]],
  [
    'a file about the Pod that says nothing of it',
    { downwardAPI: { items: [{ path: 'a' }] } },
    [`${V}.downwardAPI: Required value: one of fieldRef and resourceFieldRef is required`],
  ],
  [
    'a disk of Google without a name',
    { gcePersistentDisk: { partition: 256 } },
    [
      `${V}.persistentDisk.pdName: Required value`,
      `${V}.persistentDisk.partition: Invalid value: 256: must be between 1 and 255, inclusive`,
    ],
  ],
  [
    'an NFS path that is not absolute',
    { nfs: { server: 'nfs', path: 'export' } },
    [`${V}.nfs.path: Invalid value: "export": must be an absolute path`],
  ],
  [
    'iSCSI of strange names',
    { iscsi: { targetPortal: 'a', iqn: 'foo', lun: 256, chapAuthSession: true, initiatorName: 'naa.1' } },
    [
      `${V}.iscsi.iqn: Invalid value: "foo": must be valid format starting with iqn, eui, or naa`,
      `${V}.iscsi.lun: Invalid value: 256: must be between 0 and 255, inclusive`,
      `${V}.iscsi.secretRef: Required value`,
      `${V}.iscsi.initiatorname: Invalid value: "naa.1": must be valid format`,
    ],
  ],
  [
    'Fibre Channel named twice',
    { fc: { targetWWNs: ['a'], wwids: ['b'] } },
    [
      `${V}.fc.targetWWNs: Invalid value: ["a"]: targetWWNs and wwids can not be specified simultaneously`,
      `${V}.fc.lun: Required value: lun is required if targetWWNs is specified`,
    ],
  ],
  [
    'an Azure disk of the wrong kind of address',
    { azureDisk: { diskName: 'd', diskURI: 'https://a', kind: 'Managed' } },
    [
      `${V}.azureDisk.diskURI: Unsupported value: "https://a": supported values: "/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute/disks/{disk-id}"`,
    ],
  ],
  [
    'options in a namespace of Kubernetes',
    { flexVolume: { driver: 'a/b', options: { 'a.K8S.io/x': '1' } } },
    [
      `${V}.flexVolume.options[a.K8S.io/x]: Invalid value: "a.K8S.io/x": kubernetes.io and k8s.io namespaces are reserved`,
    ],
  ],
  [
    'a registry without a port',
    { quobyte: { registry: 'a:1,b', volume: 'v' } },
    [`${V}.quobyte.registry: Invalid value: "a:1,b": must be a host:port pair or multiple pairs separated by commas`],
  ],
  ['a driver without a name', { csi: { driver: '' } }, [`${V}.csi.driver: Required value`]],
  ['Ceph without monitors', { rbd: {} }, [`${V}.rbd.monitors: Required value`, `${V}.rbd.image: Required value`]],
])('%s is refused', (_, volume, expected) => {
  expect(source(volume)).toEqual(expected);
});

test('an image may be left out of a template, where something fills it in', () => {
  const volumes = [{ name: 'i', image: { pullPolicy: 'Always' } }];
  expect(source({ image: { pullPolicy: 'Always' } })).toEqual([`${V}.image.reference: Required value`]);
  const template = { metadata: { labels: { app: 'web' } }, spec: newPodSpec({ volumes }) };
  expect(validateDeployment(newDeployment({ template }))).toEqual([]);
});

describe('a projected volume', () => {
  test('has each file once, and one source an item', () => {
    const projected = {
      sources: [
        { secret: { name: 'a', items: [{ key: 'k', path: 'p' }] }, configMap: { name: 'b' } },
        { configMap: { items: [{ key: 'k', path: 'p' }] } },
      ],
    };
    expect(source({ projected })).toEqual([
      `${V}.projected.sources[0]: Forbidden: may not specify more than 1 volume type per source`,
      `${V}.projected.sources[1].configMap.name: Required value`,
      `${V}.projected: Invalid value: "": conflicting duplicate paths`,
    ]);
  });

  test('has tokens of ten minutes at least', () => {
    const projected = { sources: [{ serviceAccountToken: { path: '', expirationSeconds: 599 } }] };
    expect(source({ projected })).toEqual([
      `${V}.projected.sources[0].serviceAccountToken.expirationSeconds: Invalid value: 599: may not specify a duration less than 10 minutes`,
      `${V}.projected.path: Required value`,
    ]);
  });
});

describe('an ephemeral volume', () => {
  const good: PersistentVolumeClaimTemplate = {
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
  };
  const T = `${V}.ephemeral.volumeClaimTemplate`;

  test.each<[string, PersistentVolumeClaimTemplate | undefined, string[]]>([
    ['without a template', undefined, [`${T}: Required value`]],
    [
      'that asks for nothing',
      {},
      [
        `${T}.spec.accessModes: Required value: at least 1 access mode is required`,
        `${T}.spec.resources[storage]: Required value`,
      ],
    ],
    [
      'with a name of its own',
      { ...good, metadata: { name: 'x', uid: 'u' } },
      [`${T}.metadata.name: Forbidden: cannot be set`, `${T}.metadata.uID: Forbidden: cannot be set`],
    ],
    [
      'of no size, in a mode of its own, exclusive and not',
      {
        spec: {
          accessModes: ['ReadWriteOncePod', 'ReadWriteMany', 'Write'],
          volumeMode: 'Tape',
          resources: { requests: { storage: '0' } },
        },
      },
      [
        `${T}.spec.accessModes: Unsupported value: "Write": supported values: "ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"`,
        `${T}.spec.accessModes: Forbidden: may not use ReadWriteOncePod with other access modes`,
        `${T}.spec.resources[storage]: Invalid value: "0": must be greater than zero`,
        `${T}.spec.volumeMode: Unsupported value: "Tape": supported values: "Block", "Filesystem"`,
      ],
    ],
    [
      'from two places',
      {
        spec: {
          ...good.spec,
          dataSource: { kind: 'VolumeSnapshot', name: 'a' },
          dataSourceRef: { kind: 'PersistentVolumeClaim', name: 'a' },
        },
      },
      [
        `${T}.spec.dataSource: Invalid value: "VolumeSnapshot": must be 'PersistentVolumeClaim' when referencing the default apiGroup`,
        `${T}.spec: Invalid value: {}: must match dataSourceRef`,
      ],
    ],
  ])('%s is refused', (_, volumeClaimTemplate, expected) => {
    expect(source({ ephemeral: volumeClaimTemplate ? { volumeClaimTemplate } : {} })).toEqual(expected);
  });

  test('makes a claim that no other volume may use', () => {
    const own = { name: 'own', persistentVolumeClaim: { claimName: 'web-data' } };
    expect(faults({ name: 'data', ephemeral: { volumeClaimTemplate: good } }, own)).toEqual([
      'spec.volumes[1].persistentVolumeClaim.claimName: Invalid value: "web-data": must not reference a PVC that gets created for an ephemeral volume',
    ]);
  });
});

describe('a mount', () => {
  const M = 'spec.containers[0].volumeMounts';

  function mountFaults(...volumeMounts: VolumeMount[]): string[] {
    const containers = [newContainer({ volumeMounts })];
    return sentences(validatePod(newPod({ volumes: [{ name: 'data', emptyDir: {} }], containers })));
  }

  test.each<[string, VolumeMount[], string[]]>([
    ['of a volume that is not there', [{ name: 'dat', mountPath: '/a' }], [`${M}[0].name: Not found: "dat"`]],
    [
      'of nothing nowhere',
      [{}],
      [`${M}[0].name: Required value`, `${M}[0].name: Not found: ""`, `${M}[0].mountPath: Required value`],
    ],
    [
      'where another is',
      [
        { name: 'data', mountPath: '/a' },
        { name: 'data', mountPath: '/a' },
      ],
      [`${M}[1].mountPath: Invalid value: "/a": must be unique`],
    ],
    [
      'of a path that climbs out',
      [{ name: 'data', mountPath: '/a', subPath: '../b' }],
      [`${M}.subPath: Invalid value: "../b": must not contain '..'`],
    ],
    [
      'that propagates without privilege',
      [{ name: 'data', mountPath: '/a', mountPropagation: 'Bidirectional' }],
      [`${M}.mountPropagation: Forbidden: Bidirectional mount propagation is available only to privileged containers`],
    ],
    [
      'that is read-only all the way down, and not read-only',
      [{ name: 'data', mountPath: '/a', recursiveReadOnly: 'Enabled' }],
      [`${M}.recursiveReadOnly: Forbidden: may only be specified when readOnly is true`],
    ],
  ])('%s is refused', (_, mounts, expected) => {
    expect(mountFaults(...mounts)).toEqual(expected);
  });

  test('of a volume that is itself wrong is not found', () => {
    const containers = [newContainer({ volumeMounts: [{ name: 'data', mountPath: '/a' }] })];
    expect(sentences(validatePod(newPod({ volumes: [{ name: 'data', secret: {} }], containers })))).toEqual([
      `${V}.secret.secretName: Required value`,
      `${M}[0].name: Not found: "data"`,
    ]);
  });

  test('of a block device is only for claims, and not beside a mount', () => {
    const volumes = [
      { name: 'data', emptyDir: {} },
      { name: 'disk', persistentVolumeClaim: { claimName: 'disk' } },
    ];
    const containers = [
      newContainer({
        volumeMounts: [{ name: 'disk', mountPath: '/a' }],
        volumeDevices: [
          { name: 'data', devicePath: '/dev/../a' },
          { name: 'disk', devicePath: '/dev/b' },
        ],
      }),
    ];
    expect(sentences(validatePod(newPod({ volumes, containers })))).toEqual([
      `${M}[0].name: Invalid value: "disk": must not already exist in volumeDevices`,
      'spec.containers[0].volumeDevices[0].name: Invalid value: "data": can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode',
      `spec.containers[0].volumeDevices[0].devicePath: Invalid value: "/dev/../a": can not contain backsteps ('..')`,
      'spec.containers[0].volumeDevices[1].name: Invalid value: "disk": must not already exist in volumeMounts',
    ]);
  });
});

describe('where the server leaves out the item, an editor is shown it', () => {
  test.each<[string, Volume, string]>([
    ['a second source', { emptyDir: {}, cephfs: {} }, `${V}.cephfs`],
    ['a file about the Pod', { downwardAPI: { items: [{ path: 'a' }] } }, `${V}.downwardAPI.items[0]`],
    [
      'a token',
      { projected: { sources: [{ serviceAccountToken: { expirationSeconds: 600 } }] } },
      `${V}.projected.sources[0].serviceAccountToken.path`,
    ],
  ])('of %s', (_, volume, place) => {
    const errors = validatePod(newPod({ volumes: [{ name: 'data', ...volume }] }));
    expect(errors.map((error) => (error.place ?? error.path).toString())).toEqual([place]);
  });
});
