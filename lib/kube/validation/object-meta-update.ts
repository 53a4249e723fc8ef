/**
 * metadata that a change leaves alone. Models ValidateObjectMetaAccessorUpdate (apimachinery's api/validation/objectmeta.go).
 *
 * Not modelled: an update without a resourceVersion, which the store answers before; what the live object does not say (a
 * judgement without a store knows no uid and no time of creation) is not compared.
 */
import type { FieldError } from '../field/error';
import { forbidden, invalid } from '../field/error';
import { quote } from '../field/print';
import type { ObjectMeta } from '../schema/generated/types';
import { validateAnnotations, validateLabels } from './labels';
import { METADATA, validateManagedFields, validateOwnerReferences } from './object-meta';

export const IMMUTABLE = 'field is immutable';

export function validateObjectMetaUpdate(meta: ObjectMeta, live: ObjectMeta, errors: FieldError[]): void {
  if (live.deletionTimestamp !== undefined) validateNoNewFinalizers(meta, live, errors);
  if ((meta.generation ?? 0) < (live.generation ?? 0)) {
    errors.push(invalid(METADATA.child('generation'), meta.generation ?? 0, 'must not be decremented'));
  }
  for (const name of ['name', 'namespace', 'uid', 'creationTimestamp'] as const) {
    if (live[name] === undefined || meta[name] === live[name]) continue;
    errors.push(invalid(METADATA.child(name), meta[name] ?? '', IMMUTABLE));
  }
  for (const name of ['deletionTimestamp', 'deletionGracePeriodSeconds'] as const) {
    if (meta[name] !== live[name]) errors.push(invalid(METADATA.child(name), meta[name] ?? null, IMMUTABLE));
  }
  validateLabels(meta.labels, METADATA.child('labels'), errors);
  validateAnnotations(meta.annotations, METADATA.child('annotations'), errors);
  validateOwnerReferences(meta.ownerReferences ?? [], METADATA.child('ownerReferences'), errors);
  validateManagedFields(meta.managedFields ?? [], METADATA.child('managedFields'), errors);
}

function validateNoNewFinalizers(meta: ObjectMeta, live: ObjectMeta, errors: FieldError[]): void {
  const fresh = (meta.finalizers ?? []).filter((finalizer) => !live.finalizers?.includes(finalizer));
  if (fresh.length === 0) return;
  const list = [...new Set(fresh)].toSorted().map(quote).join(', ');
  const why = `no new finalizers can be added if the object is being deleted, found new finalizers []string{${list}}`;
  errors.push(forbidden(METADATA.child('finalizers'), why));
}
