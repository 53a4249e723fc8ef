/**
 * ValidatingAdmissionPolicy. Models validateValidatingAdmissionPolicy (pkg/apis/admissionregistration/validation).
 *
 * Not modelled here: expressions that don't compile, which admission looks at where an engine for CEL is at hand.
 */
import { isSemanticallyEqual } from '../equality';
import type { FieldError } from '../field/error';
import { duplicate, invalid, notSupported, required, tooMany } from '../field/error';
import { FieldPath } from '../field/path';
import { byteLength } from '../field/print';
import type {
  AuditAnnotation,
  MatchCondition,
  ParamKind,
  Validation,
  ValidatingAdmissionPolicy,
  ValidatingAdmissionPolicySpec,
  Variable,
} from '../schema/generated/types';
import { validateLabelKey } from './labels';
import { validateMatchResources } from './match-resources';
import { dns1035LabelFaults, dnsSubdomainFaults } from './names';
import { validateGenericMeta } from './object-meta';

const SPEC = FieldPath.of('spec');
const FAILURE_POLICIES = ['Fail', 'Ignore'];
const REASONS = ['Forbidden', 'Invalid', 'RequestEntityTooLarge'];
const MOST_CONDITIONS = 64;
const MOST_ANNOTATIONS = 20;
const LONGEST_VALUE = 5 * 1024;
const ONE_OF_BOTH = 'validations or auditAnnotations must contain at least one item';

export function validateValidatingAdmissionPolicy(policy: ValidatingAdmissionPolicy): FieldError[] {
  const errors: FieldError[] = [];
  validateGenericMeta(policy.metadata, 'cluster', dnsSubdomainFaults, errors);
  validateSpec(policy, true, errors);
  return errors;
}

/** Match conditions that were there before may stay as they are. */
export function validateValidatingAdmissionPolicyUpdate(
  policy: ValidatingAdmissionPolicy,
  live: ValidatingAdmissionPolicy,
): FieldError[] {
  const errors: FieldError[] = [];
  validateGenericMeta(policy.metadata, 'cluster', dnsSubdomainFaults, errors);
  validateSpec(policy, !areConditionsKept(policy.spec, live.spec), errors);
  return errors;
}

function areConditionsKept(
  spec: ValidatingAdmissionPolicySpec = {},
  live: ValidatingAdmissionPolicySpec = {},
): boolean {
  const { paramKind, matchConditions } = spec;
  const before = { paramKind: live.paramKind, matchConditions: live.matchConditions };
  return isSemanticallyEqual('ValidatingAdmissionPolicySpec', { paramKind, matchConditions }, before);
}

function validateSpec(
  { metadata, spec = {} }: ValidatingAdmissionPolicy,
  checksConditions: boolean,
  errors: FieldError[],
): void {
  const { failurePolicy, paramKind, matchConstraints, matchConditions = [], variables = [] } = spec;
  const { validations = [], auditAnnotations = [] } = spec;
  if (failurePolicy === undefined) errors.push(required(SPEC.child('failurePolicy')));
  else if (!FAILURE_POLICIES.includes(failurePolicy)) {
    errors.push(notSupported(SPEC.child('failurePolicy'), failurePolicy, FAILURE_POLICIES));
  }
  if (paramKind) validateParamKind(paramKind, SPEC.child('paramKind'), errors);
  const constraints = SPEC.child('matchConstraints');
  if (matchConstraints) {
    validateMatchResources(matchConstraints, constraints, errors);
    if (!matchConstraints.resourceRules?.length) errors.push(required(constraints.child('resourceRules')));
  } else errors.push(required(constraints));
  if (checksConditions) validateMatchConditions(matchConditions, SPEC.child('matchConditions'), errors);
  variables.forEach((variable, at) => validateVariable(variable, SPEC.child('variables').index(at), errors));
  if (validations.length + auditAnnotations.length === 0) {
    errors.push(
      required(SPEC.child('validations'), ONE_OF_BOTH),
      required(SPEC.child('auditAnnotations'), ONE_OF_BOTH),
    );
  }
  validations.forEach((validation, at) => {
    validateValidation(validation, SPEC.child('validations').index(at), errors);
  });
  validateAnnotations(auditAnnotations, metadata?.name ?? '', SPEC.child('auditAnnotations'), errors);
}

