import { useEffect, useState } from 'react';
import type { Steps } from '@/lib/cluster';
import type { ClusterClient } from '../cluster-client';

/** What was done, of the timeline. Asked for again when something was done or taken back. */
export function useSteps(client: ClusterClient): Steps | undefined {
  const [found, setFound] = useState<Steps>();
  useEffect(() => {
    let isOver = false;
    let known = '';
    const look = () => {
      const { step, steps, undo, redo } = client.pulse ?? {};
      const now = JSON.stringify([step, steps, undo, redo]);
      if (now === known) return;
      known = now;
      void client.ask('steps', null).then((answer) => {
        if (!isOver) setFound(answer);
      });
    };
    look();
    const stop = client.subscribe(look);
    return () => {
      isOver = true;
      stop();
    };
  }, [client]);
  return found;
}
