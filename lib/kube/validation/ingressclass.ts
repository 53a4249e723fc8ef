/** IngressClasses. Models ValidateIngressClass and ValidateIngressClassUpdate (pkg/apis/networking/validation). */
import type { FieldError } from '../field/error';
import { forbidden, invalid, notSupportedText, required, tooLong } from '../field/error';
import { FieldPath } from '../field/path';
import { byteLength } from '../field/print';
import type { IngressClass, IngressClassParametersReference } from '../schema/generated/types';
import { validateDomainPrefixedPath } from './domain-prefixed-path';
import { validateTypedReference } from './ingress-backend';
import { dnsLabelFaults, dnsSubdomainFaults } from './names';
import { validateObjectMeta } from './object-meta';
import { IMMUTABLE } from './object-meta-update';

const CONTROLLER = FieldPath.of('spec', 'controller');
const PARAMETERS = FieldPath.of('spec', 'parameters');
const MOST_CONTROLLER_BYTES = 250;
const SCOPES = ['Cluster', 'Namespace'];

export function validateIngressClass({ metadata, spec = {} }: IngressClass): FieldError[] {
  const errors: FieldError[] = [];
  const { controller = '', parameters } = spec;
  validateObjectMeta(metadata, 'cluster', dnsSubdomainFaults, errors);
  if (byteLength(controller) > MOST_CONTROLLER_BYTES) errors.push(tooLong(CONTROLLER, MOST_CONTROLLER_BYTES));
  validateDomainPrefixedPath(controller, CONTROLLER, errors);
  if (parameters) validateParameters(parameters, errors);
  return errors;
}

export function validateIngressClassUpdate(ingressClass: IngressClass, live: IngressClass): FieldError[] {
  const { controller = '' } = ingressClass.spec ?? {};
  const errors = validateIngressClass(ingressClass);
  return controller === (live.spec?.controller ?? '')
    ? errors
    : [invalid(CONTROLLER, controller, IMMUTABLE), ...errors];
}

function validateParameters(parameters: IngressClassParametersReference, errors: FieldError[]): void {
  const { scope, namespace } = parameters;
  validateTypedReference(parameters, PARAMETERS, errors);
  if (scope === undefined) return void errors.push(required(PARAMETERS.child('scope')));
  if (!SCOPES.includes(scope)) errors.push(notSupportedText(PARAMETERS.child('scope'), scope, SCOPES));
  const path = PARAMETERS.child('namespace');
  if (scope === 'Namespace') {
    if (namespace === undefined) errors.push(required(path, "`parameters.scope` is set to 'Namespace'"));
    else for (const fault of dnsLabelFaults(namespace)) errors.push(invalid(path, namespace, fault));
  }
  if (scope === 'Cluster' && namespace !== undefined) {
    errors.push(forbidden(path, "`parameters.scope` is set to 'Cluster'"));
  }
}
