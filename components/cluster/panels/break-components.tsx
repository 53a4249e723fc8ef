'use client';

import { Button } from '@/components/ui/button';
import { fill } from '@/components/words';
import { useOwnWords } from '@/components/words/use-own-words';
import type { ComponentName, ViewItem } from '@/lib/cluster';
import type { ClusterClient } from '../cluster-client';
import { breakWords } from './break-words';
import { setComponent } from './machine-deeds';
import { StateMark } from './state-mark';
import type { Deeds } from './use-deeds';

const NAMES: readonly ComponentName[] = [
  'kube-apiserver',
  'kube-scheduler',
  'kube-controller-manager',
  'coredns',
  'storage-provisioner',
  'addon-controllers',
];

interface Props {
  client: ClusterClient;
  items: readonly ViewItem[];
  deeds: Deeds;
}

/** Those that this cluster has, with what would be missing without them. */
export function BreakComponents({ client, items, deeds }: Props) {
  const words = useOwnWords(breakWords);
  return (
    <ul className="grid gap-2.5">
      {NAMES.map((name) => {
        const item = items.find((one) => one.kind === 'Component' && one.name === name);
        if (!item) return null;
        const isRunning = item.state === 'ready';
        const act = isRunning ? words.stopComponent : words.startComponent;
        return (
          <li key={name} className="grid gap-0.5">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <span className="min-w-0 flex-1 font-mono text-1">{name}</span>
              <StateMark isGood={isRunning} text={isRunning ? words.running : words.stopped} />
              <Button
                look="panel"
                aria-label={fill(act, { name })}
                disabled={deeds.isBusy}
                onClick={() => deeds.perform(setComponent(client, name, !isRunning))}
              >
                {isRunning ? words.stop : words.start}
              </Button>
            </div>
            <p className="text-1 text-panel-ink-2">{words.componentDoes[name]}</p>
          </li>
        );
      })}
    </ul>
  );
}
