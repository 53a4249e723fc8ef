/**
 * What the learner writes, kept in this browser: Yjs documents in IndexedDB, shared live between tabs.
 *
 * A document is opened by name: `notebook`, `progress`, `lesson/<slug>`. Each change is written at once, as one more
 * Yjs update, so that a crash loses no more than the write that was under way; many updates are made one now and
 * then. Nothing here throws for the state of the browser: no storage, a full disk, damaged or newer data are a
 * `StoreState`, and the document goes on in memory.
 */
export { exportAll, importAll, listDamaged, type ImportResult } from './backup';
export { openStore, type Store } from './open-store';
export { type Channel, type StorePorts } from './ports';
export { type DamagedRecord } from './records';
export { type Failure, type FailureReason, type StoreState } from './state';
export { applyEdit, writeText } from './text-ops';
