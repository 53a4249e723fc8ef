import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import type { Store, StorePorts } from './index';
import { exportAll, listDamaged, openStore } from './index';
import { checksum } from './checksum';
import { DATABASE, UPDATES, VERSION } from './database';

const open: Store[] = [];

function newStore(ports: Partial<StorePorts>, name = 'notebook'): Store {
  const store = openStore(name, { now: () => 1_652_400_000_000, ...ports });
  open.push(store);
  return store;
}

/** As a crash ends a tab: nothing is flushed. */
function crash(store: Store) {
  store.close();
}

function textOf(store: Store): string {
  return store.doc.getText('day').toJSON();
}

afterEach(() => {
  for (const store of open.splice(0)) store.close();
  vi.restoreAllMocks();
});

describe('a store', () => {
  it('is loading, then ready, and says when it last saved', async () => {
    const store = newStore({ indexedDB: new IDBFactory() });
    expect(store.state()).toEqual({ phase: 'loading' });
    await store.loaded;
    await store.flush();
    expect(store.state()).toEqual({ phase: 'ready', saved: 'saved' });
    store.doc.getText('day').insert(0, 'Pod');
    expect(store.state()).toEqual({ phase: 'ready', saved: 'saving' });
    await store.flush();
    expect(store.state()).toEqual({ phase: 'ready', saved: 'saved', savedAt: 1_652_400_000_000 });
  });

  it('gives the same state object until something changes, and tells its listeners when it does', async () => {
    const store = newStore({ indexedDB: new IDBFactory() });
    const heard: string[] = [];
    const stop = store.subscribe(() => heard.push(store.state().phase));
    await store.loaded;
    expect(store.state()).toBe(store.state());
    stop();
    store.doc.getText('day').insert(0, 'Pod');
    await store.flush();
    expect(heard).toEqual(['ready']);
  });

  it('has what was written when it is opened again, also what was written before it had loaded', async () => {
    const indexedDB = new IDBFactory();
    const first = newStore({ indexedDB });
    first.doc.getText('day').insert(0, 'early');
    await first.flush();
    first.close();
    const second = newStore({ indexedDB });
    await second.loaded;
    expect(textOf(second)).toBe('early');
    expect(second.state()).toEqual({ phase: 'ready', saved: 'saved', savedAt: 1_652_400_000_000 });
  });

  it('loses nothing to a crash 300 ms after the last keystroke, though nobody flushed', async () => {
    const indexedDB = new IDBFactory();
    const first = newStore({ indexedDB });
    await first.loaded;
    for (const char of 'kubectl') first.doc.getText('day').insert(textOf(first).length, char);
    await new Promise((resolve) => setTimeout(resolve, 300));
    crash(first);
    const second = newStore({ indexedDB });
    await second.loaded;
    expect(textOf(second)).toBe('kubectl');
  });

  it('keeps documents of different names apart', async () => {
    const indexedDB = new IDBFactory();
    const notebook = newStore({ indexedDB });
    notebook.doc.getText('day').insert(0, 'note');
    await notebook.flush();
    const lesson = newStore({ indexedDB }, 'lesson/pod');
    await lesson.loaded;
    expect(textOf(lesson)).toBe('');
  });

  it('makes many records one, and loses no letter by it', async () => {
    const indexedDB = new IDBFactory();
    const store = newStore({ indexedDB });
    await store.loaded;
    for (let i = 0; i < 205; i++) {
      store.doc.getText('day').insert(0, 'x');
      await store.flush();
    }
    store.close();
    expect((await rawRecords(indexedDB)).length).toBeLessThan(10);
    const again = newStore({ indexedDB });
    await again.loaded;
    expect(textOf(again)).toBe('x'.repeat(205));
  });
});

