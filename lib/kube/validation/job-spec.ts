/** What a Job is to do, of a Job on its own and of one in a CronJob. Models validateJobSpec (pkg/apis/batch/validation). */
import type { FieldError } from '../field/error';
import { invalid, invalidTyped, notSupported, required, tooLong } from '../field/error';
import type { FieldPath } from '../field/path';
import { internalValue } from '../field/internal';
import { byteLength, quote } from '../field/print';
import type { JobSpec } from '../schema/generated/types';
import { validateDomainPrefixedPath } from './domain-prefixed-path';
import { validateNonNegative } from './numbers';
import { validatePodFailurePolicy } from './pod-failure-policy';
import { validatePodTemplate } from './pod-template';
import { validateSuccessPolicy } from './success-policy';

const MOST_PARALLELISM = 100_000;
const MOST_FAILED_INDEXES = 100_000;
/** From here on, with a back-off limit per index, the others are lower. */
const MANY_COMPLETIONS = 100_000;
const MOST_WITH_MANY = 10_000;
const MOST_MANAGED_BY_BYTES = 63;

const COUNTS = [
  'parallelism',
  'completions',
  'activeDeadlineSeconds',
  'backoffLimit',
  'ttlSecondsAfterFinished',
  'backoffLimitPerIndex',
  'maxFailedIndexes',
] as const;

export function validateJobSpec(spec: JobSpec, path: FieldPath, errors: FieldError[]): void {
  const { backoffLimitPerIndex, maxFailedIndexes, managedBy, completionMode, podFailurePolicy } = spec;
  for (const name of COUNTS) validateNonNegative(spec[name], path.child(name), errors);
  if (maxFailedIndexes !== undefined && backoffLimitPerIndex === undefined) {
    errors.push(required(path.child('backoffLimitPerIndex'), 'when maxFailedIndexes is specified'));
  }
  if (managedBy !== undefined) {
    validateDomainPrefixedPath(managedBy, path.child('managedBy'), errors);
    if (byteLength(managedBy) > MOST_MANAGED_BY_BYTES) {
      errors.push(tooLong(path.child('managedBy'), MOST_MANAGED_BY_BYTES));
    }
  }
  if (completionMode !== undefined && completionMode !== 'NonIndexed' && completionMode !== 'Indexed') {
    errors.push(notSupported(path.child('completionMode'), completionMode, ['NonIndexed', 'Indexed']));
  }
  if (completionMode === 'Indexed') validateIndexed(spec, path, errors);
  if (completionMode === undefined || completionMode === 'NonIndexed') {
    for (const name of ['backoffLimitPerIndex', 'maxFailedIndexes'] as const) {
      if (spec[name] !== undefined)
        errors.push(invalid(path.child(name), spec[name], 'requires indexed completion mode'));
    }
  }
  if (podFailurePolicy) validatePodFailurePolicy(spec, podFailurePolicy, path.child('podFailurePolicy'), errors);
  if (spec.successPolicy) {
    const here = path.child('successPolicy');
    if (completionMode === 'Indexed') validateSuccessPolicy(spec, spec.successPolicy, here, errors);
    else {
      const printed = internalValue('SuccessPolicy', spec.successPolicy);
      errors.push(invalid(here, printed, 'requires indexed completion mode'));
    }
  }
  validateReplacement(spec, path.child('podReplacementPolicy'), errors);
  validatePodTemplate(spec.template ?? {}, path.child('template'), errors);
  validateRestartPolicy(spec, path.child('template', 'spec', 'restartPolicy'), errors);
}

function validateIndexed(spec: JobSpec, path: FieldPath, errors: FieldError[]): void {
  const { completions, parallelism = 0, maxFailedIndexes, backoffLimitPerIndex } = spec;
  const atMost = (name: 'parallelism' | 'maxFailedIndexes', value: number, most: string): void => {
    errors.push(invalid(path.child(name), value, `must be less than or equal to ${most}`));
  };
  if (completions === undefined) {
    errors.push(required(path.child('completions'), 'when completion mode is Indexed'));
  }
  if (parallelism > MOST_PARALLELISM) {
    atMost('parallelism', parallelism, `${MOST_PARALLELISM} when completion mode is Indexed`);
  }
  if (completions !== undefined && maxFailedIndexes !== undefined && maxFailedIndexes > completions) {
    atMost('maxFailedIndexes', maxFailedIndexes, 'completions');
  }
  if ((maxFailedIndexes ?? 0) > MOST_FAILED_INDEXES) {
    atMost('maxFailedIndexes', maxFailedIndexes ?? 0, String(MOST_FAILED_INDEXES));
  }
  if ((completions ?? 0) <= MANY_COMPLETIONS || backoffLimitPerIndex === undefined) return;
  const withMany = `${MOST_WITH_MANY} when completions are above ${MANY_COMPLETIONS} and used with backoff limit per index`;
  if (maxFailedIndexes === undefined) {
    const detail = `must be specified when completions is above ${MANY_COMPLETIONS}`;
    errors.push(required(path.child('maxFailedIndexes'), detail));
  }
  if (parallelism > MOST_WITH_MANY) atMost('parallelism', parallelism, withMany);
  if ((maxFailedIndexes ?? 0) > MOST_WITH_MANY) atMost('maxFailedIndexes', maxFailedIndexes ?? 0, withMany);
}

function validateReplacement(spec: JobSpec, path: FieldPath, errors: FieldError[]): void {
  const { podReplacementPolicy: policy, podFailurePolicy } = spec;
  if (policy === undefined) return;
  const supported = podFailurePolicy ? ['Failed'] : ['Failed', 'TerminatingOrFailed'];
  if (!supported.includes(policy)) errors.push(notSupported(path, policy, supported));
}

function validateRestartPolicy(spec: JobSpec, path: FieldPath, errors: FieldError[]): void {
  const { restartPolicy = '' } = spec.template?.spec ?? {};
  const good = ['OnFailure', 'Never'];
  if (restartPolicy === 'Always' || restartPolicy === '') {
    errors.push(required(path, `valid values: ${good.map(quote).join(', ')}`));
  } else if (!good.includes(restartPolicy)) errors.push(notSupported(path, restartPolicy, good));
  else if (spec.podFailurePolicy && restartPolicy !== 'Never') {
    const detail = 'only "Never" is supported when podFailurePolicy is specified';
    errors.push(invalidTyped(path, restartPolicy, detail));
  }
}
