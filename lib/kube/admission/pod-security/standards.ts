/** Which checks a standard is made of, as of a version. Models policy/registry.go of k8s.io/pod-security-admission. */
import * as baseline from './baseline';
import type { Standard } from './labels';
import * as restricted from './restricted';
import type { PodCheck } from './violation';

interface Check {
  readonly level: 'baseline' | 'restricted';
  /** The check, by the minor version since which it is so. */
  readonly since: readonly (readonly [minor: number, check: PodCheck])[];
  /** The baseline check that this one takes the place of. */
  readonly instead?: string;
}

const RESERVED_PORTS = 'net.ipv4.ip_local_reserved_ports';
const KEEPALIVE = [
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
];

/** By id, in the order in which their findings are told. */
const checks: Readonly<Record<string, Check>> = {
  appArmorProfile: { level: 'baseline', since: [[0, baseline.checkAppArmor]] },
  capabilities_baseline: { level: 'baseline', since: [[0, baseline.checkCapabilities]] },
  hostNamespaces: { level: 'baseline', since: [[0, baseline.checkHostNamespaces]] },
  hostPathVolumes: { level: 'baseline', since: [[0, baseline.checkHostPaths]] },
  hostPorts: { level: 'baseline', since: [[0, baseline.checkHostPorts]] },
  hostProbesAndHostLifecycle: { level: 'baseline', since: [[34, baseline.checkHostProbes]] },
  privileged: { level: 'baseline', since: [[0, baseline.checkPrivileged]] },
  procMount: {
    level: 'baseline',
    since: [
      [0, baseline.checkProcMount],
      [35, baseline.checkProcMountUnlessUserNamespace],
    ],
  },
  seLinuxOptions: {
    level: 'baseline',
    since: [
      [0, baseline.checkSELinux()],
      [31, baseline.checkSELinux('container_engine_t')],
    ],
  },
  seccompProfile_baseline: {
    level: 'baseline',
    since: [
      [0, baseline.checkSeccompAnnotations],
      [19, baseline.checkSeccomp],
    ],
  },
  sysctls: {
    level: 'baseline',
    since: [
      [0, baseline.checkSysctls()],
      [27, baseline.checkSysctls(RESERVED_PORTS)],
      [29, baseline.checkSysctls(RESERVED_PORTS, ...KEEPALIVE)],
      [32, baseline.checkSysctls(RESERVED_PORTS, ...KEEPALIVE, 'net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem')],
    ],
  },
  windowsHostProcess: { level: 'baseline', since: [[0, baseline.checkWindowsHostProcess]] },
  allowPrivilegeEscalation: {
    level: 'restricted',
    since: [
      [8, restricted.checkPrivilegeEscalation],
      [25, restricted.unlessWindows(restricted.checkPrivilegeEscalation)],
    ],
  },
  capabilities_restricted: {
    level: 'restricted',
    since: [
      [22, restricted.checkCapabilitiesDropped],
      [25, restricted.unlessWindows(restricted.checkCapabilitiesDropped)],
    ],
    instead: 'capabilities_baseline',
  },
  procMount_restricted: { level: 'restricted', since: [[35, baseline.checkProcMount]], instead: 'procMount' },
  restrictedVolumes: { level: 'restricted', since: [[0, restricted.checkVolumeTypes]], instead: 'hostPathVolumes' },
  runAsNonRoot: {
    level: 'restricted',
    since: [
      [0, restricted.checkRunAsNonRoot],
      [35, restricted.unlessUserNamespace(restricted.checkRunAsNonRoot)],
    ],
  },
  runAsUser: {
    level: 'restricted',
    since: [
      [23, restricted.checkRunAsUser],
      [35, restricted.unlessUserNamespace(restricted.checkRunAsUser)],
    ],
  },
  seccompProfile_restricted: {
    level: 'restricted',
    since: [
      [19, restricted.checkSeccompSet],
      [25, restricted.unlessWindows(restricted.checkSeccompSet)],
    ],
    instead: 'seccompProfile_baseline',
  },
};

export function checksOf({ level, minor }: Standard): PodCheck[] {
  if (level === 'privileged') return [];
  const there = Object.entries(checks).filter(([, { since }]) => since.some(([from]) => from <= minor));
  const meant = there.filter(([, check]) => level === 'restricted' || check.level === 'baseline');
  const replaced = new Set(meant.map(([, { instead }]) => instead));
  return meant
    .filter(([id]) => !replaced.has(id))
    .flatMap(([, { since }]) => since.findLast(([from]) => from <= minor)?.[1] ?? []);
}
