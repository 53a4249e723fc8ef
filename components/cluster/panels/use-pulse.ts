import { useSyncExternalStore } from 'react';
import type { Pulse } from '@/workers/cluster-protocol';
import type { ClusterClient } from '../cluster-client';

/** What the cluster told last; undefined until it has told anything. */
export function usePulse(client: ClusterClient): Pulse | undefined {
  return useSyncExternalStore(
    client.subscribe,
    () => client.pulse,
    () => undefined,
  );
}