function validateParamKind({ apiVersion = '', kind = '' }: ParamKind, path: FieldPath, errors: FieldError[]): void {
  const place = path.child('apiVersion');
  const parts = apiVersion === '/' ? ['', ''] : apiVersion.split('/');
  if (apiVersion === '') errors.push(required(place));
  else if (parts.length > 2) errors.push(invalid(place, apiVersion, `unexpected GroupVersion string: ${apiVersion}`));
  else {
    const [version = '', group = ''] = parts.reverse();
    const groupFaults = group === '' ? [] : dnsSubdomainFaults(group);
    if (groupFaults.length > 0) errors.push(invalid(place, group, groupFaults.join(',')));
    const versionFaults = dns1035LabelFaults(version);
    if (version === '') errors.push(invalid(place, apiVersion, 'version must be specified'));
    else if (versionFaults.length > 0) errors.push(invalid(place, version, versionFaults.join(',')));
  }
  const faults = dns1035LabelFaults(kind.toLowerCase());
  if (kind === '') errors.push(required(path.child('kind')));
  else if (faults.length > 0) {
    const why = `may have mixed case, but should otherwise match: ${faults.join(',')}`;
    errors.push(invalid(path.child('kind'), kind, why));
  }
}

function validateMatchConditions(conditions: readonly MatchCondition[], path: FieldPath, errors: FieldError[]): void {
  if (conditions.length > MOST_CONDITIONS) errors.push(tooMany(path, conditions.length, MOST_CONDITIONS));
  const names = new Set<string>();
  conditions.forEach(({ name = '', expression = '' }, at) => {
    const place = path.index(at).child('name');
    if (expression.trim() === '') errors.push(required(path.index(at).child('expression')));
    if (name === '') return void errors.push(required(place));
    validateLabelKey(name, place, errors);
    if (names.has(name)) errors.push(duplicate(place, name));
    names.add(name);
  });
}

const RESERVED = new Set(
  'true false null in as break const continue else for function if import let loop package namespace return var void while'.split(
    ' ',
  ),
);

function validateVariable({ name = '', expression = '' }: Variable, path: FieldPath, errors: FieldError[]): void {
  if (name.trim() === '') errors.push(required(path.child('name'), 'name is not specified'));
  else if (!/^[_a-zA-Z]\w*$/.test(name) || RESERVED.has(name)) {
    errors.push(invalid(path.child('name'), name, 'must be a valid CEL identifier'));
  }
  if (expression.trim() === '') errors.push(required(path.child('expression'), 'expression is not specified'));
}

function validateValidation(
  { expression = '', message = '', messageExpression = '', reason }: Validation,
  path: FieldPath,
  errors: FieldError[],
): void {
  const given = 'must be non-empty if specified';
  if (expression.trim() === '') errors.push(required(path.child('expression'), 'expression is not specified'));
  if (messageExpression !== '' && messageExpression.trim() === '') {
    errors.push(invalid(path.child('messageExpression'), messageExpression, given));
  }
  if (message !== '' && message.trim() === '') errors.push(invalid(path.child('message'), message, given));
  else if (/[\n\r]/.test(message.trim())) {
    errors.push(invalid(path.child('message'), message, 'must not contain line breaks'));
  }
  if (reason !== undefined && !REASONS.includes(reason)) {
    errors.push(notSupported(path.child('reason'), reason, REASONS));
  }
}

function validateAnnotations(
  annotations: readonly AuditAnnotation[],
  policyName: string,
  path: FieldPath,
  errors: FieldError[],
): void {
  if (annotations.length > MOST_ANNOTATIONS) {
    const printed = annotations.map(({ key = '', valueExpression = '' }) => ({
      Key: key,
      ValueExpression: valueExpression,
    }));
    errors.push(invalid(path, printed, `must not have more than ${MOST_ANNOTATIONS} auditAnnotations`));
  }
  const keys = new Set<string>();
  annotations.forEach(({ key = '', valueExpression = '' }, at) => {
    const place = path.index(at);
    const expression = valueExpression.trim();
    if (policyName === '') errors.push(invalid(place.child('key'), key, 'requires metadata.name be non-empty'));
    else validateLabelKey(`${policyName}/${key}`, place.child('key'), errors);
    if (expression === '') errors.push(required(place.child('valueExpression'), 'valueExpression is not specified'));
    else if (byteLength(expression) > LONGEST_VALUE) {
      errors.push(required(place.child('valueExpression'), `must not exceed ${LONGEST_VALUE} bytes in length`));
    }
    if (keys.has(key)) errors.push(duplicate(place.child('key'), key));
    keys.add(key);
  });
}
