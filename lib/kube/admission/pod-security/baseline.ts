/** What `baseline` forbids: the ways out of a container that are known. Models policy/check_*.go of k8s.io/pod-security-admission. */
import { quote } from '../../field/print';
import type { Container, LifecycleHandler, Probe, SELinuxOptions } from '../../schema/generated/types';
import {
  called,
  containersOf,
  isInUserNamespace,
  listed,
  namesOf,
  plural,
  quoted,
  setters,
  type PodCheck,
} from './violation';

const APPARMOR = 'container.apparmor.security.beta.kubernetes.io/';

export const checkAppArmor: PodCheck = (spec, { annotations = {} }) => {
  const isBad = (type: string | undefined): boolean => type !== 'RuntimeDefault' && type !== 'Localhost';
  const ofPod = spec.securityContext?.appArmorProfile;
  const podIsBad = ofPod !== undefined && isBad(ofPod.type);
  const containers = containersOf(spec).filter(({ securityContext: { appArmorProfile } = {} }) =>
    appArmorProfile ? isBad(appArmorProfile.type) : false,
  );
  const types = containers.map(({ securityContext }) => securityContext?.appArmorProfile?.type ?? '');
  const values = listed([...(podIsBad ? [ofPod.type ?? ''] : []), ...types]);
  const bad = Object.entries(annotations)
    .filter(([key, value]) => key.startsWith(APPARMOR) && !/^(?:$|runtime\/default$|localhost\/)/.test(value))
    .map(([key, value]) => `${key}=${quote(value)}`)
    .toSorted();
  const who = [setters(podIsBad, containers), bad.length > 0 ? plural('annotation', 'annotations', bad.length) : ''];
  const said = who.filter(Boolean).join(' and ');
  if (said === '') return undefined;
  const all = [...values, ...bad];
  const reason = plural('forbidden AppArmor profile', 'forbidden AppArmor profiles', all.length);
  return { reason, detail: `${said} must not set AppArmor profile type to ${quoted(all)}` };
};

const DEFAULT_CAPABILITIES: ReadonlySet<string> = new Set(
  'AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT'.split(
    ' ',
  ),
);

export const checkCapabilities: PodCheck = (spec) => {
  const added = ({ securityContext }: Container): string[] =>
    (securityContext?.capabilities?.add ?? []).filter((capability) => !DEFAULT_CAPABILITIES.has(capability));
  const bad = containersOf(spec).filter((container) => added(container).length > 0);
  if (bad.length === 0) return undefined;
  const capabilities = quoted(listed(bad.flatMap(added)));
  return {
    reason: 'non-default capabilities',
    detail: `${called('container', namesOf(bad))} must not include ${capabilities} in securityContext.capabilities.add`,
  };
};

export const checkHostNamespaces: PodCheck = (spec) => {
  const shared = (['hostNetwork', 'hostPID', 'hostIPC'] as const).filter((name) => spec[name]);
  if (shared.length === 0) return undefined;
  return { reason: 'host namespaces', detail: shared.map((name) => `${name}=true`).join(', ') };
};

export const checkHostPaths: PodCheck = ({ volumes = [] }) => {
  const bad = volumes.filter(({ hostPath }) => hostPath).map(({ name = '' }) => name);
  return bad.length === 0 ? undefined : { reason: 'hostPath volumes', detail: called('volume', bad) };
};

export const checkHostPorts: PodCheck = (spec) => {
  const taken = ({ ports = [] }: Container): string[] =>
    ports.flatMap(({ hostPort }) => (hostPort ? [`${hostPort}`] : []));
  const bad = containersOf(spec).filter((container) => taken(container).length > 0);
  if (bad.length === 0) return undefined;
  const ports = listed(bad.flatMap(taken));
  const uses = plural('uses', 'use', bad.length);
  const what = plural('hostPort', 'hostPorts', ports.length);
  return { reason: 'hostPort', detail: `${called('container', namesOf(bad))} ${uses} ${what} ${ports.join(', ')}` };
};

export const checkHostProbes: PodCheck = (spec) => {
  const hostsOf = (handler: Probe | LifecycleHandler | undefined): string[] =>
    [handler?.httpGet?.host, handler?.tcpSocket?.host].flatMap((host) => host || []);
  const reached = ({ livenessProbe, readinessProbe, startupProbe, lifecycle }: Container): string[] =>
    [livenessProbe, readinessProbe, startupProbe, lifecycle?.postStart, lifecycle?.preStop].flatMap(hostsOf);
  const bad = containersOf(spec).filter((container) => reached(container).length > 0);
  if (bad.length === 0) return undefined;
  const hosts = listed(bad.flatMap(reached));
  const names = listed(namesOf(bad));
  const what = plural('probe or lifecycle host', 'probe or lifecycle hosts', hosts.length);
  const detail = `${called('container', names)} ${plural('uses', 'use', names.length)} ${what} ${quoted(hosts)}`;
  return { reason: 'probe or lifecycle host', detail };
};

export const checkPrivileged: PodCheck = (spec) => {
  const bad = containersOf(spec).filter(({ securityContext }) => securityContext?.privileged);
  if (bad.length === 0) return undefined;
  const detail = `${called('container', namesOf(bad))} must not set securityContext.privileged=true`;
  return { reason: 'privileged', detail };
};

