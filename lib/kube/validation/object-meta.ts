/**
 * metadata, which every kind has. Models ValidateObjectMetaAccessor (apimachinery's api/validation/objectmeta.go) and the
 * finalizer check that pkg/apis/core/validation adds to it.
 *
 * Not modelled: managedFields of a strange operation or type. The server makes managedFields itself on create and drops
 * what it cannot read, so only a manager's name and a subresource can be wrong.
 */
import type { FieldError } from '../field/error';
import { forbidden, invalid, placed, required, tooLong } from '../field/error';
import { FieldPath } from '../field/path';
import type { ManagedFieldsEntry, ObjectMeta, OwnerReference } from '../schema/generated/types';
import { byteLength } from '../field/print';
import { validateAnnotations, validateLabels } from './labels';
import type { NameRule } from './names';
import { dnsLabelFaults, labelKeyFaults, withoutTrailingDash } from './names';
import { validateNonNegative } from './numbers';

export const METADATA = FieldPath.of('metadata');

/** @param nameFaults the kind's own rule for its names */
export function validateObjectMeta(
  meta: ObjectMeta = {},
  scope: 'namespaced' | 'cluster',
  nameFaults: NameRule,
  errors: FieldError[],
): void {
  validateGenericMeta(meta, scope, nameFaults, errors);
  validateStandardFinalizers(meta, errors);
}

export function validateStandardFinalizers({ finalizers = [] }: ObjectMeta, errors: FieldError[]): void {
  finalizers.forEach((finalizer, at) =>
    validateStandardFinalizer(finalizer, METADATA.child('finalizers').index(at), errors),
  );
}

/** Without that check: all that is asked of the few kinds whose own validation leaves metadata alone. */
export function validateGenericMeta(
  meta: ObjectMeta = {},
  scope: 'namespaced' | 'cluster',
  nameFaults: NameRule,
  errors: FieldError[],
): void {
  validateName(meta, nameFaults, errors);
  validateNamespaceField(meta.namespace ?? '', scope, errors);
  validateNonNegative(meta.generation, METADATA.child('generation'), errors);
  validateLabels(meta.labels, METADATA.child('labels'), errors);
  validateAnnotations(meta.annotations, METADATA.child('annotations'), errors);
  validateOwnerReferences(meta.ownerReferences ?? [], METADATA.child('ownerReferences'), errors);
  validateFinalizers(meta.finalizers ?? [], METADATA.child('finalizers'), errors);
  validateManagedFields(meta.managedFields ?? [], METADATA.child('managedFields'), errors);
}

function validateName({ name = '', generateName = '' }: ObjectMeta, nameFaults: NameRule, errors: FieldError[]): void {
  if (generateName !== '') {
    for (const fault of nameFaults(withoutTrailingDash(generateName))) {
      errors.push(invalid(METADATA.child('generateName'), generateName, fault));
    }
  }
  if (name === '') errors.push(required(METADATA.child('name'), 'name or generateName is required'));
  else for (const fault of nameFaults(name)) errors.push(invalid(METADATA.child('name'), name, fault));
}

function validateNamespaceField(namespace: string, scope: 'namespaced' | 'cluster', errors: FieldError[]): void {
  const path = METADATA.child('namespace');
  if (scope === 'cluster') {
    if (namespace !== '') errors.push(forbidden(path, 'not allowed on this type'));
  } else if (namespace === '') errors.push(required(path));
  else for (const fault of dnsLabelFaults(namespace)) errors.push(invalid(path, namespace, fault));
}

export function validateOwnerReferences(
  owners: readonly OwnerReference[],
  path: FieldPath,
  errors: FieldError[],
): void {
  let controller: string | undefined;
  owners.forEach((owner, at) => {
    validateOwnerReference(owner, path, path.index(at), errors);
    if (!owner.controller) return;
    const name = `${owner.kind ?? ''}/${owner.name ?? ''}`;
    if (controller === undefined) controller = name;
    else {
      const wrong = `Only one reference can have Controller set to true. Found "true" in references for ${controller} and ${name}`;
      errors.push(placed(invalid(path, owners.map(printedOwner), wrong), path.index(at).child('controller')));
    }
  });
}

/** The server's path leaves out which reference it is. */
function validateOwnerReference(owner: OwnerReference, path: FieldPath, place: FieldPath, errors: FieldError[]): void {
  const { apiVersion = '', kind = '', name = '', uid = '' } = owner;
  const expect = (field: string, value: string, good: boolean, wrong: string): void => {
    if (!good) errors.push(placed(invalid(path.child(field), value, wrong), place.child(field)));
  };
  expect('apiVersion', apiVersion, versionOf(apiVersion) !== '', 'version must not be empty');
  expect('kind', kind, kind !== '', 'must not be empty');
  expect('name', name, name !== '', 'must not be empty');
  expect('uid', uid, uid !== '', 'must not be empty');
  if (apiVersion === 'v1' && kind === 'Event') {
    errors.push(placed(invalid(path, printedOwner(owner), '/v1, Kind=Event is disallowed from being an owner'), place));
  }
}

/** The version in an apiVersion; one with two slashes has none. */
function versionOf(apiVersion: string): string {
  const parts = apiVersion.split('/');
  return parts.length > 2 ? '' : (parts.at(-1) ?? '');
}

function printedOwner(owner: OwnerReference): object {
  const { apiVersion = '', kind = '', name = '', uid = '', controller, blockOwnerDeletion } = owner;
  return { apiVersion, kind, name, uid, controller, blockOwnerDeletion };
}

function validateFinalizers(finalizers: readonly string[], path: FieldPath, errors: FieldError[]): void {
  finalizers.forEach((finalizer, at) => validateFinalizerName(finalizer, path, errors, path.index(at)));
  if (finalizers.includes('orphan') && finalizers.includes('foregroundDeletion')) {
    errors.push(invalid(path, finalizers, 'finalizer orphan and foregroundDeletion cannot be both set'));
  }
}

/** Also of a Namespace's spec.finalizers. */
export function validateFinalizerName(
  finalizer: string,
  path: FieldPath,
  errors: FieldError[],
  place: FieldPath,
): void {
  for (const fault of labelKeyFaults(finalizer)) errors.push(placed(invalid(path, finalizer, fault), place));
}

const STANDARD_FINALIZERS = ['kubernetes', 'orphan', 'foregroundDeletion'];

/** A finalizer without a domain must be one of Kubernetes' own. */
export function validateStandardFinalizer(
  finalizer: string,
  path: FieldPath,
  errors: FieldError[],
  place: FieldPath = path,
): void {
  if (finalizer.includes('/') || STANDARD_FINALIZERS.includes(finalizer)) return;
  const wrong = 'name is neither a standard finalizer name nor is it fully qualified';
  errors.push(placed(invalid(path, finalizer, wrong), place));
}

export function validateManagedFields(
  entries: readonly ManagedFieldsEntry[],
  path: FieldPath,
  errors: FieldError[],
): void {
  entries.forEach(({ manager = '', subresource = '' }, at) => {
    if (byteLength(manager) > 128) errors.push(tooLong(path.index(at).child('manager'), 128));
    if (byteLength(subresource) > 256) errors.push(tooLong(path.index(at).child('subresource'), 256));
  });
}
