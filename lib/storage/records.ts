import * as Y from 'yjs';
import { checksum } from './checksum';
import type { Database } from './database';
import { BY_NAME, DAMAGED, UPDATES } from './database';

/** One Yjs update as it lies in the database. */
interface UpdateRecord {
  name: string;
  bytes: Uint8Array;
  sum: number;
  /** ms since 1970 */
  at: number;
}

/** What could not be read: `found` is the record as it was, whatever it was. */
export interface DamagedRecord {
  name: string;
  /** ms since 1970, when it was set aside */
  at: number;
  found: unknown;
}

export interface Stored {
  updates: Uint8Array[];
  damaged: { key: IDBValidKey; found: unknown }[];
  /** when the last of them was written, ms since 1970 */
  savedAt: number | undefined;
}

export function newRecord(name: string, bytes: Uint8Array, at: number): UpdateRecord {
  return { name, bytes, sum: checksum(bytes), at };
}

export async function readAll(database: Database, name: string): Promise<Stored> {
  const index = database.transaction(UPDATES).store.index(BY_NAME);
  const [keys, values]: [IDBValidKey[], unknown[]] = await Promise.all([index.getAllKeys(name), index.getAll(name)]);
  const stored: Stored = { updates: [], damaged: [], savedAt: undefined };
  values.forEach((value, i) => {
    const record = decodeRecord(value);
    if (record) {
      stored.updates.push(record.bytes);
      stored.savedAt = Math.max(stored.savedAt ?? 0, record.at);
    } else {
      stored.damaged.push({ key: keys[i] ?? 0, found: value });
    }
  });
  return stored;
}

export async function append(database: Database, record: UpdateRecord): Promise<void> {
  const transaction = database.transaction(UPDATES, 'readwrite');
  await Promise.all([transaction.store.add(record), transaction.done]);
}

/** Moves damaged records out of the way in one transaction: they are in one place or the other, never in neither. */
export async function setAside(database: Database, name: string, damaged: Stored['damaged'], at: number) {
  const transaction = database.transaction([UPDATES, DAMAGED], 'readwrite');
  const moves = damaged.flatMap(({ key, found }) => [
    transaction.objectStore(DAMAGED).add({ name, at, found } satisfies DamagedRecord),
    transaction.objectStore(UPDATES).delete(key),
  ]);
  await Promise.all([...moves, transaction.done]);
}

/**
 * Replaces the many updates of `name` by one. What another tab wrote meanwhile is in the transaction, so it is taken
 * into `document` first; a record that can't be read stays where it is.
 */
export async function compact(database: Database, name: string, document: Y.Doc, origin: unknown, at: number) {
  const transaction = database.transaction(UPDATES, 'readwrite', { durability: 'strict' });
  const index = transaction.store.index(BY_NAME);
  const [keys, values]: [IDBValidKey[], unknown[]] = await Promise.all([index.getAllKeys(name), index.getAll(name)]);
  const gone: IDBValidKey[] = [];
  values.forEach((value, i) => {
    const record = decodeRecord(value);
    const key = keys[i];
    if (!record || key === undefined) return;
    Y.applyUpdate(document, record.bytes, origin);
    gone.push(key);
  });
  const whole = newRecord(name, Y.encodeStateAsUpdate(document), at);
  await Promise.all([
    transaction.store.add(whole),
    ...gone.map((key) => transaction.store.delete(key)),
    transaction.done,
  ]);
}

export async function storedNames(database: Database): Promise<string[]> {
  const names = new Set<string>();
  const index = database.transaction(UPDATES).store.index(BY_NAME);
  for (let cursor = await index.openKeyCursor(null, 'nextunique'); cursor; cursor = await cursor.continue()) {
    if (typeof cursor.key === 'string') names.add(cursor.key);
  }
  return [...names];
}

export async function readDamaged(database: Database): Promise<DamagedRecord[]> {
  const values: unknown[] = await database.getAll(DAMAGED);
  return values.filter(isDamagedRecord);
}

/** Undefined for anything that is not, to the byte, a record as it was written. */
function decodeRecord(value: unknown): UpdateRecord | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!('name' in value && 'bytes' in value && 'sum' in value)) return undefined;
  const { name, bytes, sum } = value;
  if (typeof name !== 'string' || !(bytes instanceof Uint8Array) || sum !== checksum(bytes)) return undefined;
  const at = 'at' in value && typeof value.at === 'number' ? value.at : 0;
  return isUpdate(bytes) ? { name, bytes, sum, at } : undefined;
}

/** Whether Yjs can read all of it; applying half of a broken update would leave the document in between. */
export function isUpdate(bytes: Uint8Array): boolean {
  try {
    Y.decodeUpdate(bytes);
    return true;
  } catch {
    return false;
  }
}

function isDamagedRecord(value: unknown): value is DamagedRecord {
  if (typeof value !== 'object' || value === null) return false;
  return (
    'name' in value &&
    typeof value.name === 'string' &&
    'at' in value &&
    typeof value.at === 'number' &&
    'found' in value
  );
}
