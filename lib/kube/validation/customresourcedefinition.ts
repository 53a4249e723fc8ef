/**
 * CustomResourceDefinition. Models ValidateCustomResourceDefinition and ValidateCustomResourceDefinitionUpdate (apiextensions'
 * pkg/apis/apiextensions/validation).
 *
 * Upstream holds what all versions have in common once, for all of them: their schema is `spec.validation` in its words, and
 * their columns `spec.additionalPrinterColumns`.
 *
 * Not modelled: what an old definition may keep that a new one may not have.
 */
import { equalJson } from '../custom-resource/equal-json';
import type { FieldError } from '../field/error';
import { invalid, notSupportedText, required } from '../field/error';
import { internalVersion } from '../field/internal-schema';
import { FieldPath } from '../field/path';
import { quote } from '../field/print';
import type {
  CustomResourceDefinition,
  CustomResourceDefinitionNames,
  CustomResourceDefinitionSpec,
  CustomResourceDefinitionVersion,
} from '../schema/generated/types';
import { validateConversion } from './custom-resource-conversion';
import { validateSchemaOfVersion } from './custom-resource-schema';
import {
  validateColumn,
  validateDeprecation,
  validateSelectableFields,
  validateSubresources,
} from './custom-resource-version';
import { dns1035LabelFaults, dnsSubdomainFaults } from './names';
import { METADATA, validateGenericMeta } from './object-meta';
import { IMMUTABLE, validateObjectMetaUpdate } from './object-meta-update';

const SPEC = FieldPath.of('spec');
const STORED = FieldPath.of('status', 'storedVersions');
const SCOPES = ['Cluster', 'Namespaced'];

export function validateCustomResourceDefinition(definition: CustomResourceDefinition): FieldError[] {
  const { metadata = {}, spec = {} } = definition;
  const errors: FieldError[] = [];
  const name = `${spec.names?.plural ?? ''}.${spec.group ?? ''}`;
  const nameFaults = (given: string): readonly string[] => [
    ...dnsSubdomainFaults(given),
    ...(given === name ? [] : ['must be spec.names.plural+"."+spec.group']),
  ];
  validateGenericMeta(metadata, 'cluster', nameFaults, errors);
  validateSpec(spec, errors);
  validateStatus(definition, errors);
  validateApproval(definition, undefined, errors);
  if (spec.preserveUnknownFields) errors.push(preserved());
  return errors;
}

export function validateCustomResourceDefinitionUpdate(
  definition: CustomResourceDefinition,
  live: CustomResourceDefinition,
): FieldError[] {
  const { spec = {} } = definition;
  const { spec: old = {} } = live;
  const errors: FieldError[] = [];
  validateObjectMetaUpdate(definition.metadata ?? {}, live.metadata ?? {}, errors);
  validateSpec(spec, errors);
  const keep = (value: string | undefined, before: string | undefined, path: FieldPath): void => {
    if (value !== before) errors.push(invalid(path, value ?? '', IMMUTABLE));
  };
  const isEstablished = live.status?.conditions?.some(
    ({ type, status }) => type === 'Established' && status === 'True',
  );
  if (isEstablished) {
    keep(spec.scope, old.scope, SPEC.child('scope'));
    keep(spec.names?.kind, old.names?.kind, SPEC.child('names', 'kind'));
  }
  keep(spec.group, old.group, SPEC.child('group'));
  keep(spec.names?.plural, old.names?.plural, SPEC.child('names', 'plural'));
  validateStatus(definition, errors);
  validateApproval(definition, live, errors);
  if (spec.preserveUnknownFields && !old.preserveUnknownFields) errors.push(preserved());
  return errors;
}

function preserved(): FieldError {
  const detail =
    'cannot set to true, set x-kubernetes-preserve-unknown-fields to true in spec.versions[*].schema instead';
  return invalid(SPEC.child('preserveUnknownFields'), true, detail);
}

function validateSpec(spec: CustomResourceDefinitionSpec, errors: FieldError[]): void {
  const { group = '', scope = '', names = {}, versions = [], conversion, preserveUnknownFields = false } = spec;
  validateGroup(group, errors);
  if (scope === '') errors.push(required(SPEC.child('scope')));
  else if (!SCOPES.includes(scope)) errors.push(notSupportedText(SPEC.child('scope'), scope, SCOPES));

  const at = (index: number): FieldPath => SPEC.child('versions').index(index);
  versions.forEach(({ schema }, index) => {
    if (!schema?.openAPIV3Schema) errors.push(required(at(index).child('schema', 'openAPIV3Schema')));
  });
  if (preserveUnknownFields && versions.some(({ schema }) => JSON.stringify(schema ?? {}).includes('"default":'))) {
    const detail = 'must be false in order to use defaults in the schema';
    errors.push(invalid(SPEC.child('preserveUnknownFields'), true, detail));
  }
  const { shared, own } = splitVersions(versions);
  own.forEach((version, index) =>
    validateVersion(version, at(index), shared.subresources ?? version.subresources, errors),
  );
  validateVersionList(own, spec.versions ? own.map(internalVersion) : null, errors);
  validateNames(names, errors);
  validateShared(shared, versions, errors);
  if (preserveUnknownFields && conversion && conversion.strategy !== 'None') {
    const path = SPEC.child('conversion', 'strategy');
    errors.push(invalid(path, conversion.strategy ?? '', 'must be None if spec.preserveUnknownFields is true'));
  }
  if (conversion) validateConversion(conversion, SPEC.child('conversion'), errors);
}

