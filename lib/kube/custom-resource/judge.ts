/**
 * The way of a custom resource through the API server. Models crdHandler and schemaCoercingDecoder (apiextensions'
 * pkg/apiserver/customresource_handler.go) and customResourceStrategy (registry/customresource).
 *
 * Not modelled: conversion by a webhook, and changes.
 */
import { newCluster, type AdmissionCluster } from '../admission';
import { checkNamespace } from '../admission/namespace-lifecycle';
import { enforcePolicies } from '../admission/validating-admission-policy';
import { decode, decodeMessage, encode, type DecodeFault } from '../decode';
import { decodeFaults, laterFaults } from '../faults';
import type { FieldError } from '../field/error';
import { quote } from '../field/print';
import { isObject, type JsonObject } from '../json-object';
import type { FieldFault, Judgement, Refused } from '../judgement';
import { refuse, refuseByAdmission, refuseInvalidObject } from '../refuse';
import { schemaType, type GoType, type Kind } from '../schema';
import type { CustomResourceDefinition, CustomResourceDefinitionVersion, ObjectMeta } from '../schema/generated/types';
import { validateCustomResourceDefinition } from '../validation/customresourcedefinition';
import { dnsSubdomainFaults } from '../validation/names';
import { validateGenericMeta } from '../validation/object-meta';
import { asHeaders } from '../warnings/headers';
import { deprecationWarning } from './deprecation';
import { coercionFaults, pruneEmbedded, validateEmbedded } from './embedded-resource';
import { copyJson } from './equal-json';
import { fillDefaults } from './fill-defaults';
import { finalizerWarnings } from './finalizers';
import { validateListTypes } from './list-types';
import { prune, pruneNulls } from './prune';
import { checkRules } from './rules';
import { validateScale } from './scale';
import type { Schema } from './schema';
import { validateValue } from './validate-value';

export interface CustomResourceOptions {
  /** Where an object goes that names no namespace itself. Default: `default`. */
  readonly namespace?: string;
  readonly cluster?: AdmissionCluster;
  /** Whether keys are read in alphabetical order. */
  readonly sorted?: boolean;
}

/** A version of a definition with all that is known of its kind. */
interface Served {
  readonly kind: Kind;
  readonly version: CustomResourceDefinitionVersion;
  readonly schema: Schema;
  /** The schema of the version that objects are stored in. */
  readonly stored: Schema;
  readonly warnings: readonly string[];
}

/** The definition that makes a kind known; undefined where none serves it. */
export function definitionOf(
  apiVersion: string,
  kind: string,
  cluster: AdmissionCluster = newCluster,
): CustomResourceDefinition | undefined {
  const definitions = cluster.list('apiextensions.k8s.io/v1/CustomResourceDefinition');
  return definitions.find((definition) => servedBy(definition, apiVersion, kind) !== undefined);
}

/** What the definition says of a version that is served still, to everyone who asks for it. */
export function deprecationOfCustom({ apiVersion, kind }: Kind, cluster: AdmissionCluster): string | undefined {
  const definition = definitionOf(apiVersion, kind, cluster);
  return definition && servedBy(definition, apiVersion, kind)?.warnings[0];
}

export function judgeCustomResource(
  definition: CustomResourceDefinition,
  manifest: Readonly<JsonObject>,
  options: CustomResourceOptions = {},
): Judgement {
  const apiVersion = String(manifest['apiVersion']);
  const kind = String(manifest['kind']);
  const served = servedBy(definition, apiVersion, kind);
  if (!served) return { verdict: 'not-judged', apiVersion, kind, reason: `no definition of ${kind} in ${apiVersion}` };
  if (validateCustomResourceDefinition(definition).length > 0) {
    return { verdict: 'not-judged', apiVersion, kind, reason: `the definition of ${kind} is refused itself` };
  }
  return judge(manifest, served, options);
}

function servedBy({ spec = {} }: CustomResourceDefinition, apiVersion: string, kind: string): Served | undefined {
  const { group = '', names = {}, scope, versions = [] } = spec;
  const version = versions.find(({ name = '', served }) => served && `${group}/${name}` === apiVersion);
  if (!version || names.kind !== kind) return undefined;
  const warning = deprecationWarning(spec, version);
  const storage = versions.find(({ storage: isStored }) => isStored) ?? version;
  const schema = version.schema?.openAPIV3Schema ?? {};
  return {
    version,
    schema,
    stored: storage === version ? schema : (storage.schema?.openAPIV3Schema ?? {}),
    warnings: warning === undefined ? [] : [warning],
    kind: {
      apiVersion,
      kind,
      group,
      version: version.name ?? '',
      resource: names.plural ?? '',
      shortNames: names.shortNames ?? [],
      namespaced: scope === 'Namespaced',
      type: '',
    },
  };
}

