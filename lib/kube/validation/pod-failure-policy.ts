/** Which failures of Pods count, and how. Models validatePodFailurePolicy (pkg/apis/batch/validation). */
import type { FieldError } from '../field/error';
import { duplicate, invalid, invalidAsAWhole, invalidTyped, notSupported, required, tooMany } from '../field/error';
import type { FieldPath } from '../field/path';
import { quote } from '../field/print';
import type {
  JobSpec,
  PodFailurePolicy,
  PodFailurePolicyOnExitCodesRequirement,
  PodFailurePolicyOnPodConditionsPattern,
  PodFailurePolicyRule,
} from '../schema/generated/types';
import { validateLabelKey } from './labels';

const MOST_RULES = 20;
const MOST_PATTERNS = 20;
const MOST_VALUES = 255;
const ACTIONS = ['Count', 'FailIndex', 'FailJob', 'Ignore'];
const OPERATORS = ['In', 'NotIn'];
const STATUSES = ['False', 'True', 'Unknown'];

export function validatePodFailurePolicy(
  spec: JobSpec,
  { rules = [] }: PodFailurePolicy,
  path: FieldPath,
  errors: FieldError[],
): void {
  const here = path.child('rules');
  if (rules.length > MOST_RULES) errors.push(tooMany(here, rules.length, MOST_RULES));
  rules.forEach((rule, at) => validateRule(spec, rule, here.index(at), errors));
}

function validateRule(spec: JobSpec, rule: PodFailurePolicyRule, path: FieldPath, errors: FieldError[]): void {
  const { action = '', onExitCodes, onPodConditions = [] } = rule;
  const here = path.child('action');
  if (action === 'FailIndex') {
    if (spec.backoffLimitPerIndex === undefined) {
      errors.push(invalidTyped(here, action, 'requires the backoffLimitPerIndex to be set'));
    }
  } else validateWord(action, ACTIONS, here, errors);
  if (onExitCodes) validateExitCodes(spec, onExitCodes, path.child('onExitCodes'), errors);
  if (onPodConditions.length > 0) validateConditions(onPodConditions, path.child('onPodConditions'), errors);
  if (onExitCodes && onPodConditions.length > 0) {
    errors.push(invalidAsAWhole(path, 'specifying both OnExitCodes and OnPodConditions is not supported'));
  }
  if (!onExitCodes && onPodConditions.length === 0) {
    errors.push(invalidAsAWhole(path, 'specifying one of OnExitCodes and OnPodConditions is required'));
  }
}

/** What is missing is told as Go prints a list. */
function validateWord(word: string, words: readonly string[], path: FieldPath, errors: FieldError[]): void {
  if (word === '') errors.push(required(path, `valid values: [${words.map(quote).join(' ')}]`));
  else if (!words.includes(word)) errors.push(notSupported(path, word, words));
}

function validateConditions(
  patterns: readonly PodFailurePolicyOnPodConditionsPattern[],
  path: FieldPath,
  errors: FieldError[],
): void {
  if (patterns.length > MOST_PATTERNS) errors.push(tooMany(path, patterns.length, MOST_PATTERNS));
  patterns.forEach(({ type = '', status = '' }, at) => {
    validateLabelKey(type, path.index(at).child('type'), errors);
    validateWord(status, STATUSES, path.index(at).child('status'), errors);
  });
}

function validateExitCodes(
  { template: { spec: { containers = [], initContainers = [] } = {} } = {} }: JobSpec,
  { containerName, operator = '', values = [] }: PodFailurePolicyOnExitCodesRequirement,
  path: FieldPath,
  errors: FieldError[],
): void {
  validateWord(operator, OPERATORS, path.child('operator'), errors);
  const names = [...containers, ...initContainers].map(({ name }) => name);
  if (containerName !== undefined && !names.includes(containerName)) {
    const detail = 'must be one of the container or initContainer names in the pod template';
    errors.push(invalid(path.child('containerName'), containerName, detail));
  }
  const here = path.child('values');
  if (values.length === 0) errors.push(invalid(here, values, 'at least one value is required'));
  else if (values.length > MOST_VALUES) errors.push(tooMany(here, values.length, MOST_VALUES));
  values.forEach((value, at) => {
    if (operator === 'In' && value === 0) {
      errors.push(invalid(here.index(at), value, 'must not be 0 for the In operator'));
    }
    if (values.indexOf(value) < at) errors.push(duplicate(here.index(at), value));
  });
  if (values.some((value, at) => at > 0 && (values[at - 1] ?? 0) > value)) {
    errors.push(invalid(here, values, 'must be ordered'));
  }
}
