'use client';

import { ChevronDown, ChevronUp, Pause, Play, Redo2, StepForward, Undo2 } from 'lucide-react';
import { useId, useState } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { fill } from '@/components/words';
import { useOwnWords } from '@/components/words/use-own-words';
import type { Speed } from '@/lib/cluster';
import type { ClusterClient } from '../cluster-client';
import { clockText } from './clock-text';
import { TimeDetails } from './time-details';
import { timeWords } from './time-words';
import { useChanges } from './use-changes';
import { usePulse } from './use-pulse';

/** As lib/cluster has them; its door would bring the whole cluster to the page. */
export const SPEEDS = [1, 2, 5, 10, 30, 60] as const satisfies readonly Speed[];

/** The cluster's clock: it plays, pauses, steps and runs fast, and goes back and forth over what was done. */
export function TimeBar({ client }: { client: ClusterClient }) {
  const words = useOwnWords(timeWords);
  const pulse = usePulse(client);
  const [isOpen, setOpen] = useState(false);
  const changes = useChanges(client, isOpen);
  const details = useId();
  const isOff = pulse === undefined;
  const isPlaying = pulse?.isPlaying ?? true;
  const speed = pulse?.speed ?? 1;
  const { undo, redo } = pulse ?? {};
  return (
    <div role="group" aria-label={words.bar} className="border-b border-panel-line bg-panel text-panel-ink">
      <div className="flex min-h-[38px] min-w-0 items-center gap-0.5 px-2 max-wide:min-h-11">
        <IconButton
          label={isPlaying ? words.pause : words.play}
          disabled={isOff}
          onClick={() => void client.ask('play', { playing: !isPlaying, speed })}
        >
          {isPlaying ? <Pause aria-hidden size={15} /> : <Play aria-hidden size={15} />}
        </IconButton>
        <IconButton label={words.step} disabled={isOff} onClick={() => void client.ask('step', null)}>
          <StepForward aria-hidden size={15} />
        </IconButton>
        <select
          aria-label={words.speed}
          title={words.speed}
          disabled={isOff}
          value={speed}
          onChange={(event) => {
            const chosen = SPEEDS.find((one) => String(one) === event.target.value);
            if (chosen) void client.ask('play', { playing: true, speed: chosen });
          }}
          className="h-7 shrink-0 rounded-1 border border-panel-line bg-panel-2 px-1 text-1 text-panel-ink touch:h-11"
        >
          {SPEEDS.map((one) => (
            <option key={one} value={one}>
              {fill(words.times, { n: one })}
            </option>
          ))}
        </select>
        <span
          role="timer"
          aria-label={words.time}
          title={`${words.time} (UTC). ${pulse?.isIdle ? words.idle : words.busy}`}
          className="mx-1 flex shrink-0 items-center gap-1 font-mono text-1 whitespace-nowrap tabular-nums"
        >
          <span
            aria-hidden
            className={`size-2 shrink-0 rounded-full border ${pulse && !pulse.isIdle ? 'border-panel-accent bg-panel-accent' : 'border-panel-ink-2'}`}
          />
          {pulse ? clockText(pulse.time) : '--:--:--'}
        </span>
        <span className="flex-1" />
        <IconButton
          label={undo === undefined ? words.undoNone : fill(words.undo, { label: undo })}
          disabled={undo === undefined}
          onClick={() => void client.ask('undo', null)}
        >
          <Undo2 aria-hidden size={15} />
        </IconButton>
        <IconButton
          label={redo === undefined ? words.redoNone : fill(words.redo, { label: redo })}
          disabled={redo === undefined}
          onClick={() => void client.ask('redo', null)}
        >
          <Redo2 aria-hidden size={15} />
        </IconButton>
        <IconButton
          label={words.more}
          aria-expanded={isOpen}
          aria-controls={details}
          disabled={isOff}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? <ChevronUp aria-hidden size={15} /> : <ChevronDown aria-hidden size={15} />}
        </IconButton>
      </div>
      <div id={details} hidden={!isOpen}>
        {isOpen && pulse ? <TimeDetails client={client} pulse={pulse} changes={changes} /> : null}
      </div>
    </div>
  );
}
