/** StorageClasses. Models ValidateStorageClass and its update (pkg/apis/storage/validation). */
import { isSemanticallyEqual } from '../equality';
import type { FieldError } from '../field/error';
import { duplicate, invalid, invalidTyped, notSupported, required, tooLong } from '../field/error';
import { FieldPath } from '../field/path';
import { byteLength, goMap } from '../field/print';
import type { StorageClass, TopologySelectorTerm } from '../schema/generated/types';
import { validateLabelKey } from './labels';
import { dnsSubdomainFaults } from './names';
import { validateObjectMeta } from './object-meta';
import { IMMUTABLE } from './object-meta-update';

const MOST_PARAMETERS = 512;
const MOST_PARAMETER_BYTES = 256 * 1024;

export function validateStorageClass(storageClass: StorageClass): FieldError[] {
  const { metadata, provisioner = '', parameters = {}, reclaimPolicy = '', volumeBindingMode } = storageClass;
  const errors: FieldError[] = [];
  validateObjectMeta(metadata, 'cluster', dnsSubdomainFaults, errors);
  const path = FieldPath.of('provisioner');
  if (provisioner === '') errors.push(required(path));
  else validateLabelKey(provisioner.toLowerCase(), path, errors);
  validateParameters(parameters, FieldPath.of('parameters'), errors);
  if (reclaimPolicy !== '' && reclaimPolicy !== 'Delete' && reclaimPolicy !== 'Retain') {
    errors.push(notSupported(FieldPath.of('reclaimPolicy'), reclaimPolicy, ['Delete', 'Retain']));
  }
  const mode = FieldPath.of('volumeBindingMode');
  if (volumeBindingMode === undefined) errors.push(required(mode));
  else if (volumeBindingMode !== 'Immediate' && volumeBindingMode !== 'WaitForFirstConsumer') {
    errors.push(notSupported(mode, volumeBindingMode, ['Immediate', 'WaitForFirstConsumer']));
  }
  validateTopologies(storageClass.allowedTopologies ?? [], FieldPath.of('allowedTopologies'), errors);
  return errors;
}

export function validateStorageClassUpdate(storageClass: StorageClass, live: StorageClass): FieldError[] {
  const errors = validateStorageClass(storageClass);
  const { parameters, provisioner = '', reclaimPolicy, volumeBindingMode } = storageClass;
  if (!isSemanticallyEqual('StorageClass', { parameters: parameters ?? {} }, { parameters: live.parameters ?? {} })) {
    errors.push(invalid(FieldPath.of('parameters'), goMap(parameters), IMMUTABLE));
  }
  if (provisioner !== live.provisioner) errors.push(invalid(FieldPath.of('provisioner'), provisioner, IMMUTABLE));
  if (reclaimPolicy !== live.reclaimPolicy) {
    errors.push(invalidTyped(FieldPath.of('reclaimPolicy'), reclaimPolicy ?? null, IMMUTABLE));
  }
  if (volumeBindingMode !== live.volumeBindingMode) {
    errors.push(invalidTyped(FieldPath.of('volumeBindingMode'), volumeBindingMode ?? null, IMMUTABLE));
  }
  return errors;
}

function validateParameters(parameters: Readonly<Record<string, string>>, path: FieldPath, errors: FieldError[]): void {
  const entries = Object.entries(parameters);
  if (entries.length > MOST_PARAMETERS) return void errors.push(tooLong(path, MOST_PARAMETERS));
  let size = 0;
  for (const [key, value] of entries) {
    if (key === '') errors.push(invalid(path, key, 'field can not be empty.'));
    size += byteLength(key) + byteLength(value);
  }
  if (size > MOST_PARAMETER_BYTES) errors.push(tooLong(path, MOST_PARAMETER_BYTES));
}

function validateTopologies(terms: readonly TopologySelectorTerm[], path: FieldPath, errors: FieldError[]): void {
  // Upstream compares with as many empty terms as there are terms, too.
  const seen: string[] = terms.length > 0 ? terms.map(() => '[]') : [];
  terms.forEach(({ matchLabelExpressions = [] }, at) => {
    const here = path.index(at).child('matchLabelExpressions');
    const values = new Map<string, string[]>();
    matchLabelExpressions.forEach(({ key = '', values: given = [] }, index) => {
      const place = here.index(index);
      if (given.length === 0) errors.push(required(place.child('values')));
      given.forEach((value, valueAt) => {
        if (given.indexOf(value) < valueAt) errors.push(duplicate(place.child('values').index(valueAt), value));
      });
      validateLabelKey(key, place.child('key'), errors);
      if (values.has(key)) errors.push(duplicate(place.child('key'), key));
      values.set(key, [...new Set(given)].toSorted());
    });
    const term = JSON.stringify([...values].toSorted(([a], [b]) => (a < b ? -1 : 1)));
    for (const before of seen) if (before === term) errors.push(duplicate(here, ''));
    seen.push(term);
  });
}