function validateGroup(group: string, errors: FieldError[]): void {
  const path = SPEC.child('group');
  const faults = dnsSubdomainFaults(group);
  if (group === '') errors.push(required(path));
  else if (faults.length > 0) errors.push(invalid(path, group, faults.join(',')));
  else if (!group.includes('.')) errors.push(invalid(path, group, 'should be a domain with at least one dot'));
}

const SHARED = ['subresources', 'schema', 'additionalPrinterColumns', 'selectableFields'] as const;
type Shared = Pick<CustomResourceDefinitionVersion, (typeof SHARED)[number]>;

/** Models Convert_v1_CustomResourceDefinitionSpec_To_apiextensions_CustomResourceDefinitionSpec. */
function splitVersions(versions: readonly CustomResourceDefinitionVersion[]): {
  readonly shared: Shared;
  readonly own: readonly CustomResourceDefinitionVersion[];
} {
  const [first = {}] = versions;
  const shared: Record<string, unknown> = {};
  const own = versions.map((version) => ({ ...version }));
  for (const name of SHARED) {
    if (!versions.every((version) => equalJson(version[name], first[name]))) continue;
    if (first[name] !== undefined) shared[name] = first[name];
    for (const version of own) delete version[name];
  }
  return { shared, own };
}

function validateVersion(
  version: CustomResourceDefinitionVersion,
  path: FieldPath,
  { status }: { status?: unknown } = {},
  errors: FieldError[],
): void {
  const { name = '', schema, subresources, additionalPrinterColumns = [], selectableFields = [] } = version;
  const faults = dns1035LabelFaults(name);
  if (faults.length > 0) errors.push(invalid(path.child('name'), name, faults.join(',')));
  validateDeprecation(version, path.child('deprecationWarning'), errors);
  if (schema) validateSchemaOfVersion(schema, status !== undefined, path.child('schema'), errors);
  if (subresources) validateSubresources(subresources, path.child('subresources'), errors);
  additionalPrinterColumns.forEach((column, at) => {
    validateColumn(column, path.child('additionalPrinterColumns').index(at), errors);
  });
  if (selectableFields.length === 0) return;
  const fields = path.child('selectableFields');
  if (schema?.openAPIV3Schema) validateSelectableFields(selectableFields, schema.openAPIV3Schema, fields, errors);
  else errors.push(invalid(fields, '', 'may only be set when `version.schema.openAPIV3Schema` is not included'));
}

function validateVersionList(
  versions: readonly CustomResourceDefinitionVersion[],
  printed: readonly object[] | null,
  errors: FieldError[],
): void {
  const path = SPEC.child('versions');
  const names = new Set(versions.map(({ name }) => name));
  if (names.size < versions.length) errors.push(invalid(path, printed, 'must contain unique version names'));
  if (versions.filter(({ storage }) => storage).length !== 1) {
    errors.push(invalid(path, printed, 'must have exactly one version marked as storage version'));
  }
  const [first] = versions;
  const faults = first?.name ? dns1035LabelFaults(first.name) : [];
  if (faults.length > 0) {
    errors.push({
      ...invalid(SPEC.child('version'), first?.name, faults.join(',')),
      place: path.index(0).child('name'),
    });
  }
}

function validateNames(names: CustomResourceDefinitionNames, errors: FieldError[]): void {
  const path = SPEC.child('names');
  for (const name of ['plural', 'singular', 'kind', 'listKind'] as const) {
    if (!names[name]) errors.push(required(path.child(name)));
  }
  validateNameRules(names, path, errors);
}

function validateNameRules(
  {
    plural = '',
    singular = '',
    kind = '',
    listKind = '',
    shortNames = [],
    categories = [],
  }: CustomResourceDefinitionNames,
  path: FieldPath,
  errors: FieldError[],
): void {
  const check = (text: string, at: FieldPath, name = text, why = ''): void => {
    const faults = dns1035LabelFaults(name);
    if (faults.length > 0) errors.push(invalid(at, text, why + faults.join(',')));
  };
  const mixed = 'may have mixed case, but should otherwise match: ';
  if (plural !== '') check(plural, path.child('plural'));
  if (singular !== '') check(singular, path.child('singular'));
  if (kind !== '') check(kind, path.child('kind'), kind.toLowerCase(), mixed);
  if (listKind !== '') check(listKind, path.child('listKind'), listKind.toLowerCase(), mixed);
  shortNames.forEach((name, at) => check(name, path.child('shortNames').index(at)));
  if (kind !== '' && kind === listKind) {
    errors.push(invalid(path.child('listKind'), listKind, 'kind and listKind may not be the same'));
  }
  categories.forEach((name, at) => check(name, path.child('categories').index(at)));
}

