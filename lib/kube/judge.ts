/**
 * The way of a manifest through the API server on `create`: the client's own checks, then decode → defaults → admission
 * (mutate, prepare) → validation → admission (validate). Models createHandler (apiserver's endpoints/handlers/create.go)
 * and Store.Create (registry/generic/registry/store.go).
 */
import { mutate, newCluster, prepare, validate, type AdmissionCluster, type AdmissionRefusal } from './admission';
import { toRequest, type ClientRefusal } from './client';
import { decode, decodeMessage, encode, type DecodeFault } from './decode';
import { canonicalizers, defaulters } from './defaults';
import { admissionFault, decodeFaults, laterFaults, validationFaults } from './faults';
import { invalidStatus, qualifiedKind } from './field/status';
import { quote } from './field/print';
import type { FieldFault, Judgement, Refused, RefusalStatus, Stage } from './judgement';
import { schemaType, type GoType, type Kind } from './schema';
import type { ObjectMeta } from './schema/generated/types';
import { kindOfGroup, mappedKind } from './schema/kind';
import { validators, type ModelledKind, type ObjectsByKind } from './validation';
import { asHeaders, ownerWarnings, prepareWarnings, warningsOf } from './warnings';

export interface JudgeOptions {
  /** Where an object goes that names no namespace itself. Default: `default`. */
  readonly namespace?: string;
  /** What the cluster holds. Default: what every new cluster holds. */
  readonly cluster?: AdmissionCluster;
  /** Whether keys are read in alphabetical order, as kubectl sends them: it decides which of several faults is the first. */
  readonly sorted?: boolean;
}

type Manifest = Readonly<Record<string, unknown>>;

/** What `kubectl create` would end with. `manifest` is JSON that comes from anywhere; it is not changed. */
export function judgeCreate(manifest: unknown, options: JudgeOptions = {}): Judgement {
  const request = toRequest(manifest, options);
  if ('message' in request) return refusedByClient(request);
  const { apiVersion, kind: name } = request;
  const kind = mappedKind(apiVersion, name);
  if (!kind) return refusedWithoutVersion(kindOfGroup(apiVersion, name));
  if (kind.kind !== name) return refusedSpelling(kind, name);
  const key = `${kind.apiVersion}/${kind.kind}`;
  const type = schemaType(kind.type);
  if (!isModelled(key) || !type) {
    return { verdict: 'not-judged', apiVersion, kind: name, reason: `${name} is not judged yet` };
  }
  return judge(request.manifest, { key, kind, type }, options);
}

interface Modelled<K extends ModelledKind> {
  readonly key: K;
  readonly kind: Kind;
  readonly type: GoType;
}

function judge<K extends ModelledKind>(manifest: Manifest, modelled: Modelled<K>, options: JudgeOptions): Judgement {
  const { key, kind, type } = modelled;
  const cluster = options.cluster ?? newCluster;
  const { object, faults } = decode<ObjectsByKind[K]>(type, manifest, options.sorted);
  if (faults.length > 0) return refusedAtDecode(faults, manifest, modelled, options);

  const metadata = (object.metadata ??= {});
  // Go writes an empty namespace over that of an object that lives in none.
  if (kind.namespaced) metadata.namespace ||= options.namespace ?? 'default';
  else delete metadata.namespace;
  defaulters[key](object);
  const warnings = ownerWarnings(metadata);
  const forbidden = mutate(object, key, cluster);
  if (forbidden) return refusedByAdmission(forbidden, kind, manifest, warnings);
  warnings.push(...prepareWarnings(key, object));
  const unprepared = prepare(object, key, cluster);
  if (unprepared) return refusedByAdmission(unprepared, kind, manifest, warnings);
  const errors = validators[key](object);
  if (errors.length > 0) {
    const status = invalidStatus(qualifiedKind(kind.apiVersion, kind.kind), metadata.name ?? '', errors);
    return refuse('validation', kind, status, validationFaults(errors, manifest), warnings);
  }
  warnings.push(...warningsOf(key, object));
  canonicalizers[key]?.(object);
  const refused = validate(object, key, cluster);
  if (refused) return refusedByAdmission(refused, kind, manifest, warnings);
  return { verdict: 'accepted', kind, object: written(object, type), warnings: asHeaders(warnings) };
}

