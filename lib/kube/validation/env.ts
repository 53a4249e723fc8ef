/**
 * A container's environment: env and envFrom. Models ValidateEnv, ValidateEnvFrom and what they call
 * (pkg/apis/core/validation). Whether the ConfigMap or Secret exists is not asked before a kubelet starts the container.
 */
import type { FieldError } from '../field/error';
import { invalid, placed, required } from '../field/error';
import type { FieldPath } from '../field/path';
import type { ConfigMapKeySelector, EnvFromSource, EnvVar, FileKeySelector } from '../schema/generated/types';
import { ENV_FIELDS, validateFieldRef, validateResourceFieldRef } from './field-ref';
import { configKeyFaults, dnsLabelFaults, dnsSubdomainFaults, envNameFaults, withoutTrailingDash } from './names';
import { validateNoBacksteps } from './paths';

const ONE_SOURCE =
  'must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`';
const MORE_THAN_ONE = 'may not have more than one field specified at a time';

export function validateEnv(variables: readonly EnvVar[], path: FieldPath, errors: FieldError[]): void {
  variables.forEach((variable, at) => {
    const { name = '' } = variable;
    if (name === '') errors.push(required(path.index(at).child('name')));
    else for (const fault of envNameFaults(name)) errors.push(invalid(path.index(at).child('name'), name, fault));
    validateValueFrom(variable, path.index(at).child('valueFrom'), errors);
  });
}

function validateValueFrom({ value = '', valueFrom }: EnvVar, path: FieldPath, errors: FieldError[]): void {
  if (!valueFrom) return;
  const { fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef, fileKeyRef } = valueFrom;
  if (fieldRef) validateFieldRef(fieldRef, ENV_FIELDS, path.child('fieldRef'), errors);
  if (resourceFieldRef) validateResourceFieldRef(resourceFieldRef, false, path.child('resourceFieldRef'), errors);
  if (configMapKeyRef) validateKeyRef(configMapKeyRef, path.child('configMapKeyRef'), errors);
  if (secretKeyRef) validateKeyRef(secretKeyRef, path.child('secretKeyRef'), errors);
  if (fileKeyRef) validateFileKeyRef(fileKeyRef, path.child('fileKeyRef'), errors);

  const sources = [fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef, fileKeyRef].filter(Boolean).length;
  if (sources === 0) errors.push(invalid(path, '', ONE_SOURCE));
  else if (value !== '') errors.push(invalid(path, '', 'may not be specified when `value` is not empty'));
  else if (sources > 1) errors.push(invalid(path, '', MORE_THAN_ONE));
}

/** A key of a ConfigMap or a Secret. */
function validateKeyRef({ name = '', key = '' }: ConfigMapKeySelector, path: FieldPath, errors: FieldError[]): void {
  for (const fault of dnsSubdomainFaults(name)) errors.push(invalid(path.child('name'), name, fault));
  if (key === '') errors.push(required(path.child('key')));
  else for (const fault of configKeyFaults(key)) errors.push(invalid(path.child('key'), key, fault));
}

function validateFileKeyRef(ref: FileKeySelector, path: FieldPath, errors: FieldError[]): void {
  const { key = '', volumeName = '', path: file = '' } = ref;
  if (key === '') errors.push(required(path.child('key')));
  else for (const fault of envNameFaults(key)) errors.push(invalid(path.child('key'), key, fault));
  if (volumeName === '') errors.push(required(path.child('volumeName')));
  else
    for (const fault of dnsLabelFaults(volumeName)) errors.push(invalid(path.child('volumeName'), volumeName, fault));
  if (file === '') errors.push(required(path.child('path')));
  else validateNoBacksteps(file, path.child('path'), errors);
}

export function validateEnvFrom(sources: readonly EnvFromSource[], path: FieldPath, errors: FieldError[]): void {
  sources.forEach(({ prefix = '', configMapRef, secretRef }, at) => {
    const here = path.index(at);
    if (prefix !== '') {
      for (const fault of envNameFaults(prefix)) errors.push(invalid(here.child('prefix'), prefix, fault));
    }
    if (configMapRef) validateSourceName(configMapRef.name, here.child('configMapRef'), errors);
    if (secretRef) validateSourceName(secretRef.name, here.child('secretRef'), errors);
    if (!configMapRef && !secretRef) {
      errors.push(placed(invalid(path, '', 'must specify one of: `configMapRef` or `secretRef`'), here));
    } else if (configMapRef && secretRef) errors.push(placed(invalid(path, '', MORE_THAN_ONE), here));
  });
}

/** The name is checked as a prefix, which forgives one dash at its end. */
function validateSourceName(name = '', path: FieldPath, errors: FieldError[]): void {
  if (name === '') return void errors.push(required(path.child('name')));
  for (const fault of dnsSubdomainFaults(withoutTrailingDash(name)))
    errors.push(invalid(path.child('name'), name, fault));
}
