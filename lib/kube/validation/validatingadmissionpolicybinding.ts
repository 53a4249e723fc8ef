/** ValidatingAdmissionPolicyBinding. Models validateValidatingAdmissionPolicyBinding (pkg/apis/admissionregistration/validation). */
import type { FieldError } from '../field/error';
import { duplicateTyped, forbidden, invalid, notSupported, required } from '../field/error';
import { FieldPath } from '../field/path';
import type { ParamRef, ValidatingAdmissionPolicyBinding } from '../schema/generated/types';
import { validateLabelSelector } from './label-selector';
import { validateMatchResources } from './match-resources';
import { dnsSubdomainFaults, pathSegmentFaults } from './names';
import { validateGenericMeta } from './object-meta';

const SPEC = FieldPath.of('spec');
const ACTIONS = ['Audit', 'Deny', 'Warn'];
const NOT_FOUND_ACTIONS = ['Deny', 'Allow'];

/** Of a new one, and of a change. */
export function validateValidatingAdmissionPolicyBinding(binding: ValidatingAdmissionPolicyBinding): FieldError[] {
  const { metadata, spec = {} } = binding;
  const { policyName = '', paramRef, matchResources, validationActions = [] } = spec;
  const errors: FieldError[] = [];
  validateGenericMeta(metadata, 'cluster', dnsSubdomainFaults, errors);
  if (policyName === '') errors.push(required(SPEC.child('policyName')));
  else
    for (const fault of dnsSubdomainFaults(policyName))
      errors.push(invalid(SPEC.child('policyName'), policyName, fault));
  if (paramRef) validateParamRef(paramRef, SPEC.child('paramRef'), errors);
  if (matchResources) validateMatchResources(matchResources, SPEC.child('matchResources'), errors);
  validateActions(validationActions, SPEC.child('validationActions'), errors);
  return errors;
}

function validateParamRef(
  { name = '', selector, parameterNotFoundAction = '' }: ParamRef,
  path: FieldPath,
  errors: FieldError[],
): void {
  const exclusive = 'name and selector are mutually exclusive';
  if (name !== '') {
    for (const fault of pathSegmentFaults(name)) errors.push(invalid(path.child('name'), name, fault));
    if (selector) errors.push(forbidden(path.child('name'), exclusive));
  }
  if (selector) {
    validateLabelSelector(selector, path.child('selector'), errors);
    if (name !== '') errors.push(forbidden(path.child('selector'), exclusive));
  }
  if (name === '' && !selector) errors.push(required(path, 'one of name or selector must be specified'));
  const place = path.child('parameterNotFoundAction');
  if (parameterNotFoundAction === '') errors.push(required(place));
  else if (!NOT_FOUND_ACTIONS.includes(parameterNotFoundAction)) {
    errors.push(notSupported(place, parameterNotFoundAction, NOT_FOUND_ACTIONS));
  }
}

function validateActions(actions: readonly string[], path: FieldPath, errors: FieldError[]): void {
  actions.forEach((action, at) => {
    if (!ACTIONS.includes(action)) errors.push(notSupported(path.index(at), action, ACTIONS));
    if (actions.indexOf(action) < at) errors.push(duplicateTyped(path.index(at), action));
  });
  if (actions.includes('Deny') && actions.includes('Warn')) {
    const detail =
      'must not contain both Deny and Warn (repeating the same validation failure information in the API response and headers serves no purpose)';
    errors.push(invalid(path, actions, detail));
  }
  if (actions.length === 0) errors.push(required(path, 'at least one validation action is required'));
}
