/**
 * What a Pod and its containers may do on the node. Models ValidateSecurityContext and validatePodSpecSecurityContext
 * (pkg/apis/core/validation), in a cluster that allows privileged containers.
 */
import type { FieldError } from '../field/error';
import { duplicate, invalid, invalidTyped, required } from '../field/error';
import type { FieldPath } from '../field/path';
import type { PodSpec, SecurityContext, Sysctl, WindowsSecurityContextOptions } from '../schema/generated/types';
import { validateOptionalEnum } from './enums';
import { byteLength } from '../field/print';
import { validateUnixId } from './numbers';
import { validateAppArmorProfile, validateSeccompProfile } from './security-profiles';
import { validateWindowsOptions } from './windows-options';

/** @param hostUsers whether the Pod's users are the node's, which is so unless it says otherwise */
export function validateSecurityContext(
  context: SecurityContext | undefined,
  hostUsers: boolean,
  path: FieldPath,
  errors: FieldError[],
): void {
  if (!context) return;
  const { procMount, privileged, allowPrivilegeEscalation } = context;
  validateUnixId(context.runAsUser, path.child('runAsUser'), errors);
  validateUnixId(context.runAsGroup, path.child('runAsGroup'), errors);
  validateOptionalEnum(procMount, ['Default', 'Unmasked'], path.child('procMount'), errors);
  if (procMount === 'Unmasked' && hostUsers) {
    errors.push(invalidTyped(path.child('procMount'), procMount, '`hostUsers` must be false to use `Unmasked`'));
  }
  validateSeccompProfile(context.seccompProfile, path.child('seccompProfile'), errors);
  if (allowPrivilegeEscalation === false) {
    const cannot = 'cannot set `allowPrivilegeEscalation` to false and';
    if (privileged) errors.push(invalid(path, printedContext(context), `${cannot} \`privileged\` to true`));
    for (const capability of context.capabilities?.add ?? []) {
      if (capability !== 'CAP_SYS_ADMIN') continue;
      errors.push(invalid(path, printedContext(context), `${cannot} \`capabilities.Add\` CAP_SYS_ADMIN`));
    }
  }
  validateWindowsOptions(context.windowsOptions, path.child('windowsOptions'), errors);
  validateAppArmorProfile(context.appArmorProfile, path.child('appArmorProfile'), errors);
}

/** `path` is that of the spec, whose host… fields belong here too. */
export function validatePodSecurityContext(spec: PodSpec, path: FieldPath, errors: FieldError[]): void {
  const context = spec.securityContext ?? {};
  const here = path.child('securityContext');
  validateUnixId(context.fsGroup, here.child('fsGroup'), errors);
  validateUnixId(context.runAsUser, here.child('runAsUser'), errors);
  validateUnixId(context.runAsGroup, here.child('runAsGroup'), errors);
  context.supplementalGroups?.forEach((group, at) =>
    validateUnixId(group, here.child('supplementalGroups').index(at), errors),
  );
  if (spec.shareProcessNamespace && spec.hostPID) {
    const field = here.child('shareProcessNamespace');
    const detail = 'ShareProcessNamespace and HostPID cannot both be enabled';
    errors.push({ ...invalid(field, true, detail), place: path.child('shareProcessNamespace') });
  }
  if (context.sysctls) validateSysctls(context.sysctls, spec, here.child('sysctls'), errors);
  validateOptionalEnum(
    context.fsGroupChangePolicy,
    ['Always', 'OnRootMismatch'],
    here.child('fsGroupChangePolicy'),
    errors,
  );
  validateSeccompProfile(context.seccompProfile, here.child('seccompProfile'), errors);
  validateWindowsOptions(context.windowsOptions, here.child('windowsOptions'), errors);
  validateAppArmorProfile(context.appArmorProfile, here.child('appArmorProfile'), errors);
  const groupsPolicy = here.child('supplementalGroupsPolicy');
  validateOptionalEnum(context.supplementalGroupsPolicy, ['Merge', 'Strict'], groupsPolicy, errors);
  // `MountOption` comes with the feature SELinuxMount, which is off in 1.36.
  validateOptionalEnum(context.seLinuxChangePolicy, ['Recursive'], here.child('seLinuxChangePolicy'), errors);
}

