import * as Y from 'yjs';
import type { Database } from './database';
import { openAsFound, openDatabase } from './database';
import type { StorePorts } from './ports';
import { append, compact, newRecord, readAll, setAside } from './records';
import type { Failure } from './state';
import { failureOf, NEWER, NO_STORAGE } from './state';

/** What lies in the database came into the document with this origin: it need not be written again. */
export const FROM_DATABASE = Symbol('from the database');

/** This many records of one document are made one. */
const MANY_RECORDS = 200;
const RETRY_MS = [1000, 2000, 5000, 15_000];

export interface KeeperEvents {
  changed(): void;
  /** An update was written, or could not be. */
  tried(update: Uint8Array, stored: boolean): void;
}

/** Carries the updates of one document into the database, one transaction at a time, and never drops one it may keep. */
export class Keeper {
  savedAt: number | undefined;
  #failure: Failure | undefined;
  #damage: Failure | undefined;
  #database: Database | undefined;
  #waiting: Uint8Array[] = [];
  #inFlight = false;
  #writing: Promise<void> | undefined;
  #opened = false;
  /** No storage, or one that is not ours to write: the document lives as long as the page. */
  #memoryOnly = false;
  #closed = false;
  #records = 0;
  #failures = 0;
  #cancelRetry = () => {};

  constructor(
    private readonly name: string,
    private readonly doc: Y.Doc,
    private readonly ports: StorePorts,
    private readonly events: KeeperEvents,
  ) {}

  get failure(): Failure | undefined {
    return this.#failure ?? this.#damage;
  }

  get busy(): boolean {
    return this.#waiting.length > 0 || this.#inFlight;
  }

  async load(): Promise<void> {
    try {
      await this.#open();
    } catch (error) {
      this.#fail(failureOf(error));
      if (this.#failure?.reason === 'newer') await this.#readAsFound();
    }
    this.#opened = true;
    void this.flush();
  }

  keep(update: Uint8Array) {
    if (this.#closed) return;
    if (this.#memoryOnly) {
      this.events.tried(update, false);
      return;
    }
    this.#waiting.push(update);
    void this.flush();
  }

  /** Writes at once; what comes while one transaction runs goes together into the next. */
  flush(): Promise<void> {
    if (!this.#opened) return Promise.resolve();
    this.#writing ??= this.#write().finally(() => {
      this.#writing = undefined;
      this.#inFlight = false;
      this.events.changed();
    });
    return this.#writing;
  }

  close() {
    this.#closed = true;
    this.#cancelRetry();
    this.#database?.close();
  }

  async #write() {
    await Promise.resolve(); // the updates of one turn go together
    while (!this.#memoryOnly && !this.#closed) {
      const batch = this.#waiting;
      const update = batch.length === 0 ? undefined : Y.mergeUpdates(batch);
      this.#waiting = [];
      this.#inFlight = update !== undefined;
      try {
        const database = this.#database ?? (await this.#open());
        if (!update) return;
        await this.#append(database, update);
      } catch (error) {
        if (update) this.#waiting.unshift(update);
        if (!this.#closed && !this.#memoryOnly) this.#fail(failureOf(error));
        if (update) this.events.tried(update, false);
        return;
      }
    }
    this.#waiting = [];
  }

  async #append(database: Database, update: Uint8Array) {
    const at = this.ports.now();
    await append(database, newRecord(this.name, update, at));
    this.savedAt = at;
    this.#failure = undefined;
    this.#failures = 0;
    this.#records++;
    this.events.tried(update, true);
    if (this.#records <= MANY_RECORDS || this.#waiting.length > 0) return;
    try {
      await compact(database, this.name, this.doc, FROM_DATABASE, at);
      this.#records = 1;
    } catch {
      // A disk too full for the one whole record still holds the many small ones; a later write tries again.
      this.#records = 0;
    }
  }

  async #open(): Promise<Database> {
    const { indexedDB, now } = this.ports;
    if (!indexedDB) {
      this.#memoryOnly = true;
      throw new DOMException(NO_STORAGE.detail, 'NotAllowedError');
    }
    const database = await openDatabase(indexedDB, {
      outdated: () => {
        this.#database = undefined;
        this.#memoryOnly = true;
        this.#failure = NEWER;
        this.events.changed();
      },
      lost: () => {
        this.#database = undefined;
      },
    });
    if (this.#closed) database.close();
    const stored = await readAll(database, this.name);
    this.#apply(stored.updates);
    if (stored.damaged.length > 0) {
      const of = stored.damaged.length + stored.updates.length;
      this.#damage = {
        reason: 'damaged',
        detail: `${stored.damaged.length} of ${of} stored parts can’t be read. They are kept aside.`,
      };
      await setAside(database, this.name, stored.damaged, now());
    }
    this.savedAt = stored.savedAt ?? this.savedAt;
    this.#records = stored.updates.length;
    this.#failure = undefined;
    this.#database = database;
    return database;
  }

  /** What a newer Kubetil wrote is shown as far as this one can read it; nothing is written, moved or upgraded. */
  async #readAsFound() {
    this.#memoryOnly = true;
    if (!this.ports.indexedDB) return;
    const found = await openAsFound(this.ports.indexedDB);
    try {
      if (found) this.#apply((await readAll(found, this.name)).updates);
    } catch {
      // Another layout: then there is nothing that this version can read.
    } finally {
      found?.close();
    }
  }

  #apply(updates: Uint8Array[]) {
    this.doc.transact(() => {
      for (const update of updates) Y.applyUpdate(this.doc, update, FROM_DATABASE);
    }, FROM_DATABASE);
  }

  #fail(failure: Failure) {
    this.#failure = failure;
    this.#cancelRetry();
    if (failure.reason === 'newer' || this.#memoryOnly) return;
    const ms = RETRY_MS[Math.min(this.#failures++, RETRY_MS.length - 1)] ?? 0;
    this.#cancelRetry = this.ports.later(() => void this.flush(), ms);
  }
}
