/**
 * What becomes of a request that may be made: judged, then stored. Models Store (apiserver's registry/generic/registry).
 * Everything else (addresses, tables, who may do what) is around it; the cluster's own components use it directly.
 */
import type { AdmissionCluster } from '../admission';
import type { Patch } from '../change';
import { equalJson } from '../custom-resource/equal-json';
import { encodeFinal } from '../decode/encode-final';
import { quote } from '../field/print';
import { notFoundStatus } from '../field/status';
import { isObject } from '../json-object';
import type { FieldValidation } from '../judge';
import type { Judgement, RefusalStatus } from '../judgement';
import { kindOf, schemaType, type GoType, type Kind } from '../schema';
import { withManagers, type StoredMeta, type StoredObject, type WrittenBy } from '../store';
import { formatTime } from '../time';
import { admissionCluster, type Surroundings } from './admission-cluster';
import { dryRunOf } from '../admission';
import { quotaCharges } from '../admission/resource-quota';
import { customStructure } from './custom-structure';
import { definitionNamed } from './definitions';
import { plainError } from './failure';
import { judgeAppliedTo, judgeEdited, judgeNew, judgeReplaced, refuseStatus, type Judging } from './judging';
import { groupResource, tableOf } from './storage';
import { asStoredVersion, asVersion } from './versions';

type Json = Readonly<Record<string, unknown>>;

/** Who writes, and how. */
export interface Writing {
  /** The field manager. */
  readonly manager: string;
  readonly dryRun?: boolean;
  /** The part that was asked for: `scale`. Default: the object itself. */
  readonly subresource?: string;
  readonly fieldValidation?: FieldValidation;
  /** By one of the cluster's own components, which send nothing that admission changes and that they would want to own. */
  readonly isInternal?: boolean;
}

export interface Done {
  readonly ok: true;
  readonly object: StoredObject;
  readonly warnings: readonly string[];
  /** Where it was not there before. */
  readonly created?: boolean;
}

export type Answer =
  | Done
  | {
      readonly ok: false;
      readonly status: RefusalStatus & { readonly details?: object };
      readonly warnings: readonly string[];
    };

export class Registry {
  readonly #around: Surroundings;
  readonly #admission: AdmissionCluster;
  /** Many writes in a row are by the same writer: they share it. */
  #lastBy: Extract<WrittenBy, { how: 'update' }> | undefined;

  constructor(around: Surroundings) {
    this.#around = around;
    this.#admission = admissionCluster(around);
  }

  get store(): Surroundings['store'] {
    return this.#around.store;
  }

