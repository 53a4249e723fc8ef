/** Models ValidateReplicationController and ValidateReplicationControllerSpec (pkg/apis/core/validation). */
import { required, type FieldError } from '../field/error';
import { FieldPath } from '../field/path';
import type { ReplicationController } from '../schema/generated/types';
import { dnsSubdomainFaults } from './names';
import { validateNonNegative } from './numbers';
import { validateObjectMeta } from './object-meta';
import { validatePodTemplate, validateRunsAlways, validateTemplateSelected } from './pod-template';

const SPEC = FieldPath.of('spec');

export function validateReplicationController(controller: ReplicationController): FieldError[] {
  const errors: FieldError[] = [];
  validateObjectMeta(controller.metadata ?? {}, 'namespaced', dnsSubdomainFaults, errors);
  return [...errors, ...validateReplicationControllerSpec(controller)];
}

/** Of an update too. */
export function validateReplicationControllerSpec({ spec = {} }: ReplicationController): FieldError[] {
  const errors: FieldError[] = [];
  const { selector = {}, template, replicas } = spec;
  validateNonNegative(spec.minReadySeconds, SPEC.child('minReadySeconds'), errors);
  if (Object.keys(selector).length === 0) errors.push(required(SPEC.child('selector')));
  validateNonNegative(replicas, SPEC.child('replicas'), errors);
  const path = SPEC.child('template');
  if (!template) {
    errors.push(required(path));
    return errors;
  }
  validateTemplateSelected(template, { matchLabels: selector }, path, errors);
  validatePodTemplate(template, path, errors);
  validateRunsAlways(template, 'ReplicationController', path, errors);
  return errors;
}
