import { useEffect, useState } from 'react';
import type { ClusterClient } from '../cluster-client';
import { findTargets, NO_TARGETS, type Targets } from './targets';

/** How long after a change it is looked again, ms: not at every beat of a rollout. */
const REST = 1500;

/** Who there is to send a request to, as the cluster changes. */
export function useTargets(client: ClusterClient): Targets {
  const [targets, setTargets] = useState(NO_TARGETS);
  useEffect(() => {
    let isOver = false;
    let known: number | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      known = client.pulse?.revision;
      const found = await findTargets(client);
      if (!isOver) setTargets(found);
    };
    const later = () => {
      if (timer !== undefined || client.pulse?.revision === known) return;
      timer = setTimeout(() => {
        timer = undefined;
        void look();
      }, REST);
    };
    void look();
    const stop = client.subscribe(later);
    return () => {
      isOver = true;
      stop();
      clearTimeout(timer);
    };
  }, [client]);
  return targets;
}
