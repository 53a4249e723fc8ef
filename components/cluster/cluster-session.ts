/** The cluster of one place (a lesson, the playground) with its terminal: started, kept, and started again where it fell over. */
import { sharedStore } from '@/components/storage/use-store';
import type { OpenCluster } from '@/workers/cluster-protocol';
import type { ClusterClient } from './cluster-client';
import { keepCluster, keepHistory, ownPlace, readKept } from './kept-cluster';
import { startCluster } from './start-cluster';
import { TerminalModel } from './terminal/terminal-model';

export type SessionState =
  | { readonly phase: 'starting' }
  | {
      readonly phase: 'ready';
      readonly client: ClusterClient;
      readonly terminal: TerminalModel;
      /** Another tab keeps this place's cluster: what happens here is not kept. */
      readonly isSecond: boolean;
      /** What was kept could not be used. */
      readonly fault?: 'damaged' | 'newer' | 'foreign';
    }
  /** The worker died, or never came. */
  | { readonly phase: 'failed' };

/** After so long without news the cluster is written down. */
const SETTLE = 1500;
const SCREEN_LINES = 200;

export class ClusterSession {
  readonly #place: string;
  readonly #begin: OpenCluster['begin'];
  readonly #listeners = new Set<() => void>();
  readonly #gone = new AbortController();
  #state: SessionState = { phase: 'starting' };
  #stop: () => void = () => undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** What of the pulse speaks of things that are kept, as they were when they were. */
  #kept = '';
  #isOwner = false;

  constructor(place: string, begin: OpenCluster['begin']) {
    this.#place = place;
    this.#begin = begin;
    void this.start();
  }

  readonly state = (): SessionState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  /** Also after it failed: with what was kept last. */
  async start(): Promise<void> {
    this.#set({ phase: 'starting' });
    const store = sharedStore(`cluster/${this.#place}`);
    await store.loaded;
    this.#isOwner ||= await ownPlace(this.#place, this.#gone.signal);
    if (this.#gone.signal.aborted) return;
    const { client, stop } = startCluster(() => this.#fail());
    this.#stop = stop;
    const kept = readKept(store);
    try {
      const { fault } = await client.ask('open', {
        start: Date.now(),
        seed: Math.floor(Math.random() * 2 ** 31),
        nodes: 1,
        ...(this.#begin && { begin: this.#begin }),
        ...(kept.saved !== undefined && { saved: kept.saved }),
      });
      const terminal = new TerminalModel(
        client,
        (run) => requestAnimationFrame(run),
        (lines) => keepHistory(store, lines),
      );
      terminal.recall(kept.history);
      if (kept.screen !== '') terminal.showEarlier(kept.screen);
      client.subscribe(() => this.#later());
      const isSecond = !this.#isOwner;
      this.#set({ phase: 'ready', client, terminal, isSecond, ...(fault && { fault }) });
    } catch {
      this.#fail();
    }
  }

  /** The cluster as it is now into this browser's store. */
  async keep(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#state.phase !== 'ready' || !this.#isOwner) return;
    const { client, terminal } = this.#state;
    const { revision, step, steps, names } = client.pulse ?? {};
    const now = JSON.stringify({ revision, step, steps, names });
    if (now === this.#kept) return;
    const saved = await client.ask('pack', null);
    this.#kept = now;
    keepCluster(sharedStore(`cluster/${this.#place}`), saved, terminal.log.tail(SCREEN_LINES));
  }

  /** The place is left: what is not kept yet is kept first. */
  async close(): Promise<void> {
    await this.keep().catch(() => undefined);
    this.#gone.abort();
    this.#stop();
    this.#listeners.clear();
  }

  #later(): void {
    this.#timer ??= setTimeout(() => void this.keep().catch(() => undefined), SETTLE);
  }

  #fail(): void {
    this.#stop();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#set({ phase: 'failed' });
  }

  #set(state: SessionState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

const sessions = new Map<string, { session: ClusterSession; users: number }>();

/** One session a place, as long as somebody shows it. Answers how to let go of it. */
export function openSession(place: string, begin: OpenCluster['begin']): { session: ClusterSession; release(): void } {
  const known = sessions.get(place) ?? { session: new ClusterSession(place, begin), users: 0 };
  sessions.set(place, known);
  known.users += 1;
  return {
    session: known.session,
    release() {
      known.users -= 1;
      // React may take it up again at once.
      setTimeout(() => {
        if (known.users > 0 || sessions.get(place) !== known) return;
        sessions.delete(place);
        void known.session.close();
      }, 1000);
    },
  };
}