  admission(dryRun = false): AdmissionCluster {
    return dryRun ? dryRunOf(this.#admission) : this.#admission;
  }

  get now(): string {
    return formatTime(this.#around.now());
  }

  get(kind: Kind, namespace: string | undefined, name: string): StoredObject | undefined {
    return this.store.get(tableOf(kind), namespace, name);
  }

  create(kind: Kind, namespace: string | undefined, manifest: Json, writing: Writing): Answer {
    const cluster = this.admission(writing.dryRun);
    const judged = judgeNew(kind, manifest, { cluster, namespace: namespace ?? '', ...validationOf(writing) });
    const accepted = this.#accepted(kind, judged);
    if (!accepted.ok) return accepted;
    const { object } = accepted;
    const { name } = object.metadata;
    if (Number(versionSent(manifest)) > 0) return failed(VERSION_ON_CREATE, accepted.warnings);
    const home = kind.namespaced ? object.metadata.namespace : undefined;
    if (this.get(kind, home, name))
      return { ok: false, status: alreadyExists(kind, name), warnings: accepted.warnings };
    const made = { ...object, metadata: { ...object.metadata, creationTimestamp: this.now } };
    // What no strategy of ours prepared: a custom resource.
    if (!made.metadata.uid) made.metadata = { ...made.metadata, uid: cluster.uid(), generation: 1 };
    return { ...this.#write(kind, made, judged, writing), created: true };
  }

  /** PUT. */
  update(kind: Kind, namespace: string | undefined, name: string, manifest: Json, writing: Writing): Answer {
    const live = this.get(kind, namespace, name);
    if (!live) return notFound(kind, name);
    const judged = judgeReplaced(kind, manifest, asVersion(kind, live), this.#judging(namespace, writing));
    return this.#change(kind, live, judged, writing);
  }

  patch(kind: Kind, namespace: string | undefined, name: string, patch: Patch, writing: Writing): Answer {
    const live = this.get(kind, namespace, name);
    if (!live) return notFound(kind, name);
    const judged = judgeEdited(
      kind,
      patch,
      this.withManagers(asVersion(kind, live)),
      isScaled(kind, writing) ? withoutPolicies(this.#judging(namespace, writing)) : this.#judging(namespace, writing),
    );
    return this.#change(kind, live, judged, writing);
  }

  apply(
    kind: Kind,
    namespace: string | undefined,
    name: string,
    manifest: Json,
    writing: Writing & { readonly force: boolean },
  ): Answer {
    const live = this.get(kind, namespace, name);
    const applying = {
      ...this.#judging(namespace, writing),
      manager: writing.manager,
      force: writing.force,
      now: this.now,
    };
    const judged = judgeAppliedTo(kind, manifest, live && this.withManagers(asVersion(kind, live)), applying);
    if (live) return this.#change(kind, live, judged, writing, true);
    const accepted = this.#accepted(kind, judged);
    if (!accepted.ok) return accepted;
    const uid = this.#around.chance.uuid();
    const { metadata } = accepted.object;
    const generation = kind.type === '' ? { generation: 1 } : {};
    const made = { ...accepted.object, metadata: { ...metadata, ...generation, creationTimestamp: this.now, uid } };
    return { ...this.#write(kind, made, judged, writing, true), created: true };
  }

  /** A status of someone who knows what they write: the cluster's own components, and requests to /status that were decoded. */
  writeStatus(kind: Kind, object: StoredObject, writing: Writing, subresource = 'status'): Answer {
    const live = this.get(kind, object.metadata.namespace, object.metadata.name);
    if (!live) return notFound(kind, object.metadata.name);
    if (isStale(object, live)) return stale(kind, live.metadata.name);
    const metadata = metadataWithStatus(live.metadata, object.metadata);
    const next = { ...live, metadata, status: asWritten(kind, object['status']) };
    const refused = kind.type === '' ? refuseStatus(kind, next, this.#judging(metadata.namespace, writing)) : undefined;
    if (refused) return { ok: false, status: refused.status, warnings: refused.warnings };
    if (equalJson(next, live)) return { ok: true, object: live, warnings: [] };
    const by = this.#by(kind, writing, subresource);
    return {
      ok: true,
      object: writing.dryRun ? this.#preview(kind, next, by) : this.#put(kind, next, by),
      warnings: [],
    };
  }

  /**
   * A new object that is right by construction and that nobody needs to judge: an Event of a component of the cluster's own.
   * Refused only where there is no namespace to put it in, or something has its name.
   * @param make makes it, once, with that metadata
   */
  record(
    kind: Kind,
    namespace: string,
    name: string,
    make: (metadata: StoredMeta) => StoredObject,
  ): StoredObject | undefined {
    const home = this.#admission.namespace(namespace);
    if (!home || home.status?.phase === 'Terminating' || this.get(kind, namespace, name)) return undefined;
    const uid = this.#around.chance.uuid();
    const { now, store } = this;
    return store.add(
      tableOf(kind),
      make({ name, namespace, uid, creationTimestamp: now, resourceVersion: store.nextVersion }),
    );
  }

  /** Writes what is right by construction: a binding, a deletion's timestamp. */
  put(kind: Kind, object: StoredObject, by: WrittenBy = { how: 'kept' }): StoredObject {
    return this.#put(kind, object, by);
  }

  /** The same of a new object that was just made for it, with `store.nextVersion`: it is kept itself. */
  add(kind: Kind, object: StoredObject): StoredObject {
    return this.store.add(tableOf(kind), object);
  }

  /** The same in somebody's name. */
  write(kind: Kind, object: StoredObject, writing: Writing, subresource = ''): StoredObject {
    return this.#put(kind, object, this.#by(kind, writing, subresource));
  }

  /** @param last what is said of it last. Default: as it is */
  remove(kind: Kind, namespace: string | undefined, name: string, last?: StoredObject): StoredObject | undefined {
    return this.store.remove(tableOf(kind), namespace, name, last);
  }

  withManagers(object: StoredObject): StoredObject {
    const managedFields = this.store.managedFields(object);
    if (!managedFields?.length) return object;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same object with one field more
    return withManagers(object, managedFields) as unknown as StoredObject;
  }

  #judging(namespace: string | undefined, writing: Writing) {
    return { cluster: this.admission(writing.dryRun), namespace: namespace ?? '', ...validationOf(writing) };
  }

  #change(kind: Kind, live: StoredObject, judged: Judgement, writing: Writing, isApply = false): Answer {
    const accepted = this.#accepted(kind, judged);
    if (!accepted.ok) return accepted;
    const { object, warnings } = accepted;
    const metadata = { ...object.metadata, resourceVersion: live.metadata.resourceVersion };
    const { managedFields, ...meta } = metadata;
    // Looked up last: the managers of what nobody asked for are not worked out yet.
    const keepsManagers = (): boolean => {
      const managers = isApply ? managedFields : managersSent(judged);
      return (!isApply && managers === undefined) || equalJson(managers, this.store.managedFields(live));
    };
    if (equalJson({ ...object, metadata: meta }, live) && keepsManagers()) {
      return { ok: true, object: live, warnings };
    }
    return this.#write(kind, { ...object, metadata }, judged, writing, isApply);
  }

  #accepted(kind: Kind, judged: Judgement): Answer {
    const warnings = judged.verdict === 'not-judged' ? [] : judged.warnings;
    if (judged.verdict === 'refused') return { ok: false, status: judged.status, warnings };
    if (judged.verdict === 'not-judged') throw new Error(`${kind.apiVersion}/${kind.kind} is stored and not judged`);
    return { ok: true, object: asStored(kind, judged.object), warnings };
  }

  #write(kind: Kind, object: StoredObject, judged: Judgement, writing: Writing, isApply = false): Done {
    const warnings = judged.verdict === 'accepted' ? judged.warnings : [];
    const { managedFields, ...metadata } = object.metadata;
    const sent = judged.verdict === 'accepted' && isObject(judged.sent) ? judged.sent : undefined;
    const by: WrittenBy = isApply
      ? { how: 'known', managedFields }
      : this.#by(kind, writing, writing.subresource ?? '', sent);
    if (writing.dryRun) return { ok: true, object: this.#preview(kind, { ...object, metadata }, by), warnings };
    const charge = kind.namespaced && this.store.table(QUOTAS).size > 0 && this.#charge(kind, { ...object, metadata });
    const written = this.#put(kind, { ...object, metadata }, by);
    if (charge) charge();
    if (!isLeaving(written)) return { ok: true, object: written, warnings };
    return { ok: true, object: this.remove(kind, metadata.namespace, metadata.name) ?? written, warnings };
  }

  #customStructure({ group, resource, version }: Kind): GoType | undefined {
    return customStructure(definitionNamed(this, group, resource), version);
  }

  /**
   * What was let in counts at once: several requests of one moment are not all given the last of it. To be called before
   * the object is written; what it answers, afterwards. A quota that somebody who listens has counted anew by then is left.
   */
  #charge(kind: Kind, object: StoredObject): (() => void) | undefined {
    const { namespace = '', name } = object.metadata;
    const quotas = [...this.store.table(QUOTAS).inNamespace(namespace)];
    const ofQuotas = kindOf('v1', 'ResourceQuota');
    if (quotas.length === 0 || !ofQuotas) return undefined;
    const charges = quotaCharges(object, kind, quotas, this.get(kind, namespace, name));
    return () => {
      for (const { quota, used } of charges) {
        const held = quotas.find((one) => one === quota);
        if (!held || this.get(ofQuotas, namespace, held.metadata.name) !== held) continue;
        const status = isObject(held['status']) ? held['status'] : {};
        const by = this.#by(ofQuotas, { manager: 'kube-apiserver' }, 'status');
        this.#put(ofQuotas, { ...held, status: { ...status, used } }, by);
      }
    };
  }

  #put(kind: Kind, object: StoredObject, by: WrittenBy): StoredObject {
    return this.store.put(tableOf(kind), asStoredVersion(object), by);
  }

  /** As it would be, with its managers: nothing is written. */
  #preview(kind: Kind, object: StoredObject, by: WrittenBy): StoredObject {
    return this.store.preview(tableOf(kind), asStoredVersion(object), by);
  }

