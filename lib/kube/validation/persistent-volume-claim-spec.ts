/**
 * What a claim asks for. Models ValidatePersistentVolumeClaimSpec (pkg/apis/core/validation), of a claim on its own and of
 * one in a template.
 */
import type { FieldError } from '../field/error';
import { forbidden, invalid, notSupported, placed, required } from '../field/error';
import type { FieldPath } from '../field/path';
import { formatQuantity, parseQuantity, signOfQuantity } from '../quantity';
import type { PersistentVolumeClaimSpec, TypedObjectReference } from '../schema/generated/types';
import { validateOptionalEnum } from './enums';
import { validateLabelSelector } from './label-selector';
import { dnsLabelFaults, dnsSubdomainFaults } from './names';
import { validateResourceQuantity } from './resources';

const ACCESS_MODES = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod'];

export function validateClaimSpec(spec: PersistentVolumeClaimSpec, path: FieldPath, errors: FieldError[]): void {
  const { accessModes = [], storageClassName = '', volumeAttributesClassName = '' } = spec;
  if (accessModes.length === 0) errors.push(required(path.child('accessModes'), 'at least 1 access mode is required'));
  validateLabelSelector(spec.selector, path.child('selector'), errors);
  validateAccessModes(accessModes, path.child('accessModes'), errors);
  validateStorageRequest(spec.resources?.requests?.['storage'], path.child('resources'), errors);
  const className = (field: string, value: string): void => {
    for (const fault of value === '' ? [] : dnsSubdomainFaults(value))
      errors.push(invalid(path.child(field), value, fault));
  };
  className('storageClassName', storageClassName);
  validateOptionalEnum(spec.volumeMode, ['Block', 'Filesystem'], path.child('volumeMode'), errors);
  validateDataSources(spec, path, errors);
  className('volumeAttributesClassName', volumeAttributesClassName);
}

/** Of a volume, too. */
export function validateAccessModes(modes: readonly string[], path: FieldPath, errors: FieldError[]): void {
  modes.forEach((mode, at) => {
    if (!ACCESS_MODES.includes(mode)) errors.push(placed(notSupported(path, mode, ACCESS_MODES), path.index(at)));
  });
  const others = modes.some((mode) => mode !== 'ReadWriteOncePod' && ACCESS_MODES.includes(mode));
  if (others && modes.includes('ReadWriteOncePod')) {
    errors.push(forbidden(path, 'may not use ReadWriteOncePod with other access modes'));
  }
}

/** The server's path leaves out `requests`. */
function validateStorageRequest(text: string | undefined, path: FieldPath, errors: FieldError[]): void {
  const here = path.key('storage');
  const place = path.child('requests').key('storage');
  if (text === undefined) return void errors.push(placed(required(here), place));
  const quantity = parseQuantity(text);
  if (!quantity) return;
  if (signOfQuantity(quantity) <= 0) {
    errors.push(placed(invalid(here, formatQuantity(quantity), 'must be greater than zero'), place));
  } else validateResourceQuantity('storage', quantity, here, errors);
}

function validateDataSources(spec: PersistentVolumeClaimSpec, path: FieldPath, errors: FieldError[]): void {
  const { dataSource, dataSourceRef } = spec;
  if (dataSource) validateDataSource(dataSource, path.child('dataSource'), errors);
  if (dataSourceRef) {
    validateDataSource(dataSourceRef, path.child('dataSourceRef'), errors);
    const { namespace = '' } = dataSourceRef;
    for (const fault of namespace === '' ? [] : dnsLabelFaults(namespace)) {
      errors.push(invalid(path.child('dataSourceRef', 'namespace'), namespace, fault));
    }
  }
  if (!dataSource || !dataSourceRef) return;
  const same = (['apiGroup', 'kind', 'name'] as const).every((field) => dataSource[field] === dataSourceRef[field]);
  const detail = dataSourceRef.namespace
    ? 'may not be specified when dataSourceRef.namespace is specified'
    : same
      ? undefined
      : 'must match dataSourceRef';
  // The value is a field.Path, which Go prints as an object of no public fields.
  if (detail !== undefined) errors.push(placed(invalid(path, {}, detail), path.child('dataSource')));
}

function validateDataSource(source: TypedObjectReference, path: FieldPath, errors: FieldError[]): void {
  const { name = '', kind = '', apiGroup = '' } = source;
  if (name === '') errors.push(required(path.child('name')));
  if (kind === '') errors.push(required(path.child('kind')));
  if (apiGroup === '' && kind !== 'PersistentVolumeClaim') {
    errors.push(invalid(path, kind, "must be 'PersistentVolumeClaim' when referencing the default apiGroup"));
  }
  for (const fault of apiGroup === '' ? [] : dnsSubdomainFaults(apiGroup)) {
    errors.push(invalid(path.child('apiGroup'), apiGroup, fault));
  }
}
