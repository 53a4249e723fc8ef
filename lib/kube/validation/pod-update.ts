/**
 * Pods, as they are changed: images, tolerations that are added, a nearer deadline, gates that are lifted, and while a gate
 * is up where it may run; nothing else. Models ValidatePodUpdate (pkg/apis/core/validation) and PrepareForUpdate of
 * pkg/registry/core/pod/strategy.go.
 *
 * Not modelled: what was valid under older rules and may therefore stay (GetValidationOptionsFromPodSpecAndMeta); the
 * subresources status, ephemeralcontainers and resize, which have rules of their own.
 */
import { prepareTemplate } from '../admission/prepare-pod';
import { isSemanticallyEqual } from '../equality';
import type { FieldError } from '../field/error';
import { forbidden, invalid, required } from '../field/error';
import { internalDiff } from '../field/internal';
import { FieldPath } from '../field/path';
import type { Container, Pod, PodSpec, Toleration } from '../schema/generated/types';
import { validateImageWhitespace } from './container';
import type { StringMap } from './labels';
import { MAX_INT32 } from './numbers';
import { METADATA } from './object-meta';
import { validatePodMetadataAndSpec } from './pod';
import { MIRROR_ANNOTATION, validatePodAnnotations } from './pod-annotations';
import { keep, keepPlacement } from './pod-placement-update';
import { APPARMOR_CONTAINER } from './security-profiles';
import { validateTolerations } from './tolerations';

const SPEC = FieldPath.of('spec');
const ANNOTATIONS = METADATA.child('annotations');

const CHANGEABLE = [
  '`spec.containers[*].image`',
  '`spec.initContainers[*].image`',
  '`spec.activeDeadlineSeconds`',
  '`spec.tolerations` (only additions to existing tolerations)',
  '`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)',
].join(',');

/** The status is not the user's, and the generation counts changes of the spec. Both are in place before. */
export function preparePodUpdate(next: Pod, live: Pod): void {
  if (live.status === undefined) delete next.status;
  else next.status = live.status;
  prepareTemplate(next);
  if (isSemanticallyEqual('PodSpec', specOf(next), specOf(live))) return;
  const metadata = (next.metadata ??= {});
  if (metadata.generation !== undefined) metadata.generation += 1;
}

/** Both decoded and defaulted; `metadata` as a change leaves it is looked at for all kinds alike, elsewhere. */
export function validatePodUpdate(next: Pod, live: Pod): FieldError[] {
  const errors: FieldError[] = [];
  const spec = specOf(next);
  const before = specOf(live);
  validatePodMetadataAndSpec(next, errors);
  validateAnnotationsUpdate(next, live, errors);
  if (!validateContainersUpdate(spec.containers, before.containers, SPEC.child('containers'), errors)) return errors;
  const initPath = SPEC.child('initContainers');
  if (!validateContainersUpdate(spec.initContainers, before.initContainers, initPath, errors)) return errors;
  if (!validateDeadlineUpdate(spec, before, errors)) return errors;
  validateTolerationsUpdate(spec.tolerations, before.tolerations, errors);
  validateGatesUpdate(spec, before, errors);

  const kept = keepChangeable(spec, before);
  if (before.schedulingGates?.length) keepPlacement(kept, before, errors);
  if (!isSemanticallyEqual('PodSpec', kept, before)) {
    const diff = internalDiff('PodSpec', before, kept);
    errors.push(forbidden(SPEC, `pod updates may not change fields other than ${CHANGEABLE}\n${diff}`));
  }
  return errors;
}

/** As the server holds it, where there is always a security context and one name of a ServiceAccount. */
function specOf({ spec = {} }: Pod): PodSpec {
  const { serviceAccount: _, ...rest } = spec;
  return { ...rest, securityContext: spec.securityContext ?? {} };
}

