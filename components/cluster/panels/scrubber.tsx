'use client';

import { useId, useState } from 'react';
import { fill } from '@/components/words';
import { useOwnWords } from '@/components/words/use-own-words';
import type { Steps } from '@/lib/cluster';
import { clockText } from './clock-text';
import { timeWords } from './time-words';

/** Over the steps as over a film: the cluster goes where the hand lets go. */
export function Scrubber({ steps, onGoTo }: { steps: Steps | undefined; onGoTo: (step: number) => void }) {
  const words = useOwnWords(timeWords);
  const [held, setHeld] = useState<number>();
  const list = useId();
  const all = steps?.steps ?? [];
  const at = held ?? steps?.at ?? 0;
  const name = (step: number) => {
    const done = all[step - 1];
    return done ? fill(words.after, { label: done.label }) : words.begin;
  };
  const letGo = () => {
    if (held === undefined) return;
    setHeld(undefined);
    if (held !== steps?.at) onGoTo(held);
  };
  return (
    <section aria-labelledby={list} className="grid gap-1">
      <h2 id={list} className="text-1 font-semibold">
        {words.timeline}
      </h2>
      {all.length === 0 ? (
        <p className="text-1 text-panel-ink-2">{words.noSteps}</p>
      ) : (
        <>
          <input
            type="range"
            min={0}
            max={all.length}
            step={1}
            value={at}
            aria-label={words.scrubber}
            aria-valuetext={`${fill(words.stepOf, { at, all: all.length })}: ${name(at)}`}
            onChange={(event) => setHeld(Number(event.target.value))}
            onPointerUp={letGo}
            onKeyUp={letGo}
            onBlur={letGo}
            className="h-6 w-full accent-panel-accent touch:h-11"
          />
          <p aria-hidden className="text-1 text-panel-ink-2">
            {fill(words.stepOf, { at, all: all.length })}: {name(at)}
          </p>
          <ol className="grid max-h-40 grid-cols-[minmax(0,1fr)] gap-px overflow-y-auto text-1">
            {all.map(({ label, time }, index) => {
              const isDone = index < at;
              const isHere = index + 1 === at;
              return (
                // oxlint-disable-next-line react/no-array-index-key -- a step is its place in the row
                <li key={index}>
                  <button
                    type="button"
                    aria-current={isHere ? 'step' : undefined}
                    onClick={() => onGoTo(index + 1)}
                    className="flex min-h-6 w-full items-baseline gap-2 rounded-1 px-1.5 text-left hover:bg-panel-3 aria-[current]:bg-panel-3 touch:min-h-11 touch:items-center"
                  >
                    <span aria-hidden className={isHere ? 'text-panel-accent' : 'text-panel-ink-2'}>
                      {isHere ? '●' : isDone ? '•' : '○'}
                    </span>
                    <code className={`min-w-0 flex-1 truncate ${isDone ? '' : 'text-panel-ink-2 italic'}`}>
                      {label}
                    </code>
                    {isDone ? null : <span className="text-0 text-panel-ink-2">{words.takenBack}</span>}
                    <span className="font-mono text-0 text-panel-ink-2">{clockText(time)}</span>
                  </button>
                </li>
              );
            })}
          </ol>
        </>
      )}
    </section>
  );
}
