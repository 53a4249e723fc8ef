/**
 * Ingresses. Models ValidateIngressCreate and ValidateIngressUpdate (pkg/apis/networking/validation).
 *
 * Not modelled: names of TLS Secrets that older versions let pass, and that an update may keep.
 */
import type { FieldError } from '../field/error';
import { invalid, notSupported, placed, required } from '../field/error';
import { FieldPath } from '../field/path';
import type { HTTPIngressPath, Ingress, IngressRule, IngressSpec, IngressTLS } from '../schema/generated/types';
import { validateIngressBackend } from './ingress-backend';
import { parseIP } from './ip';
import type { NameRule } from './names';
import { dns1035LabelFaults, dnsLabelFaults, dnsSubdomainFaults, wildcardSubdomainFaults } from './names';
import { METADATA, validateObjectMeta } from './object-meta';

const SPEC = FieldPath.of('spec');
const CLASS_ANNOTATION = 'kubernetes.io/ingress.class';

export function validateIngress(ingress: Ingress): FieldError[] {
  const { metadata, spec = {} } = ingress;
  const errors = validateIngressUpdate(ingress);
  const annotation = metadata?.annotations?.[CLASS_ANNOTATION];
  if (annotation !== undefined && spec.ingressClassName !== undefined && annotation !== spec.ingressClassName) {
    const path = FieldPath.of('annotations', CLASS_ANNOTATION);
    const error = invalid(path, annotation, 'must match `ingressClassName` when both are specified');
    errors.push(placed(error, METADATA.child('annotations').key(CLASS_ANNOTATION)));
  }
  return errors;
}

/** A live Ingress whose rules with a wildcard were not all good may have such rules again. */
export function validateIngressUpdate({ metadata, spec = {} }: Ingress, live?: Ingress): FieldError[] {
  const errors: FieldError[] = [];
  validateObjectMeta(metadata, 'namespaced', dnsSubdomainFaults, errors);
  validateSpec(spec, hasBadWildcardRule(live?.spec?.rules), errors);
  return errors;
}

function validateSpec(spec: IngressSpec, mayWildcardsBeBad: boolean, errors: FieldError[]): void {
  const { rules = [], tls = [], defaultBackend, ingressClassName } = spec;
  if (rules.length === 0 && !defaultBackend) {
    errors.push(invalid(SPEC, spec.rules, 'either `defaultBackend` or `rules` must be specified'));
  }
  if (defaultBackend) validateIngressBackend(defaultBackend, SPEC.child('defaultBackend'), dnsLabelFaults, errors);
  rules.forEach((rule, at) => {
    const path = SPEC.child('rules').index(at);
    const isWildcard = validateHost(rule.host ?? '', path.child('host'), errors);
    if (!isWildcard || !mayWildcardsBeBad) validateRule(rule, path, dnsLabelFaults, errors);
  });
  tls.forEach((item, at) => validateTLS(item, SPEC.child('tls').index(at), errors));
  if (ingressClassName === undefined) return;
  for (const fault of dnsSubdomainFaults(ingressClassName)) {
    errors.push(invalid(SPEC.child('ingressClassName'), ingressClassName, fault));
  }
}

/** Measured by the stricter rule that names of Services once had. */
function hasBadWildcardRule(rules: readonly IngressRule[] = []): boolean {
  const errors: FieldError[] = [];
  for (const rule of rules) {
    if (rule.host?.includes('*')) validateRule(rule, SPEC.child('rules'), dns1035LabelFaults, errors);
  }
  return errors.length > 0;
}

/** Answers whether the host has a wildcard. */
function validateHost(host: string, path: FieldPath, errors: FieldError[]): boolean {
  if (host === '') return false;
  if (parseIP(host)) errors.push(invalid(path, host, 'must be a DNS name, not an IP address'));
  validateHostName(host, path, errors);
  return host.includes('*');
}

function validateHostName(host: string, path: FieldPath, errors: FieldError[]): void {
  const faults = host.includes('*') ? wildcardSubdomainFaults(host) : dnsSubdomainFaults(host);
  for (const fault of faults) errors.push(invalid(path, host, fault));
}

function validateRule({ http }: IngressRule, path: FieldPath, serviceName: NameRule, errors: FieldError[]): void {
  if (!http) return;
  const here = path.child('http', 'paths');
  if (!http.paths?.length) errors.push(required(here));
  http.paths?.forEach((item, at) => validatePath(item, here.index(at), serviceName, errors));
}

const TYPES = ['Exact', 'ImplementationSpecific', 'Prefix'];
const NEVER_IN_A_PATH = ['//', '/./', '/../', '%2f', '%2F'];
const NEVER_AT_ITS_END = ['/..', '/.'];

function validatePath(item: HTTPIngressPath, path: FieldPath, serviceName: NameRule, errors: FieldError[]): void {
  const { pathType, path: text = '', backend = {} } = item;
  if (pathType === undefined) return void errors.push(required(path.child('pathType'), 'pathType must be specified'));
  const here = path.child('path');
  if (!TYPES.includes(pathType)) errors.push(notSupported(path.child('pathType'), pathType, TYPES));
  else if (pathType === 'ImplementationSpecific') {
    if (text !== '' && !text.startsWith('/')) errors.push(invalid(here, text, 'must be an absolute path'));
  } else {
    if (!text.startsWith('/')) errors.push(invalid(here, text, 'must be an absolute path'));
    for (const part of NEVER_IN_A_PATH) {
      if (text.includes(part)) errors.push(invalid(here, text, `must not contain '${part}'`));
    }
    for (const end of NEVER_AT_ITS_END) {
      if (text.endsWith(end)) errors.push(invalid(here, text, `cannot end with '${end}'`));
    }
  }
  validateIngressBackend(backend, path.child('backend'), serviceName, errors);
}

function validateTLS({ hosts = [], secretName = '' }: IngressTLS, path: FieldPath, errors: FieldError[]): void {
  hosts.forEach((host, at) => validateHostName(host, path.child('hosts').index(at), errors));
  if (secretName === '') return;
  for (const fault of dnsSubdomainFaults(secretName)) errors.push(invalid(path.child('secretName'), secretName, fault));
}
