/**
 * Secrets, whose type says which keys must be there. Models ValidateSecret (pkg/apis/core/validation). stringData has been
 * merged into data before.
 */
import type { FieldError } from '../field/error';
import { invalid, invalidTyped, required, tooLong } from '../field/error';
import { FieldPath } from '../field/path';
import type { Secret } from '../schema/generated/types';
import { base64Bytes, base64Length } from './base64';
import { MOST_DATA_BYTES } from './configmap';
import { goJsonObjectFault } from './go-json';
import type { StringMap } from './labels';
import { configKeyFaults, dnsSubdomainFaults } from './names';
import { validateImmutableData } from './immutable-data';
import { METADATA, validateObjectMeta } from './object-meta';
import { IMMUTABLE } from './object-meta-update';

const DATA = FieldPath.of('data');
const SERVICE_ACCOUNT = 'kubernetes.io/service-account.name';

export function validateSecret({ metadata, data = {}, type }: Secret): FieldError[] {
  const errors: FieldError[] = [];
  validateObjectMeta(metadata, 'namespaced', dnsSubdomainFaults, errors);
  let size = 0;
  for (const [key, value] of Object.entries(data)) {
    for (const fault of configKeyFaults(key)) errors.push(invalid(DATA.key(key), key, fault));
    size += base64Length(value);
  }
  if (size > MOST_DATA_BYTES) errors.push(tooLong(DATA, MOST_DATA_BYTES));
  validateType(type, data, metadata?.annotations ?? {}, errors);
  return errors;
}

function validateType(type = '', data: StringMap, annotations: StringMap, errors: FieldError[]): void {
  const missing = (key: string): void => {
    if (!Object.hasOwn(data, key)) errors.push(required(DATA.key(key)));
  };
  switch (type) {
    case 'kubernetes.io/service-account-token':
      if (!annotations[SERVICE_ACCOUNT]) {
        errors.push(required(METADATA.child('annotations').key(SERVICE_ACCOUNT)));
      }
      return;
    case 'kubernetes.io/dockercfg':
      return validateJson('.dockercfg', data, errors);
    case 'kubernetes.io/dockerconfigjson':
      return validateJson('.dockerconfigjson', data, errors);
    case 'kubernetes.io/basic-auth':
      // One of the two is enough.
      if (!Object.hasOwn(data, 'username') && !Object.hasOwn(data, 'password')) {
        missing('username');
        missing('password');
      }
      return;
    case 'kubernetes.io/ssh-auth':
      if (!data['ssh-privatekey']) errors.push(required(DATA.key('ssh-privatekey')));
      return;
    case 'kubernetes.io/tls':
      missing('tls.crt');
      missing('tls.key');
  }
}

/** The server quotes no secret. */
function validateJson(key: string, data: StringMap, errors: FieldError[]): void {
  const value = Object.hasOwn(data, key) ? data[key] : undefined;
  if (value === undefined) return void errors.push(required(DATA.key(key)));
  const fault = goJsonObjectFault(base64Bytes(value));
  if (fault !== undefined) errors.push(invalid(DATA.key(key), '<secret contents redacted>', fault));
}

/** A Secret's type stays, and one that is immutable does, but for its metadata. */
export function validateSecretUpdate(secret: Secret, live: Secret): FieldError[] {
  const errors: FieldError[] = [];
  const { type = '' } = secret;
  if (type !== (live.type ?? '')) errors.push(invalidTyped(FieldPath.of('type'), type, IMMUTABLE));
  validateImmutableData('Secret', secret, live, ['data'], errors);
  return [...errors, ...validateSecret(secret)];
}
