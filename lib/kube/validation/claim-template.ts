/**
 * A claim that is made for a Pod: ephemeral volumes. Models validateEphemeralVolumeSource,
 * ValidatePersistentVolumeClaimTemplate and ValidateTemplateObjectMeta (pkg/apis/core/validation).
 */
import type { FieldError } from '../field/error';
import { forbidden, placed, required } from '../field/error';
import type { FieldPath } from '../field/path';
import type { EphemeralVolumeSource, ObjectMeta } from '../schema/generated/types';
import { validateAnnotations, validateLabels } from './labels';
import { validateClaimSpec } from './persistent-volume-claim-spec';

export function validateEphemeralSource(
  { volumeClaimTemplate: template }: EphemeralVolumeSource,
  path: FieldPath,
  errors: FieldError[],
): void {
  const here = path.child('volumeClaimTemplate');
  if (!template) return void errors.push(required(here));
  validateTemplateMeta(template.metadata ?? {}, here.child('metadata'), errors);
  validateClaimSpec(template.spec ?? {}, here.child('spec'), errors);
}

/** What a template's metadata may not have, in the order of the Go struct, with the server's spelling where it differs. */
const FORBIDDEN_FIELDS: readonly (readonly [keyof ObjectMeta, string?])[] = [
  ['name'],
  ['generateName'],
  ['namespace'],
  ['selfLink'],
  ['uid', 'uID'],
  ['resourceVersion'],
  ['generation'],
  ['creationTimestamp'],
  ['deletionTimestamp'],
  ['deletionGracePeriodSeconds'],
  ['ownerReferences'],
  ['finalizers'],
  ['managedFields'],
];

export function validateTemplateMeta(meta: ObjectMeta, path: FieldPath, errors: FieldError[]): void {
  validateAnnotations(meta.annotations, path.child('annotations'), errors);
  validateLabels(meta.labels, path.child('labels'), errors);
  for (const [field, spelling = field] of FORBIDDEN_FIELDS) {
    const value = meta[field];
    if (value === undefined || value === '' || value === 0) continue;
    errors.push(placed(forbidden(path.child(spelling), 'cannot be set'), path.child(field)));
  }
}
