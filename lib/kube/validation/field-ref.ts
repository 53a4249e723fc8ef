/**
 * What a Pod may say of itself to its containers: fieldRef (`metadata.labels['app']`, `status.podIP`) and
 * resourceFieldRef (`limits.cpu`), in env and in downwardAPI volumes. Models validateObjectFieldSelector and
 * validateContainerResourceFieldSelector, ConvertDownwardAPIFieldLabel (core/pods) and fieldpath.SplitMaybeSubscriptedPath.
 */
import type { FieldError } from '../field/error';
import { invalid, notSupportedText, required } from '../field/error';
import type { FieldPath } from '../field/path';
import { canonicalQuantity, parseQuantity, signOfQuantity } from '../quantity';
import type { ObjectFieldSelector, ResourceFieldSelector } from '../schema/generated/types';
import { labelKeyFaults } from './names';

export const ENV_FIELDS = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
] as const;

export const VOLUME_FIELDS = [
  'metadata.annotations',
  'metadata.labels',
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
] as const;

/** All that the API knows as fields of a Pod, whether or not they can be used here. */
const POD_FIELDS: readonly string[] = [
  ...ENV_FIELDS,
  ...VOLUME_FIELDS,
  'spec.restartPolicy',
  'spec.schedulerName',
  'status.phase',
];

export function validateFieldRef(
  { apiVersion = '', fieldPath = '' }: ObjectFieldSelector,
  fields: readonly string[],
  path: FieldPath,
  errors: FieldError[],
): void {
  if (apiVersion === '') return void errors.push(required(path.child('apiVersion')));
  if (fieldPath === '') return void errors.push(required(path.child('fieldPath')));

  const subscripted = splitSubscript(fieldPath);
  const failure = conversionFailure(apiVersion, fieldPath, subscripted?.map);
  if (failure !== undefined) {
    errors.push(invalid(path.child('fieldPath'), fieldPath, `error converting fieldPath: ${failure}`));
  } else if (subscripted) {
    const { map, key } = subscripted;
    const name = map === 'metadata.annotations' ? key.toLowerCase() : key;
    for (const fault of labelKeyFaults(name)) errors.push(invalid(path, name, fault));
  } else {
    const internal = fieldPath === 'spec.host' ? 'spec.nodeName' : fieldPath;
    if (!fields.includes(internal)) errors.push(notSupportedText(path.child('fieldPath'), internal, fields));
  }
}

/** `metadata.labels['app']` → the map and the key. */
function splitSubscript(fieldPath: string): { map: string; key: string } | undefined {
  const open = fieldPath.indexOf("['");
  const close = fieldPath.length - "']".length;
  if (!fieldPath.endsWith("']") || open <= 0 || open + "['".length > close) return undefined;
  return { map: fieldPath.slice(0, open), key: fieldPath.slice(open + "['".length, close) };
}

function conversionFailure(apiVersion: string, fieldPath: string, map: string | undefined): string | undefined {
  if (apiVersion !== 'v1') return `unsupported pod version: ${apiVersion}`;
  if (map !== undefined) {
    const good = map === 'metadata.annotations' || map === 'metadata.labels';
    return good ? undefined : `field label does not support subscript: ${fieldPath}`;
  }
  return POD_FIELDS.includes(fieldPath) || fieldPath === 'spec.host'
    ? undefined
    : `field label not supported: ${fieldPath}`;
}

const RESOURCES = [
  'limits.cpu',
  'limits.ephemeral-storage',
  'limits.memory',
  'requests.cpu',
  'requests.ephemeral-storage',
  'requests.memory',
];
const HUGE_PAGES = /^(?:limits|requests)\.hugepages-/;

/** @param containerRequired in a volume there is no container at hand, so one must be named */
export function validateResourceFieldRef(
  { containerName = '', resource = '', divisor = '0' }: ResourceFieldSelector,
  containerRequired: boolean,
  path: FieldPath,
  errors: FieldError[],
): void {
  if (containerRequired && containerName === '') errors.push(required(path.child('containerName')));
  else if (resource === '') errors.push(required(path.child('resource')));
  else if (!RESOURCES.includes(resource) && !HUGE_PAGES.test(resource)) {
    errors.push(notSupportedText(path.child('resource'), resource, RESOURCES));
  }
  validateDivisor(resource, divisor, path, errors);
}

const BYTE_DIVISORS = ['1', '1k', '1M', '1G', '1T', '1P', '1E', '1Ki', '1Mi', '1Gi', '1Ti', '1Pi', '1Ei'];

/** The value quoted is the resource, not the divisor: so the server says it. */
function validateDivisor(resource: string, divisor: string, path: FieldPath, errors: FieldError[]): void {
  const quantity = parseQuantity(divisor);
  if (!quantity || signOfQuantity(quantity) === 0) return;
  const written = canonicalQuantity(divisor);
  const only = (allowed: readonly string[], listed: string, what: string): void => {
    if (allowed.includes(written)) return;
    const detail = `only divisor's values ${listed} are supported with the ${what} resource`;
    errors.push(invalid(path.child('divisor'), resource, detail));
  };
  if (/^(?:limits|requests)\.cpu$/.test(resource)) only(['1m', '1'], '1m and 1', 'cpu');
  const bytes = BYTE_DIVISORS.join(', ');
  if (/^(?:limits|requests)\.memory$/.test(resource)) only(BYTE_DIVISORS, bytes, 'memory');
  if (/^(?:limits|requests)\.ephemeral-storage$/.test(resource)) only(BYTE_DIVISORS, bytes, 'local ephemeral storage');
  if (HUGE_PAGES.test(resource)) only(BYTE_DIVISORS, bytes, 'hugepages');
}