function validateAnnotationsUpdate(next: Pod, live: Pod, errors: FieldError[]): void {
  const after: StringMap = next.metadata?.annotations ?? {};
  const before: StringMap = live.metadata?.annotations ?? {};
  const forbid = (key: string, verb: string): void => {
    const path = ANNOTATIONS.key(key);
    if (key.startsWith(APPARMOR_CONTAINER)) errors.push(forbidden(path, `may not ${verb} AppArmor annotations`));
    if (key === MIRROR_ANNOTATION) errors.push(forbidden(path, `may not ${verb} mirror pod annotation`));
  };
  for (const [key, value] of Object.entries(before)) if (after[key] !== value) forbid(key, 'remove or update');
  for (const key of Object.keys(after)) if (!Object.hasOwn(before, key)) forbid(key, 'add');
  validatePodAnnotations(after, next.spec ?? {}, ANNOTATIONS, errors);
}

/** Whether the rest is worth a look. */
function validateContainersUpdate(
  containers: readonly Container[] = [],
  before: readonly Container[] = [],
  path: FieldPath,
  errors: FieldError[],
): boolean {
  if (containers.length !== before.length) {
    errors.push(forbidden(path, 'pod updates may not add or remove containers'));
    return false;
  }
  containers.forEach((container, at) => {
    if (!container.image) errors.push(required(path.index(at).child('image')));
    validateImageWhitespace(container, path.index(at), errors);
  });
  return true;
}

/** Whether the rest is worth a look. */
function validateDeadlineUpdate(
  { activeDeadlineSeconds: seconds }: PodSpec,
  { activeDeadlineSeconds: before }: PodSpec,
  errors: FieldError[],
): boolean {
  const path = SPEC.child('activeDeadlineSeconds');
  if (seconds === undefined) {
    if (before === undefined) return true;
    errors.push(invalid(path, null, 'must not update from a positive integer to nil value'));
    return true;
  }
  if (seconds < 0 || seconds > MAX_INT32) {
    errors.push(invalid(path, seconds, `must be between 0 and ${MAX_INT32}, inclusive`));
    return false;
  }
  if (before === undefined || seconds <= before) return true;
  errors.push(invalid(path, seconds, 'must be less than or equal to previous value'));
  return false;
}

/** How long one is tolerated may change. */
function validateTolerationsUpdate(
  tolerations: readonly Toleration[] = [],
  before: readonly Toleration[] = [],
  errors: FieldError[],
): void {
  const path = SPEC.child('tolerations');
  const isThere = (old: Toleration): boolean =>
    tolerations.some((toleration) => {
      const allowed = { ...old };
      keep(allowed, toleration, 'tolerationSeconds');
      return isSemanticallyEqual('Toleration', allowed, toleration);
    });
  if (before.every(isThere)) validateTolerations(tolerations, path, errors);
  else errors.push(forbidden(path, 'existing toleration can not be modified except its tolerationSeconds'));
}

function validateGatesUpdate(
  { schedulingGates = [] }: PodSpec,
  { schedulingGates: before = [] }: PodSpec,
  errors: FieldError[],
): void {
  const places = new Map(schedulingGates.map(({ name = '' }, at) => [name, at]));
  for (const { name = '' } of before) places.delete(name);
  for (const [name, at] of places) {
    const path = SPEC.child('schedulingGates').index(at).child('name');
    errors.push(forbidden(path, `only deletion is allowed, but found new scheduling gate '${name}'`));
  }
}

/** The new spec with everything that may change as it was. */
function keepChangeable(spec: PodSpec, before: PodSpec): PodSpec {
  const kept: PodSpec = {
    ...spec,
    ...keptList('containers', spec, before),
    ...keptList('initContainers', spec, before),
  };
  keep(kept, before, 'activeDeadlineSeconds');
  keep(kept, before, 'schedulingGates');
  keep(kept, before, 'tolerations');
  const seconds = before.terminationGracePeriodSeconds;
  if (seconds !== undefined && seconds < 0 && kept.terminationGracePeriodSeconds === 1) {
    kept.terminationGracePeriodSeconds = seconds;
  }
  return kept;
}

/** An empty list becomes none: the server builds it anew. */
function keptList(name: 'containers' | 'initContainers', spec: PodSpec, before: PodSpec): PodSpec {
  const list = spec[name]?.map((container, at) => {
    const kept = { ...container };
    keep(kept, before[name]?.[at] ?? {}, 'image');
    return kept;
  });
  return list?.length ? { [name]: list } : {};
}
