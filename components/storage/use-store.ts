'use client';

import { useCallback, useSyncExternalStore } from 'react';
import type * as Y from 'yjs';
import type { Store, StoreState } from '@/lib/storage';
import { openStore } from '@/lib/storage';

const stores = new Map<string, Store>();
const LOADING: StoreState = { phase: 'loading' };

/** The one store of that name in this page, opened at first use and kept open as long as the page. */
export function sharedStore(name: string): Store {
  const known = stores.get(name);
  if (known) return known;
  const store = openStore(name);
  stores.set(name, store);
  return store;
}

/** Undefined on the server and while its HTML is hydrated. */
export function useStore(name: string): Store | undefined {
  return useSyncExternalStore(
    neverChanges,
    () => sharedStore(name),
    () => undefined,
  );
}

export function useStoreState(store: Store | undefined): StoreState {
  const subscribe = useCallback((listener: () => void) => store?.subscribe(listener) ?? (() => {}), [store]);
  return useSyncExternalStore(
    subscribe,
    () => store?.state() ?? LOADING,
    () => LOADING,
  );
}

/**
 * A number that changes with each change of the document: what is read from the document is then derived while
 * rendering, and copied nowhere.
 */
export function useRevision(doc: Y.Doc | undefined): number {
  const subscribe = useCallback(
    (listener: () => void) => {
      doc?.on('update', listener);
      return () => doc?.off('update', listener);
    },
    [doc],
  );
  return useSyncExternalStore(
    subscribe,
    () => (doc ? revisionOf(doc) : 0),
    () => 0,
  );
}

const revisions = new WeakMap<Y.Doc, number>();

/** Counted from the first question on, so that a change between a render and its subscription is seen too. */
function revisionOf(doc: Y.Doc): number {
  const known = revisions.get(doc);
  if (known !== undefined) return known;
  revisions.set(doc, 0);
  doc.on('update', () => revisions.set(doc, (revisions.get(doc) ?? 0) + 1));
  return 0;
}

function neverChanges() {
  return () => {};
}
