import * as Y from 'yjs';
import { fromBase64, toBase64 } from './base64';
import type { Database } from './database';
import { openDatabase, VERSION } from './database';
import { openStores } from './open-store';
import type { StorePorts } from './ports';
import { browserPorts } from './ports';
import type { DamagedRecord } from './records';
import { append, isUpdate, newRecord, readAll, readDamaged, storedNames } from './records';
import type { FailureReason } from './state';
import { failureOf } from './state';
import { channelName, tell } from './tabs';

const FORMAT = 'kubetil';

/** What a backup file did: `documents` counts what was merged in; nothing is changed when it is refused. */
export type ImportResult =
  | { ok: true; documents: number }
  | {
      ok: false;
      reason: 'foreign' | 'damaged' | 'newer' | Exclude<FailureReason, 'damaged' | 'newer'>;
      detail: string;
    };

/**
 * Everything that is stored, and what waits to be, as one JSON text:
 * `{"format": "kubetil", "version": 1, "documents": {"notebook": <base64 Yjs update>, …}, "damaged": […]}`.
 * Works without storage too: it then holds what is open in this page.
 */
export async function exportAll(given: Partial<StorePorts> = {}): Promise<string> {
  const ports = browserPorts(given);
  const documents = new Map<string, Uint8Array[]>();
  let damaged: DamagedRecord[] = [];
  if (ports.indexedDB) {
    damaged = await withDatabase(ports.indexedDB, async (database) => {
      for (const name of await storedNames(database)) {
        documents.set(name, (await readAll(database, name)).updates);
      }
      return readDamaged(database);
    }).catch(() => []);
  }
  for (const { name, doc, factory } of openStores) {
    if (factory === ports.indexedDB) documents.set(name, [...(documents.get(name) ?? []), Y.encodeStateAsUpdate(doc)]);
  }
  const whole = [...documents].filter(([, updates]) => updates.length > 0);
  return JSON.stringify({
    format: FORMAT,
    version: VERSION,
    documents: Object.fromEntries(whole.map(([name, updates]) => [name, toBase64(Y.mergeUpdates(updates))])),
    damaged: damaged.map(damagedAsJson),
  });
}

/** Merges a backup into what is there; open tabs see it at once. Importing the same file twice changes nothing. */
export async function importAll(text: string, given: Partial<StorePorts> = {}): Promise<ImportResult> {
  const ports = browserPorts(given);
  const backup = decodeBackup(text);
  if (!backup.ok) return backup;
  try {
    if (!ports.indexedDB) throw new DOMException('This browser has no IndexedDB.', 'NotAllowedError');
    await withDatabase(ports.indexedDB, async (database) => {
      for (const [name, bytes] of backup.documents) await append(database, newRecord(name, bytes, ports.now()));
    });
  } catch (error) {
    const { reason, detail } = failureOf(error);
    if (reason !== 'damaged') return { ok: false, reason, detail };
  }
  for (const [name, bytes] of backup.documents) {
    const channel = ports.openChannel(channelName(name));
    if (channel) tell(channel, { kind: 'update', bytes, stored: true });
    channel?.close();
  }
  return { ok: true, documents: backup.documents.length };
}

/** What could not be read and was set aside, for a download. */
export async function listDamaged(given: Partial<StorePorts> = {}): Promise<DamagedRecord[]> {
  const { indexedDB } = browserPorts(given);
  return indexedDB ? withDatabase(indexedDB, readDamaged).catch(() => []) : [];
}

async function withDatabase<T>(factory: IDBFactory, use: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase(factory, { outdated() {}, lost() {} });
  try {
    return await use(database);
  } finally {
    database.close();
  }
}

type DecodedBackup = { ok: true; documents: [string, Uint8Array][] } | Extract<ImportResult, { ok: false }>;

function decodeBackup(text: string): DecodedBackup {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, reason: 'foreign', detail: 'This is not a Kubetil backup: it is not JSON.' };
  }
  if (typeof value !== 'object' || value === null || !('format' in value) || value.format !== FORMAT) {
    return { ok: false, reason: 'foreign', detail: 'This is not a Kubetil backup: its format is not "kubetil".' };
  }
  const version = 'version' in value ? value.version : undefined;
  if (typeof version === 'number' && version > VERSION) {
    return { ok: false, reason: 'newer', detail: `This backup was made by a newer Kubetil (version ${version}).` };
  }
  const entries = 'documents' in value && typeof value.documents === 'object' && value.documents;
  if (!entries || version !== VERSION) {
    return { ok: false, reason: 'damaged', detail: 'This backup is damaged: it lists no documents.' };
  }
  const documents: [string, Uint8Array][] = [];
  for (const [name, encoded] of Object.entries(entries)) {
    const bytes = typeof encoded === 'string' ? fromBase64(encoded) : undefined;
    if (!bytes || !isUpdate(bytes)) {
      return { ok: false, reason: 'damaged', detail: `This backup is damaged: its document "${name}" can’t be read.` };
    }
    documents.push([name, bytes]);
  }
  return { ok: true, documents };
}

/** Bytes as base64, whatever else as JSON can hold it. */
function damagedAsJson({ name, at, found }: DamagedRecord) {
  const bytes = found instanceof Uint8Array ? found : bytesIn(found);
  return bytes ? { name, at, bytes: toBase64(bytes) } : { name, at, found: JSON.stringify(found) ?? String(found) };
}

function bytesIn(found: unknown): Uint8Array | undefined {
  if (typeof found !== 'object' || found === null || !('bytes' in found)) return undefined;
  return found.bytes instanceof Uint8Array ? found.bytes : undefined;
}