  #by(kind: Kind, { manager }: Writing, subresource: string, sent?: Json): WrittenBy {
    const type = schemaType(kind.type) ?? this.#customStructure(kind);
    if (!type) return { how: 'kept' };
    const { apiVersion } = kind;
    const { now } = this;
    if (!sent) {
      const last = this.#lastBy;
      const isSame =
        last?.type === type && last.manager === manager && last.now === now && last.subresource === subresource;
      this.#lastBy = isSame ? last : { how: 'update', type, apiVersion, manager, now, subresource };
      return this.#lastBy;
    }
    return {
      how: 'update',
      type,
      apiVersion,
      manager,
      now,
      ...(subresource && { subresource }),
      ...(sent && { sent }),
    };
  }
}

/** What is being deleted goes when the last finalizer does, and no kubelet is waited for. */
function isLeaving({ metadata }: StoredObject): boolean {
  const { deletionTimestamp, deletionGracePeriodSeconds = 0, finalizers = [] } = metadata;
  return deletionTimestamp !== undefined && deletionGracePeriodSeconds === 0 && finalizers.length === 0;
}

/** Who says of himself who manages what: `kubectl apply --server-side` takes over from client-side apply so. */
function managersSent(judged: Judgement): unknown[] | undefined {
  const metadata = judged.verdict === 'accepted' && isObject(judged.sent) ? judged.sent['metadata'] : undefined;
  const managers = isObject(metadata) ? metadata['managedFields'] : undefined;
  return Array.isArray(managers) ? managers : undefined;
}

