/**
 * seccomp and AppArmor, as fields and as the annotations from before there were fields. Models
 * validateSeccompProfileField, ValidateAppArmorProfileField, their annotation twins, and the checks that a field and an
 * annotation agree (pkg/apis/core/validation).
 */
import type { FieldError } from '../field/error';
import { forbidden, invalid, invalidTyped, notSupported, required, tooLong } from '../field/error';
import type { FieldPath } from '../field/path';
import { byteLength, quote } from '../field/print';
import type { AppArmorProfile, PodSpec, SeccompProfile } from '../schema/generated/types';
import { visitContainers } from './containers';
import type { StringMap } from './labels';
import { validateDescendingPath } from './paths';

const PROFILE_TYPES = ['Localhost', 'RuntimeDefault', 'Unconfined'];
const SECCOMP_POD = 'seccomp.security.alpha.kubernetes.io/pod';
const SECCOMP_CONTAINER = 'container.seccomp.security.alpha.kubernetes.io/';
export const APPARMOR_CONTAINER = 'container.apparmor.security.beta.kubernetes.io/';
const MOST_PATH_BYTES = 4095;

export function validateSeccompProfile(
  profile: SeccompProfile | undefined,
  path: FieldPath,
  errors: FieldError[],
): void {
  if (!profile) return;
  const { type = '', localhostProfile } = profile;
  const place = path.child('localhostProfile');
  if (type === '') errors.push(required(path.child('type'), 'type is required when seccompProfile is set'));
  else if (!PROFILE_TYPES.includes(type)) errors.push(notSupported(path.child('type'), type, PROFILE_TYPES));
  if (type === 'Localhost') {
    if (localhostProfile === undefined) errors.push(required(place, 'must be set when seccomp type is Localhost'));
    else validateDescendingPath(localhostProfile, place, errors);
  } else if (localhostProfile !== undefined) {
    const printed = { Type: type, LocalhostProfile: localhostProfile };
    errors.push(invalid(place, printed, 'can only be set when seccomp type is Localhost'));
  }
}

export function validateAppArmorProfile(
  profile: AppArmorProfile | undefined,
  path: FieldPath,
  errors: FieldError[],
): void {
  if (!profile) return;
  const { type = '', localhostProfile } = profile;
  const place = path.child('localhostProfile');
  switch (type) {
    case 'Localhost':
      return validateAppArmorName(localhostProfile, place, errors);
    case 'RuntimeDefault':
    case 'Unconfined':
      if (localhostProfile !== undefined) {
        errors.push(invalidTyped(place, localhostProfile, 'can only be set when AppArmor type is Localhost'));
      }
      return;
    case '':
      return void errors.push(required(path.child('type'), 'type is required when appArmorProfile is set'));
    default:
      errors.push(notSupported(path.child('type'), type, PROFILE_TYPES));
  }
}

function validateAppArmorName(name: string | undefined, path: FieldPath, errors: FieldError[]): void {
  const missing = 'must be set when AppArmor type is Localhost';
  if (name === undefined || name === '') return void errors.push(required(path, missing));
  if (name.trim() !== name) errors.push(invalid(path, name, 'must not be padded with whitespace'));
  if (byteLength(name) > MOST_PATH_BYTES) errors.push(tooLong(path, MOST_PATH_BYTES));
}

/** `path` is that of the annotations; the server joins the key of seccomp with a dot and that of AppArmor in brackets. */
export function validateProfileAnnotations(
  annotations: StringMap,
  spec: PodSpec,
  path: FieldPath,
  errors: FieldError[],
): void {
  for (const key in annotations) {
    if (key === SECCOMP_POD) validateSeccompAnnotation(key, annotations, path, errors);
  }
  for (const key in annotations) {
    if (key.startsWith(SECCOMP_CONTAINER)) validateSeccompAnnotation(key, annotations, path, errors);
  }
  for (const key in annotations) {
    if (!key.startsWith(APPARMOR_CONTAINER)) continue;
    const container = key.slice(APPARMOR_CONTAINER.length);
    const profile = annotations[key] ?? '';
    let found = false;
    visitContainers(spec, path, ({ name = '' }) => (found ||= name === container));
    if (!found) errors.push(invalid(path.key(key), container, 'container not found'));
    if (
      profile !== '' &&
      profile !== 'runtime/default' &&
      profile !== 'unconfined' &&
      !profile.startsWith('localhost/')
    ) {
      errors.push(invalid(path.key(key), profile, `invalid AppArmor profile name: ${quote(profile)}`));
    }
  }
}

function validateSeccompAnnotation(key: string, annotations: StringMap, path: FieldPath, errors: FieldError[]): void {
  const profile = annotations[key] ?? '';
  const [field, place] = [path.child(key), path.key(key)];
  if (['runtime/default', 'docker/default', 'unconfined'].includes(profile)) return;
  if (profile.startsWith('localhost/')) {
    return validateDescendingPath(profile.slice('localhost/'.length), field, errors, place);
  }
  errors.push({ ...invalid(field, profile, 'must be a valid seccomp profile'), place });
}

/** `path` is that of the spec. */
export function validateSeccompAgreement(
  annotations: StringMap,
  spec: PodSpec,
  path: FieldPath,
  errors: FieldError[],
): void {
  const agree = (profile: SeccompProfile | undefined, key: string, owner: FieldPath): void => {
    const annotation = annotations[key];
    if (!profile || annotation === undefined) return;
    const fallback = profile.type === 'RuntimeDefault' && annotation === 'docker/default';
    if (!fallback)
      disagreement('seccomp', profile, annotation, owner.child('securityContext', 'seccompProfile'), errors);
  };
  agree(spec.securityContext?.seccompProfile, SECCOMP_POD, path);
  visitContainers(spec, path, (container, here) =>
    agree(container.securityContext?.seccompProfile, SECCOMP_CONTAINER + (container.name ?? ''), here),
  );
}

/** A container without a profile of its own has the Pod's. */
export function validateAppArmorAgreement(
  annotations: StringMap,
  spec: PodSpec,
  path: FieldPath,
  errors: FieldError[],
): void {
  if (spec.os?.name === 'windows') return;
  visitContainers(spec, path, (container, here) => {
    const profile = container.securityContext?.appArmorProfile ?? spec.securityContext?.appArmorProfile;
    const annotation = annotations[APPARMOR_CONTAINER + (container.name ?? '')];
    if (!profile || annotation === undefined) return;
    disagreement('apparmor', profile, annotation, here.child('securityContext', 'appArmorProfile'), errors);
  });
}

const AS_ANNOTATION: Readonly<Record<string, string>> = { Unconfined: 'unconfined', RuntimeDefault: 'runtime/default' };

function disagreement(
  what: 'seccomp' | 'apparmor',
  { type = '', localhostProfile }: SeccompProfile,
  annotation: string,
  path: FieldPath,
  errors: FieldError[],
): void {
  const expected = AS_ANNOTATION[type];
  const sameType =
    type === 'Localhost' ? annotation.startsWith('localhost/') : expected === undefined || annotation === expected;
  if (!sameType) errors.push(forbidden(path.child('type'), `${what} type in annotation and field must match`));
  else if (type === 'Localhost' && annotation.slice('localhost/'.length) !== localhostProfile) {
    errors.push(forbidden(path.child('localhostProfile'), `${what} profile in annotation and field must match`));
  }
}
