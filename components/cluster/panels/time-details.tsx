'use client';

import { FastForward } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { fill } from '@/components/words';
import { useOwnWords } from '@/components/words/use-own-words';
import type { Pulse } from '@/workers/cluster-protocol';
import type { ClusterClient } from '../cluster-client';
import { ChangeList } from './change-list';
import type { ItemChange } from './changes';
import { durationText } from './clock-text';
import { Scrubber } from './scrubber';
import { Snapshots } from './snapshots';
import { timeWords } from './time-words';
import { useSteps } from './use-steps';

interface Props {
  client: ClusterClient;
  pulse: Pulse;
  changes: readonly ItemChange[];
}

/** The second row: over all that was done, what was kept of it, and what it did. */
export function TimeDetails({ client, pulse, changes }: Props) {
  const words = useOwnWords(timeWords);
  const steps = useSteps(client);
  return (
    <div
      // Of what the terminal leaves, the picture keeps a part.
      className="grid max-h-[calc((100dvh-var(--pane-terminal,42dvh)-10rem)*0.75)] min-h-28 grid-cols-[minmax(0,1fr)] gap-3 overflow-y-auto border-t border-panel-line px-3 py-2.5"
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-1 text-panel-ink-2">
        <Button look="panel" title={words.untilIdleNote} onClick={() => void client.ask('runUntilIdle', null)}>
          <FastForward aria-hidden size={14} />
          {words.untilIdle}
        </Button>
        <span role="status">{pulse.isIdle ? words.idle : words.busy}</span>
        {steps ? <span>{fill(words.since, { time: durationText(pulse.time - steps.start) })}</span> : null}
      </div>
      <Scrubber steps={steps} onGoTo={(step) => void client.ask('goToStep', step)} />
      <Snapshots client={client} names={pulse.names} />
      <ChangeList changes={changes} since={pulse.undo} />
    </div>
  );
}
