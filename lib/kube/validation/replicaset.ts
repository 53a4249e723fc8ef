/** ReplicaSets. Models ValidateReplicaSet and ValidateReplicaSetSpec (pkg/apis/apps/validation). */
import type { FieldError } from '../field/error';
import { invalid, required } from '../field/error';
import { FieldPath } from '../field/path';
import type { LabelSelector, PodTemplateSpec, ReplicaSet } from '../schema/generated/types';
import { isEmptySelector } from '../label-selector';
import { printedSelector, validateLabelSelector } from './label-selector';
import { dnsSubdomainFaults } from './names';
import { validateNonNegative } from './numbers';
import { validateObjectMeta } from './object-meta';
import { validatePodTemplate, validateRunsAlways, validateTemplateSelected } from './pod-template';
import { validateSelectorKept } from './selector-update';

const SPEC = FieldPath.of('spec');

export function validateReplicaSet(replicaSet: ReplicaSet): FieldError[] {
  const errors: FieldError[] = [];
  validateObjectMeta(replicaSet.metadata, 'namespaced', dnsSubdomainFaults, errors);
  validateReplicaSetSpec(replicaSet, errors);
  return errors;
}

export function validateReplicaSetUpdate(replicaSet: ReplicaSet, live: ReplicaSet): FieldError[] {
  const errors: FieldError[] = [];
  validateReplicaSetSpec(replicaSet, errors);
  validateSelectorKept(replicaSet.spec?.selector, live.spec?.selector, errors);
  return errors;
}

function validateReplicaSetSpec({ spec = {} }: ReplicaSet, errors: FieldError[]): void {
  validateNonNegative(spec.replicas, SPEC.child('replicas'), errors);
  validateNonNegative(spec.minReadySeconds, SPEC.child('minReadySeconds'), errors);
  validateSelectorAndTemplate(spec.selector, spec.template, errors);
}

/** Of a Deployment too, word for word. A selector that cannot be understood is held against no template. */
export function validateSelectorAndTemplate(
  selector: LabelSelector | undefined,
  template: PodTemplateSpec = {},
  errors: FieldError[],
): void {
  const path = SPEC.child('selector');
  const before = errors.length;
  validateLabelSelector(selector, path, errors);
  const understood = errors.length === before;
  if (!selector) errors.push(required(path));
  else if (isEmptySelector(selector)) {
    errors.push(invalid(path, printedSelector(selector), 'empty selector is invalid for deployment'));
  }
  if (understood) validateReplicatedTemplate(template, selector, errors);
  else if (selector) errors.push(invalid(path, printedSelector(selector), 'invalid label selector'));
}

function validateReplicatedTemplate(
  template: PodTemplateSpec,
  selector: LabelSelector | undefined,
  errors: FieldError[],
): void {
  const path = SPEC.child('template');
  validateTemplateSelected(template, selector, path, errors);
  validatePodTemplate(template, path, errors);
  validateRunsAlways(template, 'ReplicaSet', path, errors);
}
