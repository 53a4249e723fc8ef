/**
 * Who manages what after an object was created, updated or patched. Models Update of FieldManager and the managers that it
 * wraps (apimachinery's util/managedfields/internal).
 */
import { isObject, type JsonObject } from '../json-object';
import type { ManagedFieldsEntry } from '../schema/generated/types';
import { liveOf, metaOf, takeFrom, withoutManagers, type FieldChange } from './field-change';
import {
  capUpdaters,
  identityOf,
  readManagers,
  withFields,
  writeManagers,
  type Manager,
  type Managers,
} from './managers';

export interface Update extends FieldChange {
  /**
   * The changed object as the server writes it, defaulted, and before admission had its turn. Its managedFields are those
   * that were sent; an empty list, which writing leaves out, forgets all managers.
   */
  readonly next: JsonObject;
}

/**
 * managedFields after a create (without `live`), an update or a patch: what changed is now the manager's.
 * Undefined where nobody is managing anything, which a change does not alter.
 */
export function managedFieldsAfterUpdate(update: Update): ManagedFieldsEntry[] | undefined {
  const { next, subresource = '' } = update;
  const given = metaOf(next)['managedFields'];
  const ofLive = readManagers(update.live && metaOf(update.live)['managedFields']);
  const isReset = Array.isArray(given) && given.every((entry) => isObject(entry) && Object.keys(entry).length === 0);
  const own = subresource === '' ? readManagers(given) : undefined;
  const empty: Managers = new Map<string, Manager>();
  const managers = isReset && subresource === '' && given.length < 2 ? empty : own?.size ? own : (ofLive ?? empty);
  if (managers.size === 0 && update.live) return undefined;
  const changed = afterUpdate(update, withoutManagers(liveOf(update)), withoutManagers(next), managers, update.manager);
  return changed.size > 0 ? writeManagers(capUpdaters(changed)) : undefined;
}

/** `next` and `before` without managedFields. */
export function afterUpdate(
  change: FieldChange,
  before: JsonObject,
  next: JsonObject,
  managers: Managers,
  name: string,
): Managers {
  const { apiVersion, subresource = '', now } = change;
  const others = takeFrom(change, before, next, managers, '');
  const self = { name: name === '' ? 'unknown' : name, operation: 'Update', apiVersion, subresource } as const;
  const fresh = withFields(new Map<string, Manager>(), { ...self, time: now, fields: others.changed });
  const [mine] = fresh.values();
  if (!mine) return others.managers;
  const previous = others.managers.get(identityOf(self));
  const fields = previous ? mine.fields.union(previous.fields) : mine.fields;
  return new Map(others.managers).set(identityOf(self), { ...mine, fields });
}

/** Of an object that nobody managed yet, what is there has been somebody's. */
export function firstManagers(change: FieldChange, live: JsonObject): Managers {
  const empty = liveOf({ ...change, live: undefined });
  return afterUpdate(
    change,
    withoutManagers(empty),
    withoutManagers(live),
    new Map<string, Manager>(),
    'before-first-apply',
  );
}
