'use client';

import { useState } from 'react';
import { useOwnWords } from '@/components/words/use-own-words';
import type { ViewItem } from '@/lib/cluster';
import type { ClusterClient } from '../cluster-client';
import { BreakAct, FIELD, shortName } from './break-act';
import { breakWords } from './break-words';
import type { Ready } from './deed';
import { deletePod, fullDisk, killProcess } from './pod-deeds';
import type { Deeds } from './use-deeds';

interface Props {
  client: ClusterClient;
  items: readonly ViewItem[];
  deeds: Deeds;
}

export function BreakPods({ client, items, deeds }: Props) {
  const words = useOwnWords(breakWords);
  const [chosen, setChosen] = useState('');
  const pods = items.filter(({ kind }) => kind === 'Pod');
  if (pods.length === 0) return <p className="text-1 text-panel-ink-2">{words.noPods}</p>;
  const known = pods.find(({ id }) => id === chosen);
  const act = (prepare: (client: ClusterClient, pod: ViewItem) => Promise<Ready>) => () => {
    const pod = known ?? pods[Math.floor(Math.random() * pods.length)];
    if (pod) deeds.perform(prepare(client, pod));
  };
  return (
    <>
      <select
        aria-label={words.choosePod}
        value={known?.id ?? ''}
        onChange={(event) => setChosen(event.target.value)}
        className={FIELD}
      >
        <option value="">{words.anyPod}</option>
        {pods.map((pod) => (
          <option key={pod.id} value={pod.id}>
            {shortName(pod)} · {pod.status}
          </option>
        ))}
      </select>
      <BreakAct name={words.deletePod} does={words.deletePodDoes} disabled={deeds.isBusy} onAct={act(deletePod)} />
      <BreakAct
        name={words.killProcess}
        does={words.killProcessDoes}
        disabled={deeds.isBusy}
        onAct={act(killProcess)}
      />
      <BreakAct name={words.fullDisk} does={words.fullDiskDoes} disabled={deeds.isBusy} onAct={act(fullDisk)} />
    </>
  );
}
