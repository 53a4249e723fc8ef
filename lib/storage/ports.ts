/** What a store needs of the world; a test gives its own. */
export interface StorePorts {
  /** null: there is none */
  indexedDB: IDBFactory | null;
  /** undefined where the browser has no BroadcastChannel: tabs then meet at the next load */
  openChannel: (name: string) => Channel | undefined;
  /** ms since 1970 */
  now: () => number;
  /** Runs later, once; the result cancels it. */
  later: (run: () => void, ms: number) => () => void;
}

export interface Channel {
  post(message: unknown): void;
  listen(listener: (message: unknown) => void): void;
  close(): void;
}

export function browserPorts(given: Partial<StorePorts> = {}): StorePorts {
  return {
    indexedDB: given.indexedDB === undefined ? browserFactory() : given.indexedDB,
    openChannel: given.openChannel ?? openBroadcastChannel,
    now: given.now ?? Date.now,
    later: given.later ?? afterTimeout,
  };
}

/** Reading `indexedDB` throws where the browser blocks storage for a site. */
function browserFactory(): IDBFactory | null {
  try {
    return typeof indexedDB === 'undefined' ? null : indexedDB;
  } catch {
    return null;
  }
}

function openBroadcastChannel(name: string): Channel | undefined {
  if (typeof BroadcastChannel === 'undefined') return undefined;
  const channel = new BroadcastChannel(name);
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel has no target
    post: (message) => channel.postMessage(message),
    listen: (listener) => channel.addEventListener('message', (event: MessageEvent<unknown>) => listener(event.data)),
    close: () => channel.close(),
  };
}

function afterTimeout(run: () => void, ms: number): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}
