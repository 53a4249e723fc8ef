import type { FromCluster } from '@/workers/cluster-protocol';
import { ClusterClient } from './cluster-client';

/** A cluster in a worker of its own. `onFailure` is told where the worker dies: what was not exported is gone with it. */
export function startCluster(onFailure: () => void): { readonly client: ClusterClient; readonly stop: () => void } {
  const worker = new Worker(new URL('../../workers/cluster.worker.ts', import.meta.url), {
    type: 'module',
    name: 'cluster',
  });
  worker.addEventListener('error', onFailure);
  const client = new ClusterClient({
    post: (message) => worker.postMessage(message),
    listen: (hear) => worker.addEventListener('message', (event: MessageEvent<FromCluster>) => hear(event.data)),
  });
  return { client, stop: () => worker.terminate() };
}
