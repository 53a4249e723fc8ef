/**
 * Beside which Pods, or away from which. Models validateAffinity, validatePodAffinityTerm and
 * ValidateMatchLabelKeysAndMismatchLabelKeys (pkg/apis/core/validation).
 */
import type { FieldError } from '../field/error';
import { forbidden, invalid, placed, required } from '../field/error';
import type { FieldPath } from '../field/path';
import type { Affinity, LabelSelector, PodAffinity, PodAffinityTerm } from '../schema/generated/types';
import { validateLabelSelector } from './label-selector';
import { validateLabelKey } from './labels';
import { dnsLabelFaults } from './names';
import { validateNodeAffinity, validateWeight } from './node-selector';

export function validateAffinity(affinity: Affinity, path: FieldPath, errors: FieldError[]): void {
  const { nodeAffinity, podAffinity, podAntiAffinity } = affinity;
  if (nodeAffinity) validateNodeAffinity(nodeAffinity, path.child('nodeAffinity'), errors);
  if (podAffinity) validatePodAffinity(podAffinity, path.child('podAffinity'), errors);
  if (podAntiAffinity) validatePodAffinity(podAntiAffinity, path.child('podAntiAffinity'), errors);
}

function validatePodAffinity(affinity: PodAffinity, path: FieldPath, errors: FieldError[]): void {
  affinity.requiredDuringSchedulingIgnoredDuringExecution?.forEach((term, at) =>
    validateTerm(term, path.child('requiredDuringSchedulingIgnoredDuringExecution').index(at), errors),
  );
  affinity.preferredDuringSchedulingIgnoredDuringExecution?.forEach(({ weight, podAffinityTerm = {} }, at) => {
    const here = path.child('preferredDuringSchedulingIgnoredDuringExecution').index(at);
    validateWeight(weight, here, errors);
    validateTerm(podAffinityTerm, here.child('podAffinityTerm'), errors);
  });
}

function validateTerm(term: PodAffinityTerm, path: FieldPath, errors: FieldError[]): void {
  const { labelSelector, namespaceSelector, namespaces = [], topologyKey = '' } = term;
  validateLabelSelector(labelSelector, path.child('labelSelector'), errors);
  validateLabelSelector(namespaceSelector, path.child('namespaceSelector'), errors);
  namespaces.forEach((name, at) => {
    for (const fault of dnsLabelFaults(name)) {
      errors.push(placed(invalid(path.child('namespace'), name, fault), path.child('namespaces').index(at)));
    }
  });
  validateMatchLabelKeys(term.matchLabelKeys, term.mismatchLabelKeys, labelSelector, path, errors);
  if (topologyKey === '') errors.push(required(path.child('topologyKey'), 'can not be empty'));
  validateLabelKey(topologyKey, path.child('topologyKey'), errors);
}

/**
 * Keys whose values are taken from the Pod's own labels: they become requirements of the selector, and so may not stand
 * in it as well. By now the registry has merged those of a Pod into the selector (admission/prepare-pod.ts).
 * `path` is that of the term or constraint.
 */
export function validateMatchLabelKeys(
  matchKeys: readonly string[] = [],
  mismatchKeys: readonly string[] = [],
  selector: LabelSelector | undefined,
  path: FieldPath,
  errors: FieldError[],
): void {
  validateLabelKeys(matchKeys, selector, path.child('matchLabelKeys'), errors);
  validateLabelKeys(mismatchKeys, selector, path.child('mismatchLabelKeys'), errors);
  const seen = new Set(Object.keys(selector?.matchLabels ?? {}));
  for (const { key = '' } of selector?.matchExpressions ?? []) {
    const at = matchKeys.lastIndexOf(key);
    if (at >= 0 && seen.has(key)) {
      const detail = 'exists in both matchLabelKeys and labelSelector';
      errors.push(placed(invalid(path.index(at), key, detail), path.child('matchLabelKeys').index(at)));
    }
    seen.add(key);
  }
  matchKeys.forEach((key, at) => {
    if (!mismatchKeys.includes(key)) return;
    const detail = 'exists in both matchLabelKeys and mismatchLabelKeys';
    errors.push(invalid(path.child('matchLabelKeys').index(at), key, detail));
  });
}

function validateLabelKeys(
  keys: readonly string[],
  selector: LabelSelector | undefined,
  path: FieldPath,
  errors: FieldError[],
): void {
  if (keys.length > 0 && !selector) {
    return void errors.push(forbidden(path, 'must not be specified when labelSelector is not set'));
  }
  keys.forEach((key, at) => validateLabelKey(key, path.index(at), errors));
}
