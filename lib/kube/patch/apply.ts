/**
 * Server-side apply: an object as one manager wants it, laid over what is there, with what others want. Models FieldManager
 * (apimachinery's util/managedfields) and Updater (structured-merge-diff's merge).
 *
 * Not modelled: fields that others manage in another version of the kind; types that became atomic since.
 */
import { decode } from '../decode';
import type { JsonObject } from '../json-object';
import type { GoType } from '../schema';
import { kindText, objectText, readApplied, type Apply } from './applied-part';
import { refuseConflicts, type Conflict } from './conflicts';
import { liveOf, metaOf, resetOf, takeFrom, withoutManagers } from './field-change';
import { FieldSet } from './field-set';
import { lastAppliedFields, syncLastApplied } from './last-applied';
import { identityOf, readManagers, withFields, writeManagers, type Manager, type Managers } from './managers';
import { mergeObjects } from './merge-objects';
import { fieldsOf, isSameValue, removeFields } from './ownership';
import { refuse, type PatchRefusal } from './patched';
import { convertUnstructured } from './unstructured';
import { firstManagers } from './update';

export type Applied =
  /** With managedFields; still to be decoded, defaulted and judged. */
  { readonly object: JsonObject } | { readonly refusal: PatchRefusal };

export function serverSideApply(apply: Apply): Applied {
  const { type, apiVersion, kind, manager, now, subresource = '' } = apply;
  const part = readApplied(apply);
  if ('refusal' in part) return part;
  const { config } = part;

  const live = liveOf(apply);
  const known = readManagers(metaOf(live)['managedFields']);
  const managers = known?.size ? known : firstManagers(apply, live);
  const before = withoutManagers(live);
  const self = { name: manager, operation: 'Apply', apiVersion, subresource } as const;
  const result = applyOrConflict({ ...apply, before, config, managers, self });
  if ('conflicts' in result) return refuseConflicts(result.conflicts);

  const read = convertUnstructured(type, result.object);
  const { faults } = decode(type, read.converted);
  if (faults.some(({ weight }) => weight !== 'strict')) {
    const why = `unable to convert unstructured object to ${kindText(apiVersion, kind)}: ${read.wordsOf(faults)}`;
    return refuse(500, '', `failed to convert new object (${objectText(apply, config)}) to proper version: ${why}`);
  }
  // Who applies the same once more does not change the time.
  const isSame = isSameValue(result.object, before);
  const object = isSame ? before : read.converted;
  if (manager === 'kubectl') syncLastApplied(object, config);
  const mine = result.managers.get(identityOf(self));
  const time = isSame ? managers.get(identityOf(self))?.time : now;
  const all = mine ? new Map(result.managers).set(identityOf(self), { ...mine, time }) : result.managers;
  return { object: withManagers(object, all) };
}

interface Step extends Apply {
  /** Without managedFields. */
  readonly before: JsonObject;
  readonly config: JsonObject;
  readonly managers: Managers;
  readonly self: Pick<Manager, 'name' | 'operation' | 'apiVersion' | 'subresource'>;
}

type Result =
  | { readonly object: JsonObject; readonly managers: Managers }
  | { readonly conflicts: readonly Conflict[] };

/** What kubectl's client-side apply has applied before, kubectl may apply on the server. */
function applyOrConflict(step: Step): Result {
  const { type, apiVersion, before, manager, force = false } = step;
  const result = applyTo(step, force);
  if (!('conflicts' in result) || manager !== 'kubectl') return result;
  const allowed = lastAppliedFields(type, apiVersion, before);
  if (!allowed) return result;
  const conflicts = result.conflicts.filter(({ path }) => FieldSet.of(path).intersection(allowed).isEmpty);
  return conflicts.length > 0 ? { conflicts } : applyTo(step, true);
}

function applyTo(step: Step, force: boolean): Result {
  const { type, before, config, self, managers, now } = step;
  const identity = identityOf(self);
  const last = managers.get(identity);
  const fields = fieldsOf(type, config).without(resetOf(step));
  const all = new Map(managers).set(identity, { ...self, time: now, fields });
  const merged = mergeObjects(type, before, config);
  const object = last ? prune(type, merged, all, last.fields) : merged;
  const others = takeFrom(step, before, object, all, identity);
  if (!force && others.conflicts.length > 0) return { conflicts: others.conflicts };
  return { object, managers: withFields(others.managers, { ...self, time: now, fields }) };
}

/** What somebody applied and applies no more goes, unless somebody else manages it. */
function prune(type: GoType, merged: JsonObject, managers: Managers, last: FieldSet): JsonObject {
  const named = (set: FieldSet): FieldSet => set.withNamedFields(type);
  const all = named(fieldsOf(type, merged));
  const left = named(fieldsOf(type, removeFields(type, merged, named(last))));
  const managed = [...managers.values()].reduce((set, { fields }) => set.union(fields), new FieldSet());
  const pruned = removeFields(type, merged, all.difference(left.union(named(managed))));
  const gone = all.difference(named(fieldsOf(type, pruned))).intersection(named(last));
  return removeFields(type, merged, gone);
}

function withManagers(object: JsonObject, managers: Managers): JsonObject {
  if (managers.size === 0) return object;
  return { ...object, metadata: { ...metaOf(object), managedFields: writeManagers(managers) } };
}