/** Also of `restricted`, without the exception that baseline makes since 1.35. */
export const checkProcMount: PodCheck = (spec) => {
  const mountOf = ({ securityContext }: Container): string => securityContext?.procMount ?? 'Default';
  const bad = containersOf(spec).filter((container) => mountOf(container) !== 'Default');
  if (bad.length === 0) return undefined;
  const types = quoted(listed(bad.map(mountOf)));
  const detail = `${called('container', namesOf(bad))} must not set securityContext.procMount to ${types}`;
  return { reason: 'procMount', detail };
};

export const checkProcMountUnlessUserNamespace: PodCheck = (spec, metadata) =>
  isInUserNamespace(spec) ? undefined : checkProcMount(spec, metadata);

const SELINUX_TYPES = ['', 'container_t', 'container_init_t', 'container_kvm_t'];

export function checkSELinux(...moreTypes: readonly string[]): PodCheck {
  const types = [...SELINUX_TYPES, ...moreTypes];
  const isBad = ({ type = '', user = '', role = '' }: SELinuxOptions): boolean =>
    !types.includes(type) || user !== '' || role !== '';
  return (spec) => {
    const ofPod = spec.securityContext?.seLinuxOptions;
    const podIsBad = ofPod !== undefined && isBad(ofPod);
    const containers = containersOf(spec).filter(({ securityContext: { seLinuxOptions } = {} }) =>
      seLinuxOptions ? isBad(seLinuxOptions) : false,
    );
    const who = setters(podIsBad, containers);
    if (who === '') return undefined;
    const all = [ofPod ?? {}, ...containers.map(({ securityContext }) => securityContext?.seLinuxOptions ?? {})];
    const badTypes = listed(all.map(({ type = '' }) => type).filter((type) => !types.includes(type)));
    const data = badTypes.length > 0 ? [called('type', badTypes)] : [];
    if (all.some(({ user }) => user)) data.push('user may not be set');
    if (all.some(({ role }) => role)) data.push('role may not be set');
    const detail = `${who} set forbidden securityContext.seLinuxOptions: ${data.join('; ')}`;
    return { reason: 'seLinuxOptions', detail };
  };
}

const SECCOMP_POD = 'seccomp.security.alpha.kubernetes.io/pod';
const SECCOMP_CONTAINER = 'container.seccomp.security.alpha.kubernetes.io/';

/** Before the field there were annotations. */
export const checkSeccompAnnotations: PodCheck = (spec, { annotations = {} }) => {
  const keys = [SECCOMP_POD, ...namesOf(containersOf(spec)).map((name) => SECCOMP_CONTAINER + name)];
  const bad = listed(
    keys.flatMap((key) => {
      const value = annotations[key];
      const isGood = value === undefined || /^(?:runtime\/default$|docker\/default$|localhost\/)/.test(value);
      return isGood ? [] : [`${key}=${quote(value)}`];
    }),
  );
  if (bad.length === 0) return undefined;
  const detail = `forbidden ${plural('annotation', 'annotations', bad.length)} ${bad.join(', ')}`;
  return { reason: 'seccompProfile', detail };
};

export function isBadSeccompType(type: string | undefined): boolean {
  return type !== 'RuntimeDefault' && type !== 'Localhost';
}

export const checkSeccomp: PodCheck = (spec) => {
  const ofPod = spec.securityContext?.seccompProfile;
  const podIsBad = ofPod !== undefined && isBadSeccompType(ofPod.type);
  const containers = containersOf(spec).filter(({ securityContext: { seccompProfile } = {} }) =>
    seccompProfile ? isBadSeccompType(seccompProfile.type) : false,
  );
  const who = setters(podIsBad, containers);
  if (who === '') return undefined;
  const types = containers.map(({ securityContext }) => securityContext?.seccompProfile?.type ?? '');
  const values = quoted(listed([...(podIsBad ? [ofPod.type ?? ''] : []), ...types]));
  return { reason: 'seccompProfile', detail: `${who} must not set securityContext.seccompProfile.type to ${values}` };
};

const SAFE_SYSCTLS = [
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.ping_group_range',
  'net.ipv4.ip_unprivileged_port_start',
];

export function checkSysctls(...more: readonly string[]): PodCheck {
  const safe = new Set([...SAFE_SYSCTLS, ...more]);
  return ({ securityContext }) => {
    const bad = (securityContext?.sysctls ?? []).map(({ name = '' }) => name).filter((name) => !safe.has(name));
    return bad.length === 0 ? undefined : { reason: 'forbidden sysctls', detail: bad.join(', ') };
  };
}

export const checkWindowsHostProcess: PodCheck = (spec) => {
  const pod = spec.securityContext?.windowsOptions?.hostProcess === true;
  const bad = containersOf(spec).filter(({ securityContext }) => securityContext?.windowsOptions?.hostProcess);
  const who = setters(pod, bad);
  if (who === '') return undefined;
  return { reason: 'hostProcess', detail: `${who} must not set securityContext.windowsOptions.hostProcess=true` };
};
