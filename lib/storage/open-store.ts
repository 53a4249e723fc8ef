import * as Y from 'yjs';
import { FROM_DATABASE, Keeper } from './keeper';
import type { StorePorts } from './ports';
import { browserPorts } from './ports';
import type { StoreState } from './state';
import { NO_ANSWER } from './state';
import { channelName, decodeTabMessage, tell } from './tabs';

export interface Store {
  /** The document. It is whole once `loaded` resolves, and can be written before: Yjs merges what comes from storage. */
  readonly doc: Y.Doc;
  /** Resolves when what is stored is in `doc`, or when it is clear that it can't be; never rejects. */
  readonly loaded: Promise<void>;
  /** The same object until something changes. */
  state(): StoreState;
  /** Calls `listener` after each change of state; the result ends it. */
  subscribe(listener: () => void): () => void;
  /** Resolves when nothing waits to be written, or when it can't be written now. */
  flush(): Promise<void>;
  /** Ends it all; flush first. */
  close(): void;
}

/** A browser that has not opened its database by then is reported; the database is still taken when it comes. */
const PATIENCE_MS = 8000;

/** The stores open in this page, for the backup: what a full disk refused is only here. */
export const openStores = new Set<{ name: string; doc: Y.Doc; factory: IDBFactory | null }>();

export function openStore(name: string, given: Partial<StorePorts> = {}): Store {
  const ports = browserPorts(given);
  const doc = new Y.Doc();
  const listeners = new Set<() => void>();
  const channel = ports.openChannel(channelName(name));
  const storedElsewhere = Symbol('from a tab that has stored it');
  const unsavedElsewhere = Symbol('from a tab that has not');
  const keeper = new Keeper(name, doc, ports, { changed: show, tried: tellTabs });
  const entry = { name, doc, factory: ports.indexedDB };
  let state: StoreState = { phase: 'loading' };
  let loading = true;
  let late = false;

  function show() {
    const next = nextState();
    if (JSON.stringify(next) === JSON.stringify(state)) return;
    state = next;
    for (const listener of listeners) listener();
  }

  function nextState(): StoreState {
    const failure = keeper.failure ?? (late ? NO_ANSWER : undefined);
    if (failure) return { phase: 'failing', ...failure };
    if (loading) return { phase: 'loading' };
    const saved = keeper.busy ? 'saving' : 'saved';
    return keeper.savedAt === undefined
      ? { phase: 'ready', saved }
      : { phase: 'ready', saved, savedAt: keeper.savedAt };
  }

  function takeChange(update: Uint8Array, origin: unknown) {
    if (origin === FROM_DATABASE || origin === storedElsewhere) return;
    keeper.keep(update);
    show();
  }

  /** Other tabs hear of a change when it is stored: what they build upon it can then never outlive it. */
  function tellTabs(bytes: Uint8Array, stored: boolean) {
    if (channel) tell(channel, { kind: 'update', bytes, stored });
  }

  function hear(value: unknown) {
    const message = decodeTabMessage(value);
    if (!message || !channel) return;
    if (message.kind === 'hello') {
      if (loading) return; // this tab will say hello itself, and then knows what it lacks
      const bytes = Y.encodeStateAsUpdate(doc, message.vector);
      tell(channel, { kind: 'update', bytes, stored: false, vector: Y.encodeStateVector(doc) });
      return;
    }
    try {
      Y.applyUpdate(doc, message.bytes, message.stored ? storedElsewhere : unsavedElsewhere);
    } catch {
      return; // cut or foreign: what the other tab stored comes with the next load
    }
    if (message.vector) tellTabs(Y.encodeStateAsUpdate(doc, message.vector), false);
  }

  function flushNow() {
    void keeper.flush();
  }

  const patience = ports.later(() => {
    late = true;
    arrived();
  }, PATIENCE_MS);
  let arrived = () => {};
  const loaded = new Promise<void>((resolve) => {
    arrived = () => {
      loading = false;
      show();
      resolve();
    };
  });
  void keeper.load().then(() => {
    patience();
    late = false;
    arrived();
    if (channel) tell(channel, { kind: 'hello', vector: Y.encodeStateVector(doc) });
  });

  openStores.add(entry);
  doc.on('update', takeChange);
  channel?.listen(hear);
  globalThis.addEventListener?.('pagehide', flushNow);

  return {
    doc,
    loaded,
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async flush() {
      await loaded;
      await keeper.flush();
    },
    close() {
      patience();
      globalThis.removeEventListener?.('pagehide', flushNow);
      openStores.delete(entry);
      listeners.clear();
      channel?.close();
      keeper.close();
      doc.destroy();
    },
  };
}