describe('two tabs', () => {
  it('see each other’s edits live and overwrite nothing', async () => {
    const indexedDB = new IDBFactory();
    const [left, right] = [newStore({ indexedDB }), newStore({ indexedDB })];
    await Promise.all([left.loaded, right.loaded]);
    left.doc.getText('day').insert(0, 'left ');
    right.doc.getText('day').insert(0, 'right ');
    await vi.waitFor(() => expect(textOf(left).split(' ').sort()).toEqual(['', 'left', 'right']));
    await vi.waitFor(() => expect(textOf(right)).toBe(textOf(left)));
    await Promise.all([left.flush(), right.flush()]);
    const later = newStore({ indexedDB });
    await later.loaded;
    expect(textOf(later)).toBe(textOf(left));
  });

  it('share what neither can store', async () => {
    const [left, right] = [newStore({ indexedDB: null }), newStore({ indexedDB: null })];
    await Promise.all([left.loaded, right.loaded]);
    left.doc.getText('day').insert(0, 'only in memory');
    await vi.waitFor(() => expect(textOf(right)).toBe('only in memory'));
    const late = newStore({ indexedDB: null });
    await vi.waitFor(() => expect(textOf(late)).toBe('only in memory'));
  });

  it('ignore what is not theirs', async () => {
    const store = newStore({ indexedDB: new IDBFactory() });
    await store.loaded;
    const channel = new BroadcastChannel('kubetil/notebook');
    for (const message of [
      null,
      'update',
      { version: VERSION, kind: 'update', bytes: 'no bytes' },
      { version: VERSION, kind: 'update', bytes: new Uint8Array([9, 9, 9]), stored: true },
      { version: VERSION + 1, kind: 'hello', vector: new Uint8Array([0]) },
    ]) {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel has no target
      channel.postMessage(message);
    }
    store.doc.getText('day').insert(0, 'still here');
    await store.flush();
    channel.close();
    expect(textOf(store)).toBe('still here');
    expect(store.state().phase).toBe('ready');
  });
});