function judge(manifest: Readonly<JsonObject>, served: Served, options: CustomResourceOptions): Judgement {
  const { kind, version, schema, warnings } = served;
  const cluster = options.cluster ?? newCluster;
  const object = copyOf(manifest);
  const meta = decode<ObjectMeta>(metaType(), isObject(object['metadata']) ? object['metadata'] : {}, options.sorted);
  const faults = readAgain(object, schema, meta.faults);
  if (faults.length > 0) return refuseUnreadable(object, manifest, faults, served, options);

  const metadata = meta.object;
  if (kind.namespaced) metadata.namespace ||= options.namespace ?? 'default';
  else delete metadata.namespace;
  delete metadata.deletionTimestamp;
  delete metadata.deletionGracePeriodSeconds;
  delete metadata.selfLink;
  const resource = `${kind.resource}.${kind.group}`;
  const homeless = kind.namespaced ? checkNamespace(metadata, resource, cluster) : undefined;
  if (homeless) return refuseByAdmission(homeless, kind, manifest, warnings);
  if (metadata.generateName && !metadata.name) metadata.name = metadata.generateName + cluster.nameSuffix();
  if (version.subresources?.status !== undefined) delete object['status'];
  object['metadata'] = written(metadata);

  const errors = validate(object, metadata, served);
  errors.push(...checkRules(object, schema, errors, cluster.cel));
  if (errors.length > 0) return refuseInvalidObject(kind, metadata.name ?? '', errors, manifest, warnings);
  const told = [...warnings, ...finalizerWarnings(metadata.finalizers ?? [])];
  const refused = enforcePolicies({ kind, metadata, operation: 'CREATE', object }, cluster, told);
  if (refused) return refuseByAdmission(refused, kind, manifest, told);
  passThroughStore(object, served);
  return { verdict: 'accepted', kind, object, warnings: asHeaders(told) };
}

/** What is sent in another version than the stored one comes back as that one's schema leaves it. */
function passThroughStore(object: JsonObject, { schema, stored }: Served): void {
  if (stored === schema) return;
  prune(object, stored, true);
  pruneNulls(object, stored);
  fillDefaults(object, stored);
  prune(object, schema, true);
}

function validate(object: JsonObject, metadata: ObjectMeta, { kind, version, schema }: Served): FieldError[] {
  const errors: FieldError[] = [];
  validateGenericMeta(metadata, kind.namespaced ? 'namespaced' : 'cluster', dnsSubdomainFaults, errors);
  const { scale } = version.subresources ?? {};
  return [
    ...errors,
    ...validateValue(object, schema),
    ...(scale ? validateScale(object, scale) : []),
    ...validateEmbedded(object, schema),
    ...validateListTypes(object, schema),
  ];
}

/** Fills in defaults and cuts away what is not known, in place; that is a fault, since kubectl asks for strict reading. */
function readAgain(object: JsonObject, schema: Schema, metaFaults: readonly DecodeFault[]): DecodeFault[] {
  pruneNulls(object, schema);
  fillDefaults(object, schema);
  const inMeta = metaFaults.map((fault): DecodeFault => {
    const path = ['metadata', ...fault.path];
    if (fault.weight !== 'strict') return { ...fault, path };
    return { ...fault, path, message: fault.message.replace('unknown field "', 'unknown field "metadata.') };
  });
  const unknown = prune(object, schema, true);
  pruneNulls(object, schema);
  unknown.push(...pruneEmbedded(object, schema));
  const strict = unknown.map(({ path, text }): DecodeFault => {
    return { path, reason: 'UnknownField', weight: 'strict', message: `unknown field "${text}"` };
  });
  const abrupt = coercionFaults(object, schema).map((fault): DecodeFault => {
    return { ...fault, reason: 'BadValue', weight: 'abrupt' };
  });
  return [...inMeta, ...strict, ...abrupt];
}

function refuseUnreadable(
  pruned: JsonObject,
  manifest: Readonly<JsonObject>,
  faults: readonly DecodeFault[],
  served: Served,
  options: CustomResourceOptions,
): Refused {
  const { kind, warnings } = served;
  const later = faults.some(({ weight }) => weight === 'abrupt')
    ? []
    : laterFound(pruned, manifest, faults, served, options);
  const message = `${kind.kind} in version ${quote(kind.version)} cannot be handled as a ${kind.kind}: ${decodeMessage(faults)}`;
  const status = { code: 400, reason: 'BadRequest', message };
  return refuse('decode', kind, status, [...decodeFaults(faults), ...later], warnings);
}

function copyOf(manifest: Readonly<JsonObject>): JsonObject {
  const copy = copyJson(manifest);
  return isObject(copy) ? copy : {};
}

/** What would be said of the object once these faults, all of which were cut away, are mended. */
function laterFound(
  pruned: JsonObject,
  manifest: Readonly<JsonObject>,
  faults: readonly DecodeFault[],
  served: Served,
  options: CustomResourceOptions,
): FieldFault[] {
  const metadata = isObject(pruned['metadata']) ? decode(metaType(), pruned['metadata']).object : {};
  const further = judge({ ...pruned, metadata }, served, options);
  return further.verdict === 'refused' ? laterFaults(further.errors, faults, manifest) : [];
}

const STORED = ['uid', 'creationTimestamp', 'managedFields', 'resourceVersion', 'generation'] as const;

function written(metadata: ObjectMeta): JsonObject {
  const given: ObjectMeta = { ...metadata };
  for (const name of STORED) delete given[name];
  return encode(metaType(), { ...given });
}

function metaType(): GoType {
  const type = schemaType('ObjectMeta');
  if (!type) throw new Error('no structure of ObjectMeta');
  return type;
}