/** Policies about a kind don't look at its scale; those about scales are not modelled. A custom kind's own rules do. */
function isScaled({ type }: Kind, { subresource }: Writing): boolean {
  return subresource === 'scale' && type !== '';
}

function withoutPolicies<T extends { readonly cluster: AdmissionCluster }>(judging: T): T {
  const { cel: _, ...cluster } = judging.cluster;
  return { ...judging, cluster };
}

/** With what Go always writes: `lastProbeTime: null`. */
function asWritten({ type }: Kind, status: unknown): unknown {
  const field = schemaType(type)?.fields.get('status');
  const structure = schemaType(field?.type ?? '');
  return structure && isObject(status) ? encodeFinal(structure, status) : status;
}

function validationOf({ fieldValidation, isInternal }: Writing): Pick<Judging, 'fieldValidation' | 'tellSent'> {
  return { ...(fieldValidation !== undefined && { fieldValidation }), tellSent: isInternal !== true };
}

function asStored({ apiVersion, kind }: Kind, object: unknown): StoredObject {
  if (!isObject(object) || !isObject(object['metadata'])) throw new Error(`a ${kind} without metadata was accepted`);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- name and uid are validated, the rest is given next
  return { ...object, apiVersion, kind, metadata: object['metadata'] as unknown as StoredMeta };
}

const WITH_STATUS = ['labels', 'annotations', 'finalizers'] as const;

/** What of the metadata a write of the status may change. Hardly any does: then it is the same. */
function metadataWithStatus(live: StoredMeta, given: StoredMeta): StoredMeta {
  if (WITH_STATUS.every((name) => live[name] === given[name])) return live;
  const changed = { ...live, labels: given.labels, annotations: given.annotations, finalizers: given.finalizers };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only what is undefined is left out
  return Object.fromEntries(
    Object.entries(changed).filter(([, value]) => value !== undefined),
  ) as unknown as StoredMeta;
}

function isStale({ metadata }: StoredObject, live: StoredObject): boolean {
  if (metadata.uid && metadata.uid !== live.metadata.uid) return true;
  return Boolean(metadata.resourceVersion) && metadata.resourceVersion !== live.metadata.resourceVersion;
}

const QUOTAS = 'resourcequotas';

const VERSION_ON_CREATE = 'resourceVersion should not be set on objects to be created';

/** An error that is no Status of its own: 500. */
function failed(message: string, warnings: readonly string[] = []): Answer {
  return { ok: false, status: plainError(message), warnings };
}

function versionSent({ metadata }: Json): string {
  const version = isObject(metadata) ? metadata['resourceVersion'] : undefined;
  return typeof version === 'string' ? version : '';
}

export function notFound(kind: Kind, name: string): Answer {
  return { ok: false, status: notFoundStatus(groupResource(kind), name), warnings: [] };
}

function alreadyExists(kind: Kind, name: string): RefusalStatus {
  return { code: 409, reason: 'AlreadyExists', message: `${groupResource(kind)} ${quote(name)} already exists` };
}

function stale(kind: Kind, name: string): Answer {
  const why = 'the object has been modified; please apply your changes to the latest version and try again';
  const message = `Operation cannot be fulfilled on ${groupResource(kind)} ${quote(name)}: ${why}`;
  return { ok: false, status: { code: 409, reason: 'Conflict', message }, warnings: [] };
}