const SYSCTL_SEGMENT = '[a-z0-9]([-_a-z0-9]*[a-z0-9])?';
const SYSCTL = `^(${SYSCTL_SEGMENT}[\\./])*${SYSCTL_SEGMENT}$`;
const sysctlPattern = new RegExp(SYSCTL);

function validateSysctls(sysctls: readonly Sysctl[], spec: PodSpec, path: FieldPath, errors: FieldError[]): void {
  const seen = new Set<string>();
  sysctls.forEach(({ name = '' }, at) => {
    const here = path.index(at).child('name');
    if (name === '') errors.push(required(here));
    else if (byteLength(name) > 253 || !sysctlPattern.test(name)) {
      errors.push(invalid(here, name, `must have at most 253 characters and match regex ${SYSCTL}`));
    } else if (seen.has(name)) errors.push(duplicate(here, name));
    seen.add(name);
    const shared = sharedNamespaceField(name);
    if (shared !== undefined && spec[shared]) {
      errors.push(invalid(here, name, `may not be specified when '${shared}' is true`));
    }
  });
}

const IPC_SYSCTL = /^(?:kernel\.(?:sem|shm(?:all|max|mni|_rmid_forced)?|msg(?:max|mnb|mni)?)$|fs\.mqueue\.)/;

/** A namespaced sysctl needs a namespace of the Pod's own. Models GetNamespace (component-helpers' node/util/sysctl). */
function sharedNamespaceField(name: string): 'hostNetwork' | 'hostIPC' | undefined {
  const dotted = withDots(name).replace(/\*.*$/s, '');
  if (dotted.startsWith('net.')) return 'hostNetwork';
  return IPC_SYSCTL.test(dotted) ? 'hostIPC' : undefined;
}

/** `net/ipv4/ip_forward` → `net.ipv4.ip_forward`: the first separator tells which of the two is meant. */
function withDots(name: string): string {
  const separator = /[./]/.exec(name)?.[0];
  return separator === '/' ? name.replace(/[./]/g, (mark) => (mark === '/' ? '.' : '/')) : name;
}

/** As json.Marshal prints the internal core.SecurityContext, whose fields have no JSON names. */
function printedContext(context: SecurityContext): object {
  const { capabilities, seLinuxOptions: selinux, windowsOptions: windows, seccompProfile, appArmorProfile } = context;
  return {
    Capabilities: capabilities ? { Add: capabilities.add ?? null, Drop: capabilities.drop ?? null } : null,
    Privileged: context.privileged ?? null,
    SELinuxOptions: selinux
      ? { User: selinux.user ?? '', Role: selinux.role ?? '', Type: selinux.type ?? '', Level: selinux.level ?? '' }
      : null,
    WindowsOptions: windows ? printedWindows(windows) : null,
    RunAsUser: context.runAsUser ?? null,
    RunAsGroup: context.runAsGroup ?? null,
    RunAsNonRoot: context.runAsNonRoot ?? null,
    ReadOnlyRootFilesystem: context.readOnlyRootFilesystem ?? null,
    AllowPrivilegeEscalation: context.allowPrivilegeEscalation ?? null,
    ProcMount: context.procMount ?? null,
    SeccompProfile: seccompProfile ? printedProfile(seccompProfile) : null,
    AppArmorProfile: appArmorProfile ? printedProfile(appArmorProfile) : null,
  };
}

function printedWindows(options: WindowsSecurityContextOptions): object {
  return {
    GMSACredentialSpecName: options.gmsaCredentialSpecName ?? null,
    GMSACredentialSpec: options.gmsaCredentialSpec ?? null,
    RunAsUserName: options.runAsUserName ?? null,
    HostProcess: options.hostProcess ?? null,
  };
}

function printedProfile({ type = '', localhostProfile }: { type?: string; localhostProfile?: string }): object {
  return { Type: type, LocalhostProfile: localhostProfile ?? null };
}
