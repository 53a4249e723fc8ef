/**
 * The way of a manifest through the API server on `create`: the client's own checks, then decode → defaults → admission
 * (mutate) → preparation → validation → admission (validate). Models createHandler (apiserver's
 * endpoints/handlers/create.go) and Store.Create (registry/generic/registry/store.go).
 */
import { mutate, newCluster, validate, type AdmissionCluster } from './admission';
import { toRequest, type ClientRefusal } from './client';
import { decode, decodeMessage, encode, type DecodeFault, type Encode } from './decode';
import { decodeFaults, laterFaults } from './faults';
import { quote } from './field/print';
import { isObject } from './json-object';
import type { FieldFault, Judgement, Refused } from './judgement';
import { laterPart } from './later';
import type { ModelledKind, ObjectsByKind } from './objects';
import { refuse, refuseByAdmission, refuseInvalidObject } from './refuse';
import { isModelled, strategyOf, type Strategy } from './registry';
import { prepareForCreate } from './registry/prepare';
import { schemaType, type GoType, type Kind } from './schema';
import type { ObjectMeta } from './schema/generated/types';
import { kindOfGroup, mappedKind } from './schema/kind';
import { asHeaders } from './warnings/headers';
import { dedupeOwnerReferences } from './warnings/owner-references';

export interface JudgeOptions {
  /** Where an object goes that names no namespace itself. Default: `default`. */
  readonly namespace?: string;
  /** What the cluster holds. Default: what every new cluster holds. */
  readonly cluster?: AdmissionCluster;
  /** Whether keys are read in alphabetical order, as kubectl sends them: it decides which of several faults is the first. */
  readonly sorted?: boolean;
  /** What becomes of unknown and repeated fields. Default: Strict, as kubectl asks. */
  readonly fieldValidation?: FieldValidation;
  /** Keep what only a store can give, and write the object so: for who stores it. */
  readonly forStore?: Encode;
  /** Answer also what was sent, which says who manages what. */
  readonly tellSent?: boolean;
}

export type FieldValidation = 'Strict' | 'Warn' | 'Ignore';

export type Manifest = Readonly<Record<string, unknown>>;

/** What `kubectl create` would end with. `manifest` is JSON that comes from anywhere; it is not changed. */
export function judgeCreate(manifest: unknown, options: JudgeOptions = {}): Judgement {
  const custom = judgeCustom(manifest, options);
  if (custom) return custom;
  const request = toRequest(manifest, options);
  if ('message' in request) return refusedByClient(request);
  const { apiVersion, kind: name } = request;
  const kind = mappedKind(apiVersion, name);
  if (!kind) return refusedWithoutVersion(kindOfGroup(apiVersion, name));
  if (kind.kind !== name) return refusedSpelling(kind, name);
  const modelled = modelledKind(kind);
  if (!modelled) return notJudged(apiVersion, name);
  return admitCreate(request.manifest, modelled, options);
}

/** Undefined where no CustomResourceDefinition of the cluster makes its kind. */
function judgeCustom(manifest: unknown, options: JudgeOptions): Judgement | undefined {
  const later = laterPart();
  if (!later || !isObject(manifest)) return undefined;
  const definition = later.definitionOf(String(manifest['apiVersion']), String(manifest['kind']), options.cluster);
  return definition && later.judgeCustomResource(definition, manifest, options);
}

export function notJudged(apiVersion: string, kind: string): Judgement {
  return { verdict: 'not-judged', apiVersion, kind, reason: `${kind} is not judged` };
}

/** A kind with everything that is known of it. */
export interface Modelled<K extends ModelledKind> {
  readonly key: K;
  readonly kind: Kind;
  readonly type: GoType;
  readonly strategy: Strategy<ObjectsByKind[K]>;
}

/** The server's part alone: what was sent to the address of its kind. */
export function admitCreate<K extends ModelledKind>(
  manifest: Manifest,
  modelled: Modelled<K>,
  options: JudgeOptions,
): Judgement {
  const { key, kind, type, strategy } = modelled;
  const cluster = options.cluster ?? newCluster;
  const { object, faults } = decode<ObjectsByKind[K]>(type, manifest, options.sorted);
  if (isUnreadable(faults, options)) return refusedAtDecode(faults, manifest, modelled, options);

  const metadata = (object.metadata ??= {});
  // Go writes an empty namespace over that of an object that lives in none.
  if (kind.namespaced) metadata.namespace ||= options.namespace ?? 'default';
  else delete metadata.namespace;
  // Nothing is created that is being deleted.
  delete metadata.deletionTimestamp;
  delete metadata.deletionGracePeriodSeconds;
  strategy.setDefaults(object);
  const sent = options.tellSent ? encode(type, { ...object }) : undefined;
  const warnings = [...deprecationOf(modelled), ...unreadWarnings(faults, options), ...dedupeOwnerReferences(metadata)];
  const forbidden = mutate(object, key, cluster);
  if (forbidden) return refuseByAdmission(forbidden, kind, manifest, warnings);
  warnings.push(...(strategy.warningsBeforeCreate?.(object) ?? []));
  const unprepared = prepareForCreate(object, key, cluster);
  if (unprepared) return refuseByAdmission(unprepared, kind, manifest, warnings);
  const errors = strategy.validate(object);
  if (errors.length > 0) {
    return refuseInvalidObject(kind, metadata.name ?? '', errors, manifest, warnings, strategy.statusKind);
  }
  warnings.push(...(strategy.warningsOnCreate?.(object) ?? []));
  strategy.canonicalize?.(object);
  const refused = validate(object, key, cluster, { warnings });
  if (refused) return refuseByAdmission(refused, kind, manifest, warnings);
  return accept(modelled, object, warnings, options, sent);
}

