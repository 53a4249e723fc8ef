/** ConfigMaps. Models ValidateConfigMap (pkg/apis/core/validation). */
import type { FieldError } from '../field/error';
import { invalid, tooLong } from '../field/error';
import { FieldPath } from '../field/path';
import { byteLength } from '../field/print';
import type { ConfigMap } from '../schema/generated/types';
import { base64Length } from './base64';
import { validateImmutableData } from './immutable-data';
import { configKeyFaults, dnsSubdomainFaults } from './names';
import { validateObjectMeta } from './object-meta';

/** Of all the values together; etcd takes little more. */
export const MOST_DATA_BYTES = 1024 * 1024;

const DATA = FieldPath.of('data');
const BINARY_DATA = FieldPath.of('binaryData');

export function validateConfigMap({ metadata, data = {}, binaryData = {} }: ConfigMap): FieldError[] {
  const errors: FieldError[] = [];
  validateObjectMeta(metadata, 'namespaced', dnsSubdomainFaults, errors);
  let size = 0;
  for (const [key, value] of Object.entries(data)) {
    for (const fault of configKeyFaults(key)) errors.push(invalid(DATA.key(key), key, fault));
    if (Object.hasOwn(binaryData, key)) {
      errors.push(invalid(DATA.key(key), key, 'duplicate of key present in binaryData'));
    }
    size += byteLength(value);
  }
  for (const [key, value] of Object.entries(binaryData)) {
    for (const fault of configKeyFaults(key)) errors.push(invalid(BINARY_DATA.key(key), key, fault));
    size += base64Length(value);
  }
  if (size > MOST_DATA_BYTES) errors.push({ ...tooLong(FieldPath.of(''), MOST_DATA_BYTES), place: DATA });
  return errors;
}

export function validateConfigMapUpdate(configMap: ConfigMap, live: ConfigMap): FieldError[] {
  const errors: FieldError[] = [];
  validateImmutableData('ConfigMap', configMap, live, ['data', 'binaryData'], errors);
  return [...errors, ...validateConfigMap(configMap)];
}
