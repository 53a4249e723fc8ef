import type { IDBPDatabase } from 'idb';
import { wrap } from 'idb';

export const DATABASE = 'kubetil';

/**
 * The version of what is stored, which is IndexedDB's own version number: opening an older one upgrades it in
 * `upgrade` below, opening a newer one fails with VersionError, and nothing is written.
 */
export const VERSION = 1;

/** Yjs updates, in the order of writing; the key is a number that counts up over all names. */
export const UPDATES = 'updates';
/** What could not be read, moved here as it was found. */
export const DAMAGED = 'damaged';
export const BY_NAME = 'by-name';

export type Database = IDBPDatabase;

export interface ConnectionEvents {
  /** A newer Kubetil in another tab waits for this connection to close. */
  outdated(): void;
  /** The browser has closed the connection. */
  lost(): void;
}

export async function openDatabase(factory: IDBFactory, events: ConnectionEvents): Promise<Database> {
  const request = factory.open(DATABASE, VERSION);
  request.addEventListener('upgradeneeded', () => upgrade(request.result));
  return listening(await opened(request), events);
}

/** A database of whatever version, to read from: never upgraded, undefined where there is none. */
export async function openAsFound(factory: IDBFactory): Promise<Database | undefined> {
  const request = factory.open(DATABASE);
  request.addEventListener('upgradeneeded', () => request.transaction?.abort());
  try {
    return await opened(request);
  } catch {
    return undefined;
  }
}

async function opened(request: IDBOpenDBRequest): Promise<Database> {
  const database = await wrap(request);
  if (!database) throw new Error('The browser opened no database.');
  return database;
}

function listening(database: Database, events: ConnectionEvents): Database {
  database.addEventListener('versionchange', () => {
    database.close();
    events.outdated();
  });
  database.addEventListener('close', () => events.lost());
  return database;
}

function upgrade(database: IDBDatabase) {
  const updates = database.createObjectStore(UPDATES, { autoIncrement: true });
  updates.createIndex(BY_NAME, 'name');
  const damaged = database.createObjectStore(DAMAGED, { autoIncrement: true });
  damaged.createIndex(BY_NAME, 'name');
}
