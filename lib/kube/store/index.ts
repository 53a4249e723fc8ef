/** What the cluster holds: see ./store.ts. */
export type { Change } from './history';
export type { WrittenBy } from './managers';
export { withManagers } from './managers';
export { keyOf, type StoredMeta, type StoredObject } from './object';
export { Store, type Listener, type Snapshot, type StoreOptions } from './store';
export type { Table } from './table';
