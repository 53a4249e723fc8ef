/** Rules by spec.os.name. Models validateOS, validateLinux and validateWindows (pkg/apis/core/validation). */
import type { FieldError } from '../field/error';
import { forbidden, notSupported, placed, required } from '../field/error';
import type { FieldPath } from '../field/path';
import type { PodSecurityContext, PodSpec, SecurityContext } from '../schema/generated/types';
import { visitContainers } from './containers';

/** `path` is that of the spec. */
export function validateOS(spec: PodSpec, path: FieldPath, errors: FieldError[]): void {
  if (!spec.os) return;
  const { name = '' } = spec.os;
  const here = path.child('os');
  switch (name) {
    case '':
      return void errors.push(required(here.child('name')));
    case 'linux':
      return validateLinux(spec, path, errors);
    case 'windows':
      return validateWindows(spec, path, errors);
    default:
      errors.push(placed(notSupported(here, name, ['linux', 'windows']), here.child('name')));
  }
}

function validateLinux(spec: PodSpec, path: FieldPath, errors: FieldError[]): void {
  const check = (context: { windowsOptions?: object } | undefined, here: FieldPath): void => {
    if (!context?.windowsOptions) return;
    const field = here.child('securityContext', 'windowsOptions');
    errors.push(forbidden(field, 'windows options cannot be set for a linux pod'));
  };
  check(spec.securityContext, path);
  visitContainers(spec, path, ({ securityContext }, here) => check(securityContext, here));
}

const LINUX_CONTAINER_FIELDS: readonly (keyof SecurityContext)[] = [
  'appArmorProfile',
  'seLinuxOptions',
  'seccompProfile',
  'capabilities',
  'readOnlyRootFilesystem',
  'privileged',
  'allowPrivilegeEscalation',
  'procMount',
  'runAsUser',
  'runAsGroup',
];

/** What only Linux has, in the order in which the server looks; some stand in the spec itself. */
const LINUX_POD_FIELDS: readonly (
  | keyof PodSecurityContext
  | 'hostUsers'
  | 'hostPID'
  | 'hostIPC'
  | 'shareProcessNamespace'
)[] = [
  'appArmorProfile',
  'seLinuxOptions',
  'hostUsers',
  'hostPID',
  'hostIPC',
  'seccompProfile',
  'fsGroup',
  'fsGroupChangePolicy',
  'sysctls',
  'shareProcessNamespace',
  'runAsUser',
  'runAsGroup',
  'supplementalGroups',
  'supplementalGroupsPolicy',
  'seLinuxChangePolicy',
];

function validateWindows(spec: PodSpec, path: FieldPath, errors: FieldError[]): void {
  const cannot = 'cannot be set for a windows pod';
  for (const field of LINUX_POD_FIELDS) {
    switch (field) {
      case 'hostUsers':
      case 'shareProcessNamespace':
        if (spec[field] !== undefined) errors.push(forbidden(path.child(field), cannot));
        break;
      case 'hostPID':
      case 'hostIPC':
        if (spec[field]) errors.push(forbidden(path.child(field), cannot));
        break;
      default: {
        const value = spec.securityContext?.[field];
        const set = field === 'sysctls' ? (spec.securityContext?.sysctls?.length ?? 0) > 0 : value !== undefined;
        if (set) errors.push(forbidden(path.child('securityContext', field), cannot));
      }
    }
  }
  visitContainers(spec, path, ({ securityContext }, here) => {
    for (const field of LINUX_CONTAINER_FIELDS) {
      if (securityContext?.[field] !== undefined) errors.push(forbidden(here.child('securityContext', field), cannot));
    }
  });
}
