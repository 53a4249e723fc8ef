'use client';

import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { fill } from '@/components/words';
import { useOwnWords } from '@/components/words/use-own-words';
import type { ViewItem } from '@/lib/cluster';
import type { ClusterClient } from '../cluster-client';
import { BreakAct } from './break-act';
import { breakWords } from './break-words';
import { addNode, setNode, type NodeState } from './deeds';
import { StateMark } from './state-mark';
import type { Deeds } from './use-deeds';
import { usePulse } from './use-pulse';

interface Props {
  client: ClusterClient;
  items: readonly ViewItem[];
  deeds: Deeds;
}

export function BreakNodes({ client, items, deeds }: Props) {
  const words = useOwnWords(breakWords);
  const states = useNodeStates(client, deeds);
  const nodes = items.filter(({ kind }) => kind === 'Node');
  const button = (node: ViewItem, to: NodeState, short: string, name: string) => (
    <Button
      look="panel"
      aria-label={fill(name, { name: node.name })}
      disabled={deeds.isBusy}
      onClick={() => deeds.perform(setNode(client, node, to))}
    >
      {short}
    </Button>
  );
  return (
    <>
      <ul className="grid gap-1.5">
        {nodes.map((node) => {
          const state = states[node.name] ?? 'running';
          return (
            <li key={node.id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <span className="min-w-0 flex-1 font-mono text-1 [overflow-wrap:anywhere]">{node.name}</span>
              <StateMark isGood={state === 'running'} text={words.nodeStates[state]} />
              <span className="text-1 text-panel-ink-2">{node.status}</span>
              {state === 'running' ? (
                <>
                  {button(node, 'stopped', words.stop, words.stopNode)}
                  {button(node, 'cut', words.cut, words.cutNode)}
                </>
              ) : (
                button(node, 'running', words.restore, words.restoreNode)
              )}
            </li>
          );
        })}
      </ul>
      <p className="text-1 text-panel-ink-2">{words.stopNodeDoes}</p>
      <p className="text-1 text-panel-ink-2">{words.cutNodeDoes}</p>
      <BreakAct
        name={words.addNode}
        does={words.addNodeDoes}
        disabled={deeds.isBusy}
        onAct={() => deeds.perform(addNode(client))}
      />
    </>
  );
}

/** Asked anew after each deed and each way back. */
function useNodeStates(client: ClusterClient, { isBusy }: Deeds): Readonly<Record<string, NodeState>> {
  const pulse = usePulse(client);
  const [states, setStates] = useState<Readonly<Record<string, NodeState>>>({});
  const { revision, step, steps } = pulse ?? {};
  useEffect(() => {
    let isOver = false;
    void client.ask('nodes', null).then((found) => {
      if (!isOver) setStates(found);
    });
    return () => {
      isOver = true;
    };
  }, [client, isBusy, revision, step, steps]);
  return states;
}
