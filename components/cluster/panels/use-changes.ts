import { useEffect, useMemo, useState } from 'react';
import type { ClusterClient } from '../cluster-client';
import { Changes, type ItemChange } from './changes';

/** How often the list is made anew while a rollout goes on, ms. */
const REST = 250;

/** What changed since the last command. It listens from the start: the list is only made where it is shown. */
export function useChanges(client: ClusterClient, isShown: boolean): readonly ItemChange[] {
  const changes = useMemo(() => ({ of: client, log: new Changes() }), [client]).log;
  const [list, setList] = useState<readonly ItemChange[]>([]);
  useEffect(() => {
    const stopView = client.onView((change) => changes.hear(change));
    const stopPulse = client.subscribe(() => {
      if (client.pulse) changes.settle(client.pulse);
    });
    return () => {
      stopView();
      stopPulse();
    };
  }, [client, changes]);
  useEffect(() => {
    if (!isShown) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = () => {
      timer = undefined;
      setList(changes.list());
    };
    const later = () => {
      timer ??= setTimeout(show, REST);
    };
    timer = setTimeout(show, 0);
    const stop = client.subscribe(later);
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [client, changes, isShown]);
  return list;
}
