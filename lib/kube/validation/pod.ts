/**
 * Pods, as they are created. Models ValidatePodCreate and validatePodMetadataAndSpec (pkg/apis/core/validation). Changes:
 * pod-update.ts.
 *
 * Not modelled: tolerations in the annotation scheduler.alpha.kubernetes.io/tolerations, dead since 1.6.
 */
import type { FieldError } from '../field/error';
import { forbidden } from '../field/error';
import { FieldPath } from '../field/path';
import type { Pod, PodSpec } from '../schema/generated/types';
import { validateImageWhitespace } from './container';
import { dnsSubdomainFaults } from './names';
import { METADATA, validateObjectMeta } from './object-meta';
import { MIRROR_ANNOTATION, validatePodAnnotations } from './pod-annotations';
import { validatePodSpec } from './pod-spec';
import { validateAppArmorAgreement, validateSeccompAgreement } from './security-profiles';

const SPEC = FieldPath.of('spec');

export function validatePod(pod: Pod): FieldError[] {
  const { metadata: { annotations = {} } = {}, spec = {} } = pod;
  const errors: FieldError[] = [];
  validatePodMetadataAndSpec(pod, errors);
  if (spec.ephemeralContainers?.length) {
    errors.push(forbidden(SPEC.child('ephemeralContainers'), 'cannot be set on create'));
  }
  if (spec.nodeName && spec.schedulingGates?.length) {
    const detail = 'cannot be set until all schedulingGates have been cleared';
    errors.push(forbidden(SPEC.child('nodeName'), detail));
  }
  validateSeccompAgreement(annotations, spec, SPEC, errors);
  validateAppArmorAgreement(annotations, spec, SPEC, errors);
  return errors;
}

/** What holds on creation and for every change. */
export function validatePodMetadataAndSpec({ metadata = {}, spec = {} }: Pod, errors: FieldError[]): void {
  const annotations = metadata.annotations ?? {};
  validateObjectMeta(metadata, 'namespaced', dnsSubdomainFaults, errors);
  validatePodAnnotations(annotations, spec, METADATA.child('annotations'), errors);
  const isMirror = Object.hasOwn(annotations, MIRROR_ANNOTATION);
  validatePodSpec(spec, { isPod: true, podName: metadata.name, isMirror }, SPEC, errors);
  validateTokens(spec, errors);
  spec.containers?.forEach((container, at) =>
    validateImageWhitespace(container, SPEC.child('containers').index(at), errors),
  );
  spec.initContainers?.forEach((container, at) =>
    validateImageWhitespace(container, SPEC.child('initContainers').index(at), errors),
  );
}

/** A token is some ServiceAccount's. Admission gives every Pod one, but not a mirror Pod. */
function validateTokens({ serviceAccountName = '', volumes = [] }: PodSpec, errors: FieldError[]): void {
  if (serviceAccountName !== '') return;
  volumes.forEach(({ projected }, at) =>
    projected?.sources?.forEach(({ serviceAccountToken }, sourceAt) => {
      if (!serviceAccountToken) return;
      const source = SPEC.child('volumes').index(at).child('projected', 'sources').index(sourceAt);
      const detail = 'must not be specified when serviceAccountName is not set';
      errors.push(forbidden(source.child('serviceAccountToken'), detail));
    }),
  );
}
