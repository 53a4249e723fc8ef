/**
 * The way of a change through the API server: decode → defaults → admission → preparation → validation against what is live.
 * Models UpdateResource and patcher (apiserver's endpoints/handlers/{update,patch}.go), Store.Update
 * (registry/generic/registry/store.go) and BeforeUpdate (registry/rest/update.go).
 */
import { mutateChange, newCluster, validate } from './admission';
import { decode, encode } from './decode';
import { invalid, type FieldError } from './field/error';
import { FieldPath } from './field/path';
import { conflictStatus } from './field/status';
import { unsignedFault } from './go-number';
import {
  accept,
  admitCreate,
  deprecationOf,
  isUnreadable,
  modelledKind,
  notJudged,
  refuseUnreadable,
  unreadWarnings,
  type JudgeOptions,
  type Manifest,
  type Modelled,
} from './judge';
import { isObject } from './json-object';
import type { FieldFault, Judgement, Refused } from './judgement';
import type { ModelledKind, ObjectsByKind } from './objects';
import { jsonPatch, mergePatch, serverSideApply, strategicMergePatch, type PatchRefusal } from './patch';
import { refuse, refuseByAdmission, refuseInvalidObject, refuseRequest } from './refuse';
import { kindOf, type Kind } from './schema';
import type { ObjectMeta } from './schema/generated/types';
import { pathSegmentFaults } from './validation/names';
import { validateGenericMeta, validateStandardFinalizers } from './validation/object-meta';
import { validateObjectMetaUpdate } from './validation/object-meta-update';
import { dedupeOwnerReferences } from './warnings/owner-references';

/**
 * What `kubectl replace` would end with: PUT.
 * @param manifest JSON that comes from anywhere; it is not changed
 * @param live the object as the server holds it, with its apiVersion and kind
 */
export function judgeUpdate(manifest: Manifest, live: Manifest, options: JudgeOptions = {}): Judgement {
  const modelled = modelledOf(live);
  return modelled ? judgeChanged(manifest, live, modelled, options) : unknownKind(live);
}

/** A part of an object, in one of the three forms that PATCH takes: RFC 6902, RFC 7386, and Kubernetes' own. */
export interface Patch {
  readonly type: 'json' | 'merge' | 'strategic';
  readonly body: unknown;
}

const PATCHES = { json: jsonPatch, merge: mergePatch, strategic: strategicMergePatch };

/** What `kubectl patch` would end with. `live` as for judgeUpdate. */
export function judgePatch(change: Patch, live: Manifest, options: JudgeOptions = {}): Judgement {
  const modelled = modelledOf(live);
  return modelled ? judgePatched(change, live, modelled, options) : unknownKind(live);
}

export interface ApplyOptions extends JudgeOptions {
  /** Who applies. */
  readonly manager: string;
  /** Take over what others manage instead of a conflict. */
  readonly force?: boolean;
  /** RFC 3339, in UTC: `2026-01-05T09:00:00Z`. */
  readonly now: string;
}

/**
 * What `kubectl apply --server-side` would end with; unlike the other ways its object has managedFields.
 * @param live as for judgeUpdate, with its managedFields; undefined where there is none yet
 */
export function judgeApply(manifest: Manifest, live: Manifest | undefined, options: ApplyOptions): Judgement {
  const modelled = modelledOf(live ?? manifest);
  return modelled ? judgeApplied(manifest, live, modelled, options) : unknownKind(live ?? manifest);
}

function modelledOf({ apiVersion, kind }: Manifest): Modelled<ModelledKind> | undefined {
  const known = kindOf(String(apiVersion), String(kind));
  return known && modelledKind(known);
}

function unknownKind({ apiVersion, kind }: Manifest): Judgement {
  return notJudged(String(apiVersion), String(kind));
}

/** PUT to the address of a kind. */
export function judgeChanged<K extends ModelledKind>(
  manifest: Manifest,
  live: Manifest,
  modelled: Modelled<K>,
  options: JudgeOptions,
): Judgement {
  const { object, faults } = decode<ObjectsByKind[K]>(modelled.type, manifest, options.sorted);
  if (isUnreadable(faults, options)) return refuseUnreadable(modelled, faults);
  const unread = unreadWarnings(faults, options);
  return change(object, manifest, live, modelled, { ...options, part: 'whole', unread });
}

