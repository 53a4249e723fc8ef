/**
 * Who manages which fields of an object: metadata.managedFields, read and written. Models managedfields.go, stripmeta.go
 * and capmanagers.go (apimachinery's util/managedfields/internal).
 *
 * Not modelled: fields managed in another version of the kind, which the server converts.
 */
import { goJson } from '../field/print';
import { isObject, type JsonObject } from '../json-object';
import type { ManagedFieldsEntry } from '../schema/generated/types';
import { FieldSet } from './field-set';
import { fieldElement } from './path-element';

export interface Manager {
  readonly name: string;
  readonly operation: 'Apply' | 'Update';
  readonly apiVersion: string;
  readonly subresource: string;
  readonly time: string | undefined;
  readonly fields: FieldSet;
}

/** By what makes them one and the same. */
export type Managers = ReadonlyMap<string, Manager>;

type Identity = Pick<Manager, 'name' | 'operation' | 'apiVersion' | 'subresource'>;

/** The server's own form, by which it sorts them too. Somebody who applies is the same in every version. */
export function identityOf({ name, operation, apiVersion, subresource }: Identity): string {
  return goJson({
    manager: name === '' ? undefined : name,
    operation,
    apiVersion: operation === 'Apply' ? undefined : apiVersion,
    subresource: subresource === '' ? undefined : subresource,
  });
}

/** Undefined for what the server cannot read. */
export function readManagers(entries: unknown): Managers | undefined {
  const managers = new Map<string, Manager>();
  for (const entry of Array.isArray(entries) ? (entries as unknown[]) : []) {
    const manager = readManager(isObject(entry) ? entry : {});
    if (!manager) return undefined;
    managers.set(identityOf(manager), manager);
  }
  return managers;
}

function readManager(entry: JsonObject): Manager | undefined {
  const { manager, operation, apiVersion, subresource, time, fieldsType, fieldsV1 } = entry;
  if (operation !== 'Apply' && operation !== 'Update') return undefined;
  if (typeof apiVersion !== 'string' || apiVersion === '' || fieldsType !== 'FieldsV1') return undefined;
  return {
    name: typeof manager === 'string' ? manager : '',
    operation,
    apiVersion,
    subresource: typeof subresource === 'string' ? subresource : '',
    time: typeof time === 'string' ? time : undefined,
    fields: FieldSet.fromFields(fieldsV1),
  };
}

/** Those who apply first, then by time and name. */
export function writeManagers(managers: Managers): ManagedFieldsEntry[] {
  return [...managers.values()].sort(compareManagers).map((manager) => ({
    ...(manager.name !== '' && { manager: manager.name }),
    operation: manager.operation,
    apiVersion: manager.apiVersion,
    ...(manager.time !== undefined && { time: manager.time }),
    fieldsType: 'FieldsV1',
    fieldsV1: manager.fields.toFields(),
    ...(manager.subresource !== '' && { subresource: manager.subresource }),
  }));
}

/** Times are all in one form, in which they sort as texts. */
function compareManagers(a: Manager, b: Manager): number {
  for (const key of ['operation', 'time', 'name', 'apiVersion', 'subresource'] as const) {
    const ours = a[key] ?? '';
    const theirs = b[key] ?? '';
    if (ours !== theirs) return ours < theirs ? -1 : 1;
  }
  return 0;
}

/** Fields of the server's own: nobody manages them. */
const UNMANAGED = FieldSet.of(
  ...['apiVersion', 'kind', 'metadata'].map((name) => [fieldElement(name)]),
  ...[
    'name',
    'namespace',
    'creationTimestamp',
    'selfLink',
    'uid',
    'clusterName',
    'generation',
    'managedFields',
    'resourceVersion',
  ].map((name) => [fieldElement('metadata'), fieldElement(name)]),
);

/** Whoever manages nothing is forgotten. */
export function withFields(managers: Managers, manager: Manager): Managers {
  const changed = new Map(managers);
  const fields = manager.fields.difference(UNMANAGED);
  if (fields.isEmpty) changed.delete(identityOf(manager));
  else changed.set(identityOf(manager), { ...manager, fields });
  return changed;
}

const MOST_UPDATERS = 10;

/** More than ten who update become one by and by, the oldest first. */
export function capUpdaters(managers: Managers): Managers {
  const updaters = [...managers.values()].filter(({ operation }) => operation === 'Update');
  const surplus = updaters.length - MOST_UPDATERS;
  if (surplus <= 0) return managers;
  const oldest = updaters.sort((a, b) => compareTimes(a, b)).slice(0, surplus + 1);
  const capped = new Map(managers);
  let ancient: Manager | undefined;
  for (const manager of oldest) {
    capped.delete(identityOf(manager));
    const fields = ancient ? ancient.fields.union(manager.fields) : manager.fields;
    ancient = { ...manager, name: 'ancient-changes', subresource: '', fields };
  }
  if (ancient) capped.set(identityOf(ancient), ancient);
  return capped;
}

function compareTimes(a: Manager, b: Manager): number {
  const ours = `${a.time ?? ''} ${identityOf(a)}`;
  return ours < `${b.time ?? ''} ${identityOf(b)}` ? -1 : 1;
}
