import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Store } from './index';
import { exportAll, importAll, openStore } from './index';

const open: Store[] = [];

function newStore(indexedDB: IDBFactory | null, name = 'notebook'): Store {
  const store = openStore(name, { indexedDB });
  open.push(store);
  return store;
}

afterEach(() => {
  for (const store of open.splice(0)) store.close();
});

describe('a backup', () => {
  it('carries everything to another browser, and merges with what is there', async () => {
    const [mine, yours] = [new IDBFactory(), new IDBFactory()];
    const notebook = newStore(mine);
    notebook.doc.getText('day').insert(0, 'mine');
    const lesson = newStore(mine, 'lesson/pod');
    lesson.doc.getText('pod.yaml').insert(0, 'kind: Pod');
    await Promise.all([notebook.flush(), lesson.flush()]);
    const file = await exportAll({ indexedDB: mine });
    for (const store of open.splice(0)) store.close();

    const there = newStore(yours);
    there.doc.getText('other day').insert(0, 'yours');
    await there.flush();
    expect(await importAll(file, { indexedDB: yours })).toEqual({ ok: true, documents: 2 });
    await vi.waitFor(() => expect(there.doc.getText('day').toJSON()).toBe('mine'));
    expect(there.doc.getText('other day').toJSON()).toBe('yours');

    expect(await importAll(file, { indexedDB: yours })).toEqual({ ok: true, documents: 2 });
    there.close();
    const again = newStore(yours);
    await again.loaded;
    expect(again.doc.getText('day').toJSON()).toBe('mine');
  });

  it('holds what is open where there is no storage', async () => {
    const store = newStore(null);
    await store.loaded;
    store.doc.getText('day').insert(0, 'memory');
    const yours = new IDBFactory();
    expect(await importAll(await exportAll({ indexedDB: null }), { indexedDB: yours })).toEqual({
      ok: true,
      documents: 1,
    });
  });

  it.each([
    ['not JSON', '---\ntitle: x', 'foreign', 'This is not a Kubetil backup: it is not JSON.'],
    [
      'of something else',
      '{"format":"notes"}',
      'foreign',
      'This is not a Kubetil backup: its format is not "kubetil".',
    ],
    ['null', 'null', 'foreign', 'This is not a Kubetil backup: its format is not "kubetil".'],
    ['newer', '{"format":"kubetil","version":2}', 'newer', 'This backup was made by a newer Kubetil (version 2).'],
    ['empty', '{"format":"kubetil","version":1}', 'damaged', 'This backup is damaged: it lists no documents.'],
    [
      'cut',
      '{"format":"kubetil","version":1,"documents":{"notebook":"AQ=="}}',
      'damaged',
      'This backup is damaged: its document "notebook" can’t be read.',
    ],
    [
      'not base64',
      '{"format":"kubetil","version":1,"documents":{"notebook":"한글"}}',
      'damaged',
      'This backup is damaged: its document "notebook" can’t be read.',
    ],
  ])('that is %s is refused and changes nothing', async (_, file, reason, detail) => {
    const indexedDB = new IDBFactory();
    expect(await importAll(file, { indexedDB })).toEqual({ ok: false, reason, detail });
    expect(await indexedDB.databases()).toEqual([]);
  });

  it('is refused without storage', async () => {
    const file = '{"format":"kubetil","version":1,"documents":{}}';
    expect(await importAll(file, { indexedDB: null })).toMatchObject({ ok: false, reason: 'unavailable' });
  });
});