/** Of a document that cannot be read, the patch is to blame. */
export function judgePatched<K extends ModelledKind>(
  { type: form, body }: Patch,
  live: Manifest,
  modelled: Modelled<K>,
  options: JudgeOptions,
): Judgement {
  const { kind, type } = modelled;
  const patched = PATCHES[form](type, { ...live }, body);
  if ('refusal' in patched) return refusePatch(patched.refusal, modelled);
  const { document, unknownFields } = patched;
  const { object, faults } = decode<ObjectsByKind[K]>(type, document, options.sorted);
  if (!isUnreadable(faults, options) && (unknownFields.length === 0 || options.fieldValidation !== undefined)) {
    const unread = unreadWarnings(faults, options);
    return change(object, document, live, modelled, { ...options, part: 'part', unread });
  }
  const { value, why } = patched.wordFaults(faults);
  const error = invalid(FieldPath.of('patch'), value, why);
  return refuseInvalidObject(kind, '', [error], document, deprecationOf(modelled), '');
}

export function judgeApplied<K extends ModelledKind>(
  manifest: Manifest,
  live: Manifest | undefined,
  modelled: Modelled<K>,
  options: ApplyOptions,
): Judgement {
  const { kind, type } = modelled;
  const applied = serverSideApply({
    ...options,
    type,
    apiVersion: kind.apiVersion,
    kind: kind.kind,
    live: live && { ...live },
    applied: manifest,
  });
  if ('refusal' in applied) return refusePatch(applied.refusal, modelled);
  const document = applied.object;
  const { object } = decode<ObjectsByKind[K]>(type, document);
  const judged = live
    ? change(object, document, live, modelled, { ...options, part: 'part' })
    : admitCreate(document, modelled, options);
  return judged.verdict === 'accepted' ? { ...judged, object: withManagersOf(document, judged.object) } : judged;
}

function withManagersOf({ metadata: applied }: Manifest, object: unknown): unknown {
  if (!isObject(object)) return object;
  const { metadata } = object;
  if (!isObject(applied) || !isObject(metadata) || applied['managedFields'] === undefined) return object;
  return { ...object, metadata: { ...metadata, managedFields: applied['managedFields'] } };
}

/** A cause is a field that somebody else manages. */
function refusePatch<K extends ModelledKind>(refusal: PatchRefusal, modelled: Modelled<K>): Refused {
  const { reason, message, causes = [] } = refusal;
  const whole: FieldFault = { path: [], field: '', reason, message, at: 'value' };
  const faults = causes.map((cause): FieldFault => ({ ...cause, path: [], at: 'value' }));
  return refuse('decode', modelled.kind, refusal, faults.length > 0 ? faults : [whole], deprecationOf(modelled));
}

interface ChangeOptions extends JudgeOptions {
  /** A patch leaves out what it does not change. */
  readonly part: 'whole' | 'part';
  /** Warnings of fields that were not read. */
  readonly unread?: readonly string[];
}

function change<K extends ModelledKind>(
  object: ObjectsByKind[K],
  manifest: Manifest,
  liveManifest: Manifest,
  modelled: Modelled<K>,
  options: ChangeOptions,
): Judgement {
  const { cluster = newCluster, part, unread = [] } = options;
  const { key, kind, type, strategy } = modelled;
  const live = decode<ObjectsByKind[K]>(type, liveManifest).object;
  const metadata = (object.metadata ??= {});
  const liveMeta = (live.metadata ??= {});
  const misplaced = namespaceRefusal(metadata, liveMeta, modelled) ?? nameRefusal(metadata, liveMeta, modelled);
  if (misplaced) return misplaced;
  strategy.setDefaults(object);

  const sent = options.tellSent ? encode(type, { ...object }) : undefined;
  const warnings = [...deprecationOf(modelled), ...unread, ...dedupeOwnerReferences(metadata)];
  mutateChange(object, live, key);
  const stale = versionRefusal(metadata, liveMeta, modelled, part);
  if (stale) return stale;
  if (liveMeta.generation === undefined) delete metadata.generation;
  else metadata.generation = liveMeta.generation;
  const unprepared = strategy.prepareForUpdate?.(object, live, cluster);
  if (unprepared) return refuseByAdmission(unprepared, kind, manifest, warnings);
  keepSystemFields(metadata, liveMeta);

  const errors = [
    ...metaErrors(metadata, liveMeta, kind.namespaced, strategy.checksMetaOnce),
    ...strategy.validateUpdate(object, live),
  ];
  if (errors.length > 0) {
    return refuseInvalidObject(kind, metadata.name ?? '', errors, manifest, warnings, strategy.statusKind);
  }
  warnings.push(...(strategy.warningsOnUpdate?.(object, live) ?? []));
  strategy.canonicalize?.(object);
  const refused = validate(object, key, cluster, { live, warnings });
  if (refused) return refuseByAdmission(refused, kind, manifest, warnings);
  return accept(modelled, object, warnings, options, sent);
}

