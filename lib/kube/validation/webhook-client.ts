/** Where a webhook is reached. Models apiserver's pkg/util/webhook/validation.go. */
import type { FieldError } from '../field/error';
import { invalid, required } from '../field/error';
import type { FieldPath } from '../field/path';
import type { ApiextensionsV1ServiceReference } from '../schema/generated/types';
import { dnsSubdomainFaults } from './names';

const FORM = '; desired format: https://host[/path]';

export function validateWebhookURL(text: string, path: FieldPath, errors: FieldError[]): void {
  const [, scheme = '', , authority = '', , query = '', , fragment = ''] =
    /^(?:([A-Za-z][-+.A-Za-z0-9]*):)?(\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(#(.*))?$/s.exec(text) ?? [];
  const [host = '', ...user] = authority.split('@').reverse();
  if (scheme.toLowerCase() !== 'https') {
    errors.push(invalid(path, scheme.toLowerCase(), `'https' is the only allowed URL scheme${FORM}`));
  }
  if (host === '') errors.push(invalid(path, host, `host must be specified${FORM}`));
  if (user.length > 0) {
    errors.push(invalid(path, user.reverse().join('@'), 'user information is not permitted in the URL'));
  }
  if (fragment !== '') errors.push(invalid(path, fragment, 'fragments are not permitted in the URL'));
  if (query !== '') errors.push(invalid(path, query, 'query parameters are not permitted in the URL'));
}

/** The conversion webhook of a CustomResourceDefinition hands over name and namespace in the wrong order, so the names of
 * missing ones are swapped. */
export function validateWebhookService(
  { name = '', namespace = '', path: url, port = 443 }: ApiextensionsV1ServiceReference,
  path: FieldPath,
  errors: FieldError[],
): void {
  if (namespace === '') errors.push(required(path.child('name')));
  if (name === '') errors.push(required(path.child('namespace')));
  if (port < 1 || port > 65_535) {
    errors.push(invalid(path.child('port'), port, 'port is not valid: must be between 1 and 65535, inclusive'));
  }
  if (url !== undefined && url !== '' && url !== '/') validateURLPath(url, path.child('path'), errors);
}

function validateURLPath(url: string, path: FieldPath, errors: FieldError[]): void {
  if (url === '//') return void errors.push(invalid(path, url, 'segment[0] may not be empty'));
  if (!url.startsWith('/')) errors.push(invalid(path, url, "must start with a '/'"));
  const steps = url.slice(1).replace(/\/$/, '').split('/');
  steps.forEach((step, at) => {
    if (step === '') return void errors.push(invalid(path, url, `segment[${at}] may not be empty`));
    for (const fault of dnsSubdomainFaults(step)) errors.push(invalid(path, url, `segment[${at}]: ${fault}`));
  });
}
