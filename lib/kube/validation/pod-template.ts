/**
 * The template from which Pods are made. Models ValidatePodTemplateSpec (pkg/apis/core/validation) and
 * what the kinds of pkg/apis/apps/validation ask of
 * theirs. The server's paths leave out a template's `metadata`.
 */
import type { FieldError } from '../field/error';
import { forbidden, invalid, notSupported, placed } from '../field/error';
import type { FieldPath } from '../field/path';
import { goMap } from '../field/print';
import type { LabelSelector, PodTemplateSpec } from '../schema/generated/types';
import { isEmptySelector, selectorOf } from '../label-selector';
import { validateAnnotations, validateLabels } from './labels';
import { validatePodAnnotations } from './pod-annotations';
import { validatePodSpec } from './pod-spec';
import { validateAppArmorAgreement, validateSeccompAgreement } from './security-profiles';

export function validatePodTemplate(template: PodTemplateSpec, path: FieldPath, errors: FieldError[]): void {
  const { metadata: { annotations = {} } = {}, spec = {} } = template;
  validateTemplateMetadata(template, path, errors);
  const here = path.child('spec');
  validatePodSpec(spec, { isPod: false }, here, errors);
  validateSeccompAgreement(annotations, spec, here, errors);
  validateAppArmorAgreement(annotations, spec, here, errors);
  if (spec.ephemeralContainers?.length) {
    errors.push(forbidden(here.child('ephemeralContainers'), 'ephemeral containers not allowed in pod template'));
  }
}

export function validateTemplateMetadata(template: PodTemplateSpec, path: FieldPath, errors: FieldError[]): void {
  const { metadata: { labels, annotations = {} } = {}, spec = {} } = template;
  const found: FieldError[] = [];
  validateLabels(labels, path.child('labels'), found);
  validateAnnotations(annotations, path.child('annotations'), found);
  validatePodAnnotations(annotations, spec, path.child('annotations'), found);
  for (const error of found)
    errors.push(placed(error, (error.place ?? error.path).rebased(path, path.child('metadata'))));
}

/** A selector that asks for nothing is refused elsewhere, or means no one. */
export function validateTemplateSelected(
  template: PodTemplateSpec,
  selector: LabelSelector | undefined,
  path: FieldPath,
  errors: FieldError[],
): void {
  const labels = template.metadata?.labels;
  if ((selector && isEmptySelector(selector)) || selectorOf(selector)(labels)) return;
  const detail = '`selector` does not match template `labels`';
  errors.push(invalid(path.child('metadata', 'labels'), goMap(labels), detail));
}

/** @param kind as the message names it, which for Deployments is ReplicaSet */
export function validateRunsAlways(
  template: PodTemplateSpec,
  kind: string,
  path: FieldPath,
  errors: FieldError[],
): void {
  const { restartPolicy = '', activeDeadlineSeconds } = template.spec ?? {};
  if (restartPolicy !== 'Always') {
    errors.push(notSupported(path.child('spec', 'restartPolicy'), restartPolicy, ['Always']));
  }
  if (activeDeadlineSeconds !== undefined) {
    const detail = `activeDeadlineSeconds in ${kind} is not Supported`;
    errors.push(forbidden(path.child('spec', 'activeDeadlineSeconds'), detail));
  }
}