/** Fills in the namespace of the request, which is that of the live object. */
function namespaceRefusal<K extends ModelledKind>(
  meta: ObjectMeta,
  live: ObjectMeta,
  modelled: Modelled<K>,
): Refused | undefined {
  const { kind } = modelled;
  const namespace = kind.namespaced ? (live.namespace ?? '') : '';
  if (meta.namespace && namespace && meta.namespace !== namespace) {
    const message = 'the namespace of the provided object does not match the namespace sent on the request';
    return refuseRequest(kind, message, ['metadata', 'namespace'], deprecationOf(modelled));
  }
  if (namespace === '') delete meta.namespace;
  else meta.namespace = namespace;
  return undefined;
}

function nameRefusal<K extends ModelledKind>(
  { name = '' }: ObjectMeta,
  live: ObjectMeta,
  modelled: Modelled<K>,
): Refused | undefined {
  const { kind } = modelled;
  const url = live.name ?? '';
  const path = ['metadata', 'name'];
  if (name === '') {
    const message = `the name of the object (${url} based on URL) was undeterminable: name must be provided`;
    return refuseRequest(kind, message, path, deprecationOf(modelled));
  }
  if (name === url) return undefined;
  const message = `the name of the object (${name}) does not match the name on the URL (${url})`;
  return refuseRequest(kind, message, path, deprecationOf(modelled));
}

/** Someone else may have changed the object since it was read: 409. */
function versionRefusal(
  { resourceVersion = '', uid = '' }: ObjectMeta,
  live: ObjectMeta,
  { kind, strategy }: Modelled<ModelledKind>,
  part: 'whole' | 'part',
): Refused | undefined {
  const resource = kind.group === '' ? kind.resource : `${kind.resource}.${kind.group}`;
  const name = live.name ?? '';
  const path = (field: string): FieldPath => FieldPath.of('metadata', field);
  if (part === 'whole' && uid !== '' && live.uid !== undefined && uid !== live.uid) {
    const key = ['', 'registry', kind.resource, ...(live.namespace ? [live.namespace] : []), name].join('/');
    const why = `StorageError: invalid object, Code: 4, Key: ${key}, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: ${uid}, UID in object meta: ${live.uid}`;
    return refuseConflict(kind, resource, name, why, ['metadata', 'uid']);
  }
  if (resourceVersion === '' || resourceVersion === '0') {
    // What a patch leaves out is that of the live object.
    if (!strategy.needsResourceVersion || part === 'part') return undefined;
    const error = invalid(path('resourceVersion'), 0, 'must be specified for an update');
    return refuseBefore(resource, name, error, kind);
  }
  if (live.resourceVersion === undefined || resourceVersion === live.resourceVersion) return undefined;
  const fault = unsignedFault(resourceVersion);
  if (fault !== undefined) return refuseVersion(kind, fault);
  const why = 'the object has been modified; please apply your changes to the latest version and try again';
  return refuseConflict(kind, resource, name, why, ['metadata', 'resourceVersion']);
}

/** An error that is no Status of its own: 500, without a reason. */
function refuseVersion(kind: Kind, message: string): Refused {
  const path = ['metadata', 'resourceVersion'];
  const fault: FieldFault = { path, field: path.join('.'), reason: 'InternalError', message, at: 'value' };
  return refuse('admission', kind, { code: 500, reason: '', message }, [fault]);
}

/** The store speaks of the resource where validation speaks of the kind. */
function refuseBefore(resource: string, name: string, error: FieldError, kind: Kind): Refused {
  return refuseInvalidObject(kind, name, [error], {}, [], resource);
}

function refuseConflict(kind: Kind, resource: string, name: string, why: string, path: readonly string[]): Refused {
  const status = conflictStatus(resource, name, why);
  const field = path.join('.');
  return refuse('admission', kind, status, [
    { path, field, reason: status.reason, message: status.message, at: 'value' },
  ]);
}

/** What no change can change. */
function keepSystemFields(meta: ObjectMeta, live: ObjectMeta): void {
  if (!meta.uid && live.uid !== undefined) meta.uid = live.uid;
  if (live.creationTimestamp !== undefined) meta.creationTimestamp = live.creationTimestamp;
  if (live.deletionTimestamp !== undefined) meta.deletionTimestamp = live.deletionTimestamp;
  if (live.deletionGracePeriodSeconds !== undefined)
    meta.deletionGracePeriodSeconds ??= live.deletionGracePeriodSeconds;
}

/**
 * Upstream looks at what a change must leave alone twice, for all kinds together and again for each: so are its causes. The
 * check of finalizers belongs to the second.
 */
function metaErrors(meta: ObjectMeta, live: ObjectMeta, namespaced: boolean, once = false): FieldError[] {
  const errors: FieldError[] = [];
  validateGenericMeta(meta, namespaced ? 'namespaced' : 'cluster', pathSegmentFaults, errors);
  validateObjectMetaUpdate(meta, live, errors);
  if (once) return errors;
  validateObjectMetaUpdate(meta, live, errors);
  validateStandardFinalizers(meta, errors);
  return errors;
}
