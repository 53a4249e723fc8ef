/** `k8s.io/ingress-nginx`. Models IsDomainPrefixedPath (apimachinery's util/validation). */
import type { FieldError } from '../field/error';
import { invalid, required } from '../field/error';
import type { FieldPath } from '../field/path';
import { dnsSubdomainFaults } from './names';

const HTTP_PATH = "[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+";
const httpPath = new RegExp(`^${HTTP_PATH}$`);

export function validateDomainPrefixedPath(text: string, path: FieldPath, errors: FieldError[]): void {
  if (text === '') return void errors.push(required(path));
  const slash = text.indexOf('/');
  const domain = text.slice(0, Math.max(slash, 0));
  const rest = text.slice(slash + 1);
  if (domain === '' || rest === '') {
    return void errors.push(invalid(path, text, 'must be a domain-prefixed path (such as "acme.io/foo")'));
  }
  for (const fault of dnsSubdomainFaults(domain)) errors.push(invalid(path, domain, fault));
  if (!httpPath.test(rest)) {
    errors.push(invalid(path, rest, `Invalid path (regex used for validation is '${HTTP_PATH}')`));
  }
}
