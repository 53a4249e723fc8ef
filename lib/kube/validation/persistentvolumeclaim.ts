/** PersistentVolumeClaims. Models ValidatePersistentVolumeClaim and its update (pkg/apis/core/validation). */
import { isSemanticallyEqual } from '../equality';
import type { FieldError } from '../field/error';
import { forbidden, invalid, invalidTyped, placed } from '../field/error';
import { internalDiff } from '../field/internal';
import { FieldPath } from '../field/path';
import { compareQuantities, parseQuantity, type Quantity } from '../quantity';
import type { PersistentVolumeClaim, PersistentVolumeClaimSpec } from '../schema/generated/types';
import { dnsSubdomainFaults } from './names';
import { METADATA, validateObjectMeta } from './object-meta';
import { IMMUTABLE } from './object-meta-update';
import { validateClaimSpec } from './persistent-volume-claim-spec';

const SPEC = FieldPath.of('spec');
export const BETA_STORAGE_CLASS = 'volume.beta.kubernetes.io/storage-class';

export function validatePersistentVolumeClaim({ metadata, spec = {} }: PersistentVolumeClaim): FieldError[] {
  const errors: FieldError[] = [];
  validateObjectMeta(metadata, 'namespaced', dnsSubdomainFaults, errors);
  validateClaimSpec(spec, SPEC, errors);
  return errors;
}

export function validatePersistentVolumeClaimUpdate(
  claim: PersistentVolumeClaim,
  live: PersistentVolumeClaim,
): FieldError[] {
  const errors = validatePersistentVolumeClaim(claim);
  const spec = claim.spec ?? {};
  const before = live.spec ?? {};
  const [next, kept] = comparable(claim, live, errors);
  if (!isSemanticallyEqual('PersistentVolumeClaimSpec', next, kept)) {
    const what =
      'spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims';
    errors.push(forbidden(SPEC, `${what}\n${internalDiff('PersistentVolumeClaimSpec', kept, next)}`));
  }
  const size = sizeOf(spec.resources?.requests);
  const isSmaller = compareQuantities(size, sizeOf(before.resources?.requests)) < 0;
  if (isSmaller && compareQuantities(size, sizeOf(live.status?.capacity)) <= 0) {
    const path = SPEC.child('resources', 'requests', 'storage');
    errors.push(forbidden(path, 'field can not be less than status.capacity'));
  }
  if (spec.volumeMode !== before.volumeMode) {
    const error = invalidTyped(FieldPath.of('volumeMode'), spec.volumeMode ?? null, IMMUTABLE);
    errors.push(placed(error, SPEC.child('volumeMode')));
  }
  validateAttributesClass(claim, live, errors);
  return errors;
}

/** The two specs without what may change: the volume once, a class where there was none, the size of a bound claim. */
function comparable(
  claim: PersistentVolumeClaim,
  live: PersistentVolumeClaim,
  errors: FieldError[],
): [PersistentVolumeClaimSpec, PersistentVolumeClaimSpec] {
  const next: PersistentVolumeClaimSpec = { ...claim.spec };
  const kept: PersistentVolumeClaimSpec = { ...live.spec };
  if (!kept.volumeName && next.volumeName) kept.volumeName = next.volumeName;

  const oldClass = live.metadata?.annotations?.[BETA_STORAGE_CLASS];
  const newClass = claim.metadata?.annotations?.[BETA_STORAGE_CLASS];
  const isNamedNow = kept.storageClassName === undefined && next.storageClassName !== undefined;
  const isMoved =
    isNamedNow &&
    oldClass !== undefined &&
    next.storageClassName === oldClass &&
    (newClass === undefined || newClass === oldClass);
  if (isMoved) delete next.storageClassName;
  else {
    if ((oldClass ?? '') !== (newClass ?? '')) {
      errors.push(invalid(METADATA.child('annotations', BETA_STORAGE_CLASS), newClass ?? '', IMMUTABLE));
    }
    if (isNamedNow && (oldClass === undefined || next.storageClassName === oldClass)) delete next.storageClassName;
  }

  if (claim.status?.phase !== 'Bound') return [next, kept];
  const { requests } = next.resources ?? {};
  if (requests) {
    const storage = kept.resources?.requests?.['storage'] ?? '0';
    next.resources = { ...next.resources, requests: { ...requests, storage } };
  }
  delete next.volumeAttributesClassName;
  if (kept.volumeAttributesClassName !== undefined) next.volumeAttributesClassName = kept.volumeAttributesClassName;
  return [next, kept];
}

function sizeOf(resources: Readonly<Record<string, string>> = {}): Quantity {
  const quantity = parseQuantity(resources['storage'] ?? '0');
  if (!quantity) throw new Error('a quantity that was decoded cannot be read');
  return quantity;
}

function validateAttributesClass(
  { spec = {} }: PersistentVolumeClaim,
  live: PersistentVolumeClaim,
  errors: FieldError[],
): void {
  const { volumeAttributesClassName: name } = spec;
  if (name === live.spec?.volumeAttributesClassName) return;
  if (live.status?.currentVolumeAttributesClassName === undefined || (name !== undefined && name !== '')) return;
  const what = name === undefined ? 'nil' : 'empty string';
  const detail = `update to ${what} is forbidden when status.currentVolumeAttributesClassName is not nil`;
  errors.push(forbidden(SPEC.child('volumeAttributesClassName'), detail));
}
