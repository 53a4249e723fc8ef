/** How fast an autoscaler may go. Models validateScalingRules (pkg/apis/autoscaling/validation). */
import type { FieldError } from '../field/error';
import { invalid, notSupported, required } from '../field/error';
import type { FieldPath } from '../field/path';
import { parseQuantity, signOfQuantity } from '../quantity';
import type { HPAScalingPolicy, HPAScalingRules } from '../schema/generated/types';
import { validateOptionalEnum } from './enums';
import { validatePositive } from './numbers';

const SELECT_POLICIES = ['Disabled', 'Max', 'Min'];
const POLICY_TYPES = ['Percent', 'Pods'];
const MOST_WINDOW_SECONDS = 3600;
const MOST_PERIOD_SECONDS = 1800;

export function validateScalingRules(rules: HPAScalingRules | undefined, path: FieldPath, errors: FieldError[]): void {
  if (!rules) return;
  const { stabilizationWindowSeconds: seconds, policies = [], tolerance } = rules;
  const here = path.child('stabilizationWindowSeconds');
  if (seconds !== undefined && seconds < 0)
    errors.push(invalid(here, seconds, 'must be greater than or equal to zero'));
  if (seconds !== undefined && seconds > MOST_WINDOW_SECONDS) {
    errors.push(invalid(here, seconds, `must be less than or equal to ${MOST_WINDOW_SECONDS}`));
  }
  validateOptionalEnum(rules.selectPolicy, SELECT_POLICIES, path.child('selectPolicy'), errors);
  if (policies.length === 0) errors.push(required(path.child('policies'), 'must specify at least one Policy'));
  policies.forEach((policy, at) => validatePolicy(policy, path.child('policies').index(at), errors));
  const quantity = tolerance === undefined ? undefined : parseQuantity(tolerance);
  if (quantity && signOfQuantity(quantity) < 0) {
    errors.push(invalid(path.child('tolerance'), tolerance, 'must be greater than or equal to 0'));
  }
}

function validatePolicy(
  { type = '', value = 0, periodSeconds = 0 }: HPAScalingPolicy,
  path: FieldPath,
  errors: FieldError[],
): void {
  if (!POLICY_TYPES.includes(type)) errors.push(notSupported(path.child('type'), type, POLICY_TYPES));
  validatePositive(value, path.child('value'), errors);
  validatePositive(periodSeconds, path.child('periodSeconds'), errors);
  if (periodSeconds > MOST_PERIOD_SECONDS) {
    const detail = `must be less than or equal to ${MOST_PERIOD_SECONDS}`;
    errors.push(invalid(path.child('periodSeconds'), periodSeconds, detail));
  }
}