const STORED = ['uid', 'creationTimestamp', 'managedFields', 'resourceVersion', 'generation'] as const;
const NEVER_CREATED = ['deletionTimestamp', 'deletionGracePeriodSeconds'] as const;

/** As it comes back, without what only a store can give. */
function written({ metadata, ...rest }: { metadata?: ObjectMeta }, type: GoType): Manifest {
  const given: ObjectMeta = { ...metadata };
  for (const name of [...STORED, ...NEVER_CREATED]) delete given[name];
  return encode(type, { ...rest, metadata: given });
}

/** Whether objects of this kind are judged; the others come back as `not-judged`. */
export function isJudged({ apiVersion, kind }: Kind): boolean {
  return isModelled(`${apiVersion}/${kind}`);
}

function isModelled(key: string): key is ModelledKind {
  return Object.hasOwn(validators, key);
}

function refuse(
  stage: Stage,
  kind: Kind | undefined,
  status: RefusalStatus,
  errors: readonly FieldFault[],
  warnings: readonly string[],
): Refused {
  return { verdict: 'refused', stage, ...(kind && { kind }), status, errors, warnings: asHeaders(warnings) };
}

function refusedByClient({ message, path, at, reason }: ClientRefusal): Refused {
  const fault: FieldFault = { path, field: path.join('.'), reason, message, at };
  return refuse('client', undefined, { code: 0, reason: '', message }, [fault], []);
}

/** The address of a request without a version is none of the server's. */
function refusedWithoutVersion(kind: Kind | undefined): Refused {
  const message = 'the server could not find the requested resource';
  const fault: FieldFault = { path: ['apiVersion'], field: 'apiVersion', reason: 'NotFound', message, at: 'value' };
  return refuse('admission', kind, { code: 404, reason: 'NotFound', message }, [fault], []);
}

/** `deployment`: kubectl finds its way to the server, and the server knows no such kind. */
function refusedSpelling(kind: Kind, name: string): Refused {
  const unknown = `no kind ${quote(name)} is registered for version ${quote(kind.apiVersion)} in scheme "pkg/runtime/scheme.go:111"`;
  const message = `${name} in version ${quote(kind.version)} cannot be handled as a ${kind.kind}: ${unknown}`;
  const fault: FieldFault = { path: ['kind'], field: 'kind', reason: 'UnknownKind', message: unknown, at: 'value' };
  return refuse('decode', kind, { code: 400, reason: 'BadRequest', message }, [fault], []);
}

/** What could be read is looked at too: the faults that the server would name next, once these are mended. */
function refusedAtDecode<K extends ModelledKind>(
  faults: readonly DecodeFault[],
  manifest: Manifest,
  modelled: Modelled<K>,
  options: JudgeOptions,
): Refused {
  const { kind, key, type } = modelled;
  const message = `${kind.kind} in version ${quote(kind.version)} cannot be handled as a ${kind.kind}: ${decodeMessage(faults)}`;
  const readable = { ...decode(type, manifest).object };
  const further = judge({ ...readable, apiVersion: kind.apiVersion, kind: kind.kind }, { kind, key, type }, options);
  const later = further.verdict === 'refused' ? laterFaults(further.errors, faults, manifest) : [];
  return refuse('decode', kind, { code: 400, reason: 'BadRequest', message }, [...decodeFaults(faults), ...later], []);
}

function refusedByAdmission(
  { errors = [], ...status }: AdmissionRefusal,
  kind: Kind,
  manifest: Manifest,
  warnings: readonly string[],
): Refused {
  const stage = status.code === 422 ? 'validation' : 'admission';
  if (errors.length > 0) return refuse(stage, kind, status, validationFaults(errors, manifest), warnings);
  return refuse(stage, kind, status, [admissionFault(status)], warnings);
}
