/**
 * How the structs that the API server works on (pkg/apis/core/types.go) differ from those of the API (k8s.io/api): by
 * rule a field's name begins with a capital and stands where the API has it. What doesn't follow the rule stands here;
 * the test holds it against fixtures/golden/internal-types.json.
 */
type Names = Readonly<Record<string, string>>;

/** Names that hold for every struct. */
const NAMES: Names = names(
  'fsType FSType;diskURI DataDiskURI;tty TTY;wwids WWIDs;pdName PDName;endpoints EndpointsName;httpHeaders HTTPHeaders',
  'ip IP;iqn IQN;iscsiInterface ISCSIInterface;chapAuthDiscovery DiscoveryCHAPAuth;chapAuthSession SessionCHAPAuth',
  'httpGet HTTPGet;tcpSocket TCPSocket;grpc GRPC;apiVersion APIVersion;uid UID;apiGroup APIGroup;sslEnabled SSLEnabled',
  'gcePersistentDisk GCEPersistentDisk;awsElasticBlockStore AWSElasticBlockStore;nfs NFS;rbd RBD;iscsi ISCSI;fc FC',
  'cephfs CephFS;storageos StorageOS;csi CSI;seLinuxOptions SELinuxOptions;seLinuxChangePolicy SELinuxChangePolicy',
  'fsGroup FSGroup;fsGroupChangePolicy FSGroupChangePolicy;dnsPolicy DNSPolicy;dnsConfig DNSConfig;os OS',
  'gmsaCredentialSpecName GMSACredentialSpecName;gmsaCredentialSpec GMSACredentialSpec',
);

const RBD = names('monitors CephMonitors;image RBDImage;pool RBDPool;user RadosUser');

/** Names that hold for one struct only. */
const NAMES_OF: Readonly<Record<string, Names>> = { RBDVolumeSource: RBD, RBDPersistentVolumeSource: RBD };

/** Fields that stand behind another one than in the API: `quobyte rbd` is quobyte behind rbd. */
const MOVED: Readonly<Record<string, Names>> = {
  PodSpec: names('setHostnameAsFQDN subdomain;preemptionPolicy priority;overhead runtimeClassName'),
  PodSecurityContext: names('sysctls fsGroupChangePolicy'),
  Volume: names('quobyte rbd'),
  PersistentVolumeSource: names('quobyte rbd;flexVolume iscsi'),
};

/** Fields of a v1 PodSpec that stand in the internal security context. */
export const HOST_FIELDS = ['hostNetwork', 'hostPID', 'hostIPC', 'shareProcessNamespace', 'hostUsers'] as const;

/** Fields that the internal struct has not. */
const ABSENT: Readonly<Record<string, readonly string[]>> = { PodSpec: ['serviceAccount', ...HOST_FIELDS] };

/** `httpGet` → `HTTPGet`. */
export function internalName(type: string, field: string): string {
  return NAMES_OF[type]?.[field] ?? NAMES[field] ?? field.slice(0, 1).toUpperCase() + field.slice(1);
}

/** The fields of the v1 struct in the internal order. */
export function internalOrder(type: string, fields: Iterable<string>): string[] {
  const absent = ABSENT[type] ?? [];
  const order = [...fields].filter((field) => !absent.includes(field));
  for (const [field, before] of Object.entries(MOVED[type] ?? {})) {
    order.splice(order.indexOf(field), 1);
    order.splice(order.indexOf(before) + 1, 0, field);
  }
  return order;
}

function names(...lines: string[]): Names {
  const pairs = lines.flatMap((line) => line.split(';')).map((pair) => pair.split(' '));
  return Object.fromEntries(pairs.map(([from = '', to = '']) => [from, to]));
}