export function accept<K extends ModelledKind>(
  { kind, type }: Modelled<K>,
  object: ObjectsByKind[K],
  warnings: readonly string[],
  { forStore }: JudgeOptions,
  sent: unknown,
): Judgement {
  const said = { verdict: 'accepted', kind, warnings: asHeaders(warnings) } as const;
  return forStore
    ? { ...said, object: forStore(type, { ...object }), sent }
    : { ...said, object: written(object, type) };
}

/** Fields that nobody knows stop a request only where it is strict. */
export function isUnreadable(faults: readonly DecodeFault[], { fieldValidation = 'Strict' }: JudgeOptions): boolean {
  return faults.some(({ weight }) => fieldValidation === 'Strict' || weight !== 'strict');
}

export function unreadWarnings(faults: readonly DecodeFault[], { fieldValidation }: JudgeOptions): string[] {
  return fieldValidation === 'Warn' ? faults.map(({ message }) => message) : [];
}

const STORED = ['uid', 'creationTimestamp', 'managedFields', 'resourceVersion', 'generation'] as const;

/** As it comes back, without what only a store can give. */
export function written({ metadata, ...rest }: { metadata?: ObjectMeta }, type: GoType): Manifest {
  const given: ObjectMeta = { ...metadata };
  for (const name of STORED) delete given[name];
  return encode(type, { ...rest, metadata: given });
}

/** Whether objects of this kind are judged, once all kinds are loaded; the others come back as `not-judged`. */
export function isJudged(kind: Kind): boolean {
  return isModelled(keyOf(kind));
}

/** Undefined also where the kind is not loaded yet. */
export function modelledKind(kind: Kind): Modelled<ModelledKind> | undefined {
  const key = keyOf(kind);
  const type = schemaType(kind.type);
  return isModelled(key) && type ? withStrategy(key, kind, type) : undefined;
}

function withStrategy<K extends ModelledKind>(key: K, kind: Kind, type: GoType): Modelled<K> | undefined {
  const strategy = strategyOf(key);
  return strategy && { key, kind, type, strategy };
}

function keyOf({ apiVersion, kind }: Kind): string {
  return `${apiVersion}/${kind}`;
}

function refusedByClient({ message, path, at, reason }: ClientRefusal): Refused {
  const fault: FieldFault = { path, field: path.join('.'), reason, message, at };
  return refuse('client', undefined, { code: 0, reason: '', message }, [fault]);
}

/** The address of a request without a version is none of the server's. */
function refusedWithoutVersion(kind: Kind | undefined): Refused {
  const message = 'the server could not find the requested resource';
  const fault: FieldFault = { path: ['apiVersion'], field: 'apiVersion', reason: 'NotFound', message, at: 'value' };
  return refuse('admission', kind, { code: 404, reason: 'NotFound', message }, [fault]);
}

/** `deployment`: kubectl finds its way to the server, and the server knows no such kind. */
function refusedSpelling(kind: Kind, name: string): Refused {
  const unknown = `no kind ${quote(name)} is registered for version ${quote(kind.apiVersion)} in scheme "pkg/runtime/scheme.go:111"`;
  const message = `${name} in version ${quote(kind.version)} cannot be handled as a ${kind.kind}: ${unknown}`;
  const fault: FieldFault = { path: ['kind'], field: 'kind', reason: 'UnknownKind', message: unknown, at: 'value' };
  return refuse('decode', kind, { code: 400, reason: 'BadRequest', message }, [fault]);
}

/** What could be read is looked at too: the faults that the server would name next, once these are mended. */
function refusedAtDecode<K extends ModelledKind>(
  faults: readonly DecodeFault[],
  manifest: Manifest,
  modelled: Modelled<K>,
  options: JudgeOptions,
): Refused {
  const { kind, type } = modelled;
  const readable = { ...decode(type, manifest).object };
  const further = admitCreate({ ...readable, apiVersion: kind.apiVersion, kind: kind.kind }, modelled, options);
  const later = further.verdict === 'refused' ? laterFaults(further.errors, faults, manifest) : [];
  return refuseUnreadable(modelled, faults, later);
}

/** 400: what was sent is no object of its kind. */
export function refuseUnreadable<K extends ModelledKind>(
  modelled: Modelled<K>,
  faults: readonly DecodeFault[],
  later: readonly FieldFault[] = [],
): Refused {
  const { kind } = modelled;
  const message = `${kind.kind} in version ${quote(kind.version)} cannot be handled as a ${kind.kind}: ${decodeMessage(faults)}`;
  const status = { code: 400, reason: 'BadRequest', message };
  return refuse('decode', kind, status, [...decodeFaults(faults), ...later], deprecationOf(modelled));
}

export function deprecationOf<K extends ModelledKind>({ strategy: { deprecation } }: Modelled<K>): readonly string[] {
  return deprecation === undefined ? [] : [deprecation];
}