/** What all versions share, with the place of the first. */
function validateShared(
  { schema, subresources, additionalPrinterColumns = [], selectableFields = [] }: Shared,
  versions: readonly CustomResourceDefinitionVersion[],
  errors: FieldError[],
): void {
  const found: FieldError[] = [];
  const hasStatus = versions.some((version) => version.subresources?.status !== undefined);
  if (schema) validateSchemaOfVersion(schema, hasStatus, SPEC.child('validation'), found);
  if (subresources) validateSubresources(subresources, SPEC.child('subresources'), found);
  additionalPrinterColumns.forEach((column, at) => {
    validateColumn(column, SPEC.child('additionalPrinterColumns').index(at), found);
  });
  if (selectableFields.length > 0) {
    const path = SPEC.child('selectableFields');
    if (schema?.openAPIV3Schema) validateSelectableFields(selectableFields, schema.openAPIV3Schema, path, found);
    else if (!schema) found.push(invalid(path, '', 'may only be set when validations.schema is included'));
  }
  errors.push(...found.map((error) => ({ ...error, place: inFirstVersion(error.place ?? error.path) })));
}

function inFirstVersion(path: FieldPath): FieldPath {
  const [, first = '', ...more] = path.segments();
  const start = SPEC.child('versions')
    .index(0)
    .child(first === 'validation' ? 'schema' : String(first));
  return more.reduce<FieldPath>(
    (at, step) => (typeof step === 'number' ? at.index(step) : at.child(...dotted(step))),
    start,
  );
}

/** Upstream writes two steps as one now and then: `scale.specReplicasPath`. */
function dotted(step: string): [string, ...string[]] {
  const [first = '', ...more] = /^(?:scale|openAPIV3Schema)\./.test(step) ? step.split('.') : [step];
  return [first, ...more];
}

function validateStatus(
  { spec: { versions = [] } = {}, status = {} }: CustomResourceDefinition,
  errors: FieldError[],
): void {
  const { acceptedNames = {}, storedVersions = [] } = status;
  validateNameRules(acceptedNames, FieldPath.of('status', 'acceptedNames'), errors);
  if (storedVersions.length === 0) {
    return void errors.push(invalid(STORED, null, 'must have at least one stored version'));
  }
  for (const { name = '', storage } of versions) {
    if (storage && !storedVersions.includes(name)) {
      errors.push(invalid(STORED, storedVersions, `must have the storage version ${name}`));
    }
  }
  storedVersions.forEach((stored, at) => {
    if (versions.some(({ name = '' }) => name === stored)) return;
    const detail = `missing from spec.versions; ${stored} was previously a storage version, and must remain in spec.versions until a storage migration ensures no data remains persisted in ${stored} and removes ${stored} from status.storedVersions`;
    errors.push(invalid(STORED.index(at), stored, detail));
  });
}

const APPROVED = 'api-approved.kubernetes.io';
const PROPOSAL = 'see https://github.com/kubernetes/enhancements/pull/1111';

/** The groups of Kubernetes itself want to be approved of. */
function validateApproval(
  { metadata, spec }: CustomResourceDefinition,
  live: CustomResourceDefinition | undefined,
  errors: FieldError[],
): void {
  if (!/(?:^|\.)(?:k8s|kubernetes)\.io$/.test(spec?.group ?? '')) return;
  const state = approval(metadata?.annotations?.[APPROVED]);
  if (state === 'approved' || state === 'bypassed') return;
  if (live && approval(live.metadata?.annotations?.[APPROVED]) === state) return;
  const path = METADATA.child('annotations').key(APPROVED);
  const needed = `protected groups must have approval annotation ${quote(APPROVED)}`;
  if (state === 'missing') return void errors.push(required(path, `${needed}, ${PROPOSAL}`));
  const why = `${needed} with either a URL or a reason starting with "unapproved", ${PROPOSAL}`;
  errors.push(invalid(path, metadata?.annotations?.[APPROVED], why));
}

function approval(annotation = ''): 'missing' | 'bypassed' | 'approved' | 'invalid' {
  if (annotation === '') return 'missing';
  if (annotation.startsWith('unapproved')) return 'bypassed';
  return /^[A-Za-z][-+.A-Za-z0-9]*:\/\/[^/\s]+/.test(annotation) ? 'approved' : 'invalid';
}
