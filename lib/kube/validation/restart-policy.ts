/**
 * Restarts: the Pod's policy, and a container's own policy and rules. Models validateRestartPolicy,
 * validateContainerRestartPolicy, validateInitContainerRestartPolicy and validateResizePolicy (pkg/apis/core/validation).
 */
import type { FieldError } from '../field/error';
import { duplicateTyped, invalidTyped, notSupported, placed, required, tooMany } from '../field/error';
import type { FieldPath } from '../field/path';
import type { Container, ContainerResizePolicy, ContainerRestartRule } from '../schema/generated/types';
import { validateEnum, validateOptionalEnum } from './enums';

export function validateRestartPolicy(policy: string | undefined, path: FieldPath, errors: FieldError[]): void {
  validateEnum(policy, ['Always', 'OnFailure', 'Never'], path, errors);
}

const RULES_NEED_POLICY = 'must specify restartPolicy when restart rules are used';

/** `path` is that of the container. An init container with `Always` is a sidecar. */
export function validateContainerRestartPolicy(container: Container, path: FieldPath, errors: FieldError[]): void {
  const { restartPolicy, restartPolicyRules = [] } = container;
  if (restartPolicy === undefined) {
    if (restartPolicyRules.length === 0) return;
    errors.push(required(path.child('restartPolicy'), RULES_NEED_POLICY));
  }
  validateOptionalEnum(restartPolicy, ['Always', 'Never', 'OnFailure'], path.child('restartPolicy'), errors);
  const rulesPath = path.child('restartPolicyRules');
  if (restartPolicyRules.length > 20) errors.push(tooMany(rulesPath, restartPolicyRules.length, 20));
  restartPolicyRules.forEach((rule, at) => validateRestartRule(rule, rulesPath.index(at), errors));
}

/** The same, but without a policy the rules of an init container are not looked into. */
export function validateInitContainerRestartPolicy(container: Container, path: FieldPath, errors: FieldError[]): void {
  if (container.restartPolicy !== undefined) validateContainerRestartPolicy(container, path, errors);
  else if (container.restartPolicyRules?.length) {
    errors.push(required(path.child('restartPolicy'), RULES_NEED_POLICY));
  }
}

function validateRestartRule(
  { action = '', exitCodes }: ContainerRestartRule,
  path: FieldPath,
  errors: FieldError[],
): void {
  validateOptionalEnum(action, ['Restart', 'RestartAllContainers'], path.child('action'), errors);
  if (!exitCodes) return void errors.push(required(path.child('exitCodes'), 'must be specified'));
  const { operator = '', values = [] } = exitCodes;
  validateOptionalEnum(operator, ['In', 'NotIn'], path.child('exitCodes', 'operator'), errors);
  if (values.length > 255) errors.push(tooMany(path.child('exitCodes', 'values'), values.length, 255));
}

/** `path` is that of the list, and so is nearly every path in the server's words. */
export function validateResizePolicies(
  policies: readonly ContainerResizePolicy[],
  podRestartPolicy: string,
  path: FieldPath,
  errors: FieldError[],
): void {
  const seen = new Set<string>();
  policies.forEach(({ resourceName = '', restartPolicy = '' }, at) => {
    const here = path.index(at);
    if (seen.has(resourceName)) errors.push(duplicateTyped(here, resourceName));
    seen.add(resourceName);
    validateListed(resourceName, ['cpu', 'memory'], path, here.child('resourceName'), errors);
    validateListed(restartPolicy, ['NotRequired', 'RestartContainer'], path, here.child('restartPolicy'), errors);
    if (podRestartPolicy === 'Never' && restartPolicy !== 'NotRequired') {
      const detail = "must be 'NotRequired' when pod `restartPolicy` is 'Never'";
      errors.push(placed(invalidTyped(path, restartPolicy, detail), here.child('restartPolicy')));
    }
  });
}

function validateListed(
  value: string,
  supported: readonly string[],
  path: FieldPath,
  place: FieldPath,
  errors: FieldError[],
): void {
  if (value === '') errors.push(placed(required(path), place));
  else if (!supported.includes(value)) errors.push(placed(notSupported(path, value, supported), place));
}