describe('storage that is not as it should be', () => {
  it('is not there: the store works in memory and says so', async () => {
    const store = newStore({ indexedDB: null });
    await store.loaded;
    store.doc.getText('day').insert(0, 'memory');
    await store.flush();
    expect(textOf(store)).toBe('memory');
    expect(store.state()).toEqual({
      phase: 'failing',
      reason: 'unavailable',
      detail: 'The browser allows this page no storage: This browser has no IndexedDB.',
    });
  });

  it('is forbidden: the store works in memory, says so, and tries again', async () => {
    const indexedDB = new IDBFactory();
    const forbidden = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    });
    const later: (() => void)[] = [];
    const store = newStore({ indexedDB, later: collectInto(later) });
    await store.loaded;
    store.doc.getText('day').insert(0, 'memory');
    await store.flush();
    expect(store.state()).toEqual({
      phase: 'failing',
      reason: 'unavailable',
      detail: 'The browser allows this page no storage: The operation is insecure.',
    });
    forbidden.mockRestore();
    later.at(-1)?.();
    await store.flush();
    expect(store.state()).toEqual({ phase: 'ready', saved: 'saved', savedAt: 1_652_400_000_000 });
    expect(await rawRecords(indexedDB)).toHaveLength(1);
  });

  it('does not answer: the store says so, and still takes what is stored when it comes', async () => {
    const indexedDB = new IDBFactory();
    const before = newStore({ indexedDB });
    before.doc.getText('day').insert(0, 'stored');
    await before.flush();
    before.close();
    const later: (() => void)[] = [];
    const store = newStore({ indexedDB, later: collectInto(later) });
    later[0]?.();
    await store.loaded;
    expect(store.state()).toMatchObject({ phase: 'failing', reason: 'unavailable' });
    await vi.waitFor(() => expect(textOf(store)).toBe('stored'));
    await vi.waitFor(() => expect(store.state().phase).toBe('ready'));
  });

  it('is full: the store keeps all in memory, says so, and saves when there is room', async () => {
    const indexedDB = new IDBFactory();
    const later: (() => void)[] = [];
    const store = newStore({ indexedDB, later: collectInto(later) });
    await store.loaded;
    const full = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
      throw new DOMException('', 'QuotaExceededError');
    });
    store.doc.getText('day').insert(0, 'kept');
    await store.flush();
    expect(store.state()).toEqual({
      phase: 'failing',
      reason: 'full',
      detail: 'The disk, or the share of it that this site may use, is full.',
    });
    store.doc.getText('day').insert(4, ' safe');
    await store.flush();
    expect(JSON.parse(await exportAll({ indexedDB }))).toMatchObject({ documents: { notebook: expect.any(String) } });
    full.mockRestore();
    later.at(-1)?.();
    await store.flush();
    expect(store.state()).toMatchObject({ phase: 'ready', saved: 'saved' });
    store.close();
    const again = newStore({ indexedDB });
    await again.loaded;
    expect(textOf(again)).toBe('kept safe');
  });

  it('is damaged: what can be read is read, the rest is kept aside, and writing goes on', async () => {
    const indexedDB = new IDBFactory();
    const store = newStore({ indexedDB });
    store.doc.getText('day').insert(0, 'good');
    await store.flush();
    store.close();
    const cut = Y.encodeStateAsUpdate(store.doc).subarray(0, 5);
    const overwritten = { name: 'notebook', bytes: new Uint8Array([1, 2, 3]), sum: 7, at: 0 };
    await addRaw(indexedDB, { name: 'notebook', bytes: cut, sum: checksum(cut), at: 0 }, overwritten, {
      name: 'notebook',
    });

    const again = newStore({ indexedDB });
    await again.loaded;
    expect(textOf(again)).toBe('good');
    expect(again.state()).toEqual({
      phase: 'failing',
      reason: 'damaged',
      detail: '3 of 4 stored parts can’t be read. They are kept aside.',
    });
    again.doc.getText('day').insert(4, ' enough');
    await again.flush();
    again.close();

    const damaged = await listDamaged({ indexedDB });
    expect(damaged.map(({ name, found }) => ({ name, found }))).toContainEqual({
      name: 'notebook',
      found: overwritten,
    });
    expect(damaged).toHaveLength(3);
    const third = newStore({ indexedDB });
    await third.loaded;
    expect(textOf(third)).toBe('good enough');
    expect(third.state().phase).toBe('ready');
  });

  it('is newer: the store shows what it can read, says so, and writes nothing', async () => {
    const indexedDB = new IDBFactory();
    const store = newStore({ indexedDB });
    store.doc.getText('day').insert(0, 'from the future');
    await store.flush();
    store.close();
    await upgradeTo(indexedDB, VERSION + 1);

    const older = newStore({ indexedDB });
    await older.loaded;
    expect(older.state()).toEqual({ phase: 'failing', reason: 'newer', detail: 'This was made by a newer Kubetil.' });
    expect(textOf(older)).toBe('from the future');
    older.doc.getText('day').insert(0, 'never ');
    await older.flush();
    older.close();
    expect(await rawRecords(indexedDB)).toHaveLength(1);
  });

  it('becomes newer while it is open: the store makes way and says so', async () => {
    const indexedDB = new IDBFactory();
    const store = newStore({ indexedDB });
    await store.loaded;
    await upgradeTo(indexedDB, VERSION + 1);
    expect(store.state()).toMatchObject({ phase: 'failing', reason: 'newer' });
  });
});

function collectInto(later: (() => void)[]) {
  return (run: () => void) => {
    later.push(run);
    return () => {};
  };
}

async function addRaw(factory: IDBFactory, ...records: unknown[]) {
  const database = await finished(factory.open(DATABASE));
  const store = database.transaction(UPDATES, 'readwrite').objectStore(UPDATES);
  for (const record of records) await finished(store.add(record));
  database.close();
}

async function rawRecords(factory: IDBFactory): Promise<unknown[]> {
  const database = await finished(factory.open(DATABASE));
  const records: unknown[] = await finished(database.transaction(UPDATES).objectStore(UPDATES).getAll());
  database.close();
  return records;
}

async function upgradeTo(factory: IDBFactory, version: number) {
  (await finished(factory.open(DATABASE, version))).close();
}

function finished<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('no reason given')));
  });
}
