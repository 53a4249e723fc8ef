'use client';

import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { fill } from '@/components/words';
import { useOwnWords } from '@/components/words/use-own-words';
import type { ViewItem } from '@/lib/cluster';
import type { ClusterClient } from '../cluster-client';
import { BreakAct } from './break-act';
import { breakWords } from './break-words';
import { addNode, setNode, type NodeState } from './machine-deeds';
import { StateMark } from './state-mark';
import type { Deeds } from './use-deeds';

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

/** Asked anew after each deed, and whenever the cluster tells of a change: not while the last answer is still to come. */
function useNodeStates(client: ClusterClient, { isBusy }: Deeds): Readonly<Record<string, NodeState>> {
  const [states, setStates] = useState<Readonly<Record<string, NodeState>>>({});
  useEffect(() => {
    if (isBusy) return undefined;
    let isOver = false;
    let isAsking = false;
    const look = async () => {
      if (isAsking) return;
      isAsking = true;
      const found = await client.ask('nodes', null);
      isAsking = false;
      if (!isOver) setStates(found);
    };
    void look();
    const stop = client.subscribe(() => void look());
    return () => {
      isOver = true;
      stop();
    };
  }, [client, isBusy]);
  return states;
}
