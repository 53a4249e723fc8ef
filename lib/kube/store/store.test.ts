import { expect, test } from 'vitest';
import { schemaType } from '../schema';
import type { StoredObject } from './object';
import { Store } from './store';

function configMap(name: string, data: Record<string, string>): StoredObject {
  const metadata = {
    name,
    namespace: 'default',
    uid: name,
    resourceVersion: '',
    creationTimestamp: '2026-01-05T09:00:00Z',
  };
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata, data };
}

function byManager(manager: string) {
  const type = schemaType('ConfigMap');
  if (!type) throw new Error('there are no ConfigMaps');
  return { how: 'update', type, apiVersion: 'v1', manager, now: '2026-01-05T09:00:00Z' } as const;
}

function managers(store: Store, name: string): unknown[] {
  const object = store.get('configmaps', 'default', name);
  return (object && store.managedFields(object)) ?? [];
}

test('who wrote what is known after the history of it is forgotten', () => {
  const store = new Store({ changes: 2048 });
  store.put('configmaps', configMap('kept', { a: '1' }), byManager('first'));
  store.put('configmaps', configMap('kept', { a: '1', b: '2' }), byManager('second'));
  for (let at = 0; at < 4000; at += 1)
    store.put('configmaps', configMap('busy', { at: String(at) }), byManager('busy'));
  expect(store.compacted).toBeGreaterThan(3);
  expect(managers(store, 'kept')).toMatchObject([{ manager: 'first' }, { manager: 'second' }]);
  store.put('configmaps', configMap('kept', { a: '3', b: '2' }), byManager('third'));
  expect(managers(store, 'kept')).toMatchObject([{ manager: 'first' }, { manager: 'second' }, { manager: 'third' }]);
  expect(managers(store, 'busy')).toMatchObject([{ manager: 'busy' }]);
});

test('a deleted object of the same name leaves nothing to the next', () => {
  const store = new Store();
  store.put('configmaps', configMap('web', { a: '1' }), byManager('first'));
  store.remove('configmaps', 'default', 'web');
  store.put('configmaps', configMap('web', { a: '1' }), byManager('second'));
  expect(managers(store, 'web')).toMatchObject([{ manager: 'second' }]);
});

test('after it was set back, the managers are those of that time', () => {
  const store = new Store();
  store.put('configmaps', configMap('web', { a: '1' }), byManager('first'));
  const then = store.snapshot();
  store.put('configmaps', configMap('web', { a: '2' }), byManager('second'));
  store.restore(then);
  store.put('configmaps', configMap('web', { a: '1', b: '2' }), byManager('third'));
  expect(managers(store, 'web')).toMatchObject([{ manager: 'first' }, { manager: 'third' }]);
});

test('lists are in the order of keys: a namespace ends with a slash', () => {
  const store = new Store();
  for (const [namespace, name] of [
    ['a', 'b'],
    ['a', 'a'],
    ['a-b', 'a'],
  ] as const) {
    const made = configMap(name, {});
    store.put('configmaps', { ...made, metadata: { ...made.metadata, namespace } });
  }
  const keys = store
    .table('configmaps')
    .sorted()
    .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
  expect(keys).toEqual(['a-b/a', 'a/a', 'a/b']);
});

test('what was just made for it is kept itself', () => {
  const store = new Store();
  const made = configMap('web', {});
  const object = { ...made, metadata: { ...made.metadata, resourceVersion: store.nextVersion } };
  expect(store.add('configmaps', object)).toBe(object);
  expect(store.get('configmaps', 'default', 'web')).toBe(object);
  expect(object.metadata.resourceVersion).toBe(String(store.revision));
});
