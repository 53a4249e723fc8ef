/** A change of an object by somebody, and what it takes from the others. Models Updater.update (structured-merge-diff's merge). */
import { encode } from '../decode';
import { isObject, type JsonObject } from '../json-object';
import type { GoType } from '../schema';
import { conflictsOf, type Conflict } from './conflicts';
import { FieldSet } from './field-set';
import type { Managers } from './managers';
import { compareObjects } from './ownership';
import { copyInOrder } from './patched-json';
import { fieldElement } from './path-element';

export interface FieldChange {
  readonly type: GoType;
  /** `apps/v1`: of the kind, as the request's address names it. */
  readonly apiVersion: string;
  /** The object as the server holds and writes it, with managedFields; undefined where there is none yet. */
  readonly live: JsonObject | undefined;
  /** Who does it. */
  readonly manager: string;
  /** RFC 3339, in seconds. */
  readonly now: string;
  /** `status`; empty for the object itself. */
  readonly subresource?: string;
  /** Fields that are not the request's to change: `status`, unless it goes to the subresource. Each a path of field names. */
  readonly resetFields?: readonly (readonly string[])[];
}

export interface Taken {
  /** Without whom nothing is left to. */
  readonly managers: Managers;
  /** What was taken from somebody. */
  readonly conflicts: readonly Conflict[];
  /** Fields that are new or other than before. */
  readonly changed: FieldSet;
}

/** @param self the identity of who changes, from whom nothing is taken */
export function takeFrom(
  change: FieldChange,
  before: JsonObject,
  after: JsonObject,
  managers: Managers,
  self: string,
): Taken {
  const reset = resetOf(change);
  const compared = compareObjects(change.type, before, after);
  const changed = compared.modified.union(compared.added).without(reset);
  const removed = compared.removed.without(reset);
  const left = new Map(managers);
  const conflicts: Conflict[] = [];
  for (const [identity, manager] of managers) {
    if (identity === self) continue;
    const taken = manager.fields.intersection(changed);
    conflicts.push(...conflictsOf(manager, taken));
    const fields = manager.fields.difference(taken).difference(removed);
    if (fields.isEmpty) left.delete(identity);
    else left.set(identity, { ...manager, fields });
  }
  return { managers: left, conflicts, changed };
}

export function resetOf({ resetFields, subresource = '' }: FieldChange): FieldSet {
  const paths = resetFields ?? (subresource === '' ? [['status']] : []);
  return FieldSet.of(...paths.map((path) => path.map(fieldElement)));
}

/** What is not there yet is empty, and has the fields that Go always writes. */
export function liveOf({ type, apiVersion, live }: Pick<FieldChange, 'type' | 'apiVersion' | 'live'>): JsonObject {
  return live ? copyInOrder(type, live) : encode(type, { apiVersion, kind: type.goName });
}

export function metaOf(object: JsonObject): JsonObject {
  const { metadata } = object;
  return isObject(metadata) ? metadata : {};
}

export function withoutManagers(object: JsonObject): JsonObject {
  const { managedFields: _, ...metadata } = metaOf(object);
  return { ...object, metadata };
}
