/** For tests: the page and the worker without the thread between them, with a real cluster behind. What is said is copied, as between threads. */
import { act } from '@testing-library/react';
import { ClusterHost } from '@/workers/cluster-host';
import type { FromCluster } from '@/workers/cluster-protocol';
import { ClusterClient } from './cluster-client';

export interface Pair {
  readonly client: ClusterClient;
  /** Lets that much time pass, and the page hear of it. */
  readonly pass: (ms: number) => Promise<void>;
  readonly create: (path: string, ...objects: readonly object[]) => Promise<void>;
  readonly get: (url: string) => Promise<unknown>;
}

/** Before a cluster is opened. */
export function newPair(): { readonly client: ClusterClient; readonly host: ClusterHost } {
  let hear: (message: FromCluster) => void = () => undefined;
  const host = new ClusterHost({
    post: (message) => hear(structuredClone(message)),
    descriptions: () => Promise.resolve(undefined),
  });
  const client = new ClusterClient({
    post: (message) => void host.hear(structuredClone(message)),
    listen: (listener) => (hear = listener),
  });
  return { client, host };
}

export async function openPair(nodes = 1): Promise<Pair> {
  const { client, host } = newPair();
  await client.ask('open', { start: 1_767_603_600_000, seed: 1, nodes });
  host.beat(0);
  const ask = (method: string, url: string, body = '') =>
    client.ask('request', { method, url, headers: { 'content-type': 'application/json' }, body });
  return {
    client,
    pass: (ms) =>
      act(async () => {
        host.beat(ms);
        // A list that is made anew now and then.
        await new Promise((resolve) => {
          setTimeout(resolve, 300);
        });
      }),
    create: async (path, ...objects) => {
      for (const object of objects) {
        // oxlint-disable-next-line no-await-in-loop -- one after the other, as they would be applied
        const answer = await ask('POST', path, JSON.stringify(object));
        if (answer?.status !== 201) throw new Error(answer?.body);
      }
    },
    get: async (url) => {
      const read: unknown = JSON.parse((await ask('GET', url))?.body ?? 'null');
      return read;
    },
  };
}
