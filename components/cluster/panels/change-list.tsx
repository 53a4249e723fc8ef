'use client';

import { useId } from 'react';
import { fill } from '@/components/words';
import { useOwnWords } from '@/components/words/use-own-words';
import type { ItemChange } from './changes';
import { timeWords } from './time-words';

const MOST = 60;

const LOOKS = {
  added: { sign: '+', look: 'text-panel-ok' },
  changed: { sign: '~', look: 'text-panel-warn' },
  gone: { sign: '−', look: 'text-panel-bad' },
} as const;

/** What came, changed and went since the last command. */
export function ChangeList({ changes, since }: { changes: readonly ItemChange[]; since: string | undefined }) {
  const words = useOwnWords(timeWords);
  const heading = useId();
  return (
    <section aria-labelledby={heading} className="grid gap-1">
      <div className="flex min-w-0 items-baseline gap-2 text-1">
        <h2 id={heading} className="shrink-0 font-semibold">
          {words.changes}
        </h2>
        {since === undefined ? null : (
          <span className="truncate text-panel-ink-2">{fill(words.changesSince, { label: since })}</span>
        )}
      </div>
      {changes.length === 0 ? <p className="text-1 text-panel-ink-2">{words.noChanges}</p> : null}
      <ul className="grid gap-px text-1">
        {changes.slice(0, MOST).map(({ how, item, was }) => (
          <li key={item.id} className="flex min-w-0 items-baseline gap-2">
            <span className={`shrink-0 font-mono ${LOOKS[how].look}`}>
              <span aria-hidden>{LOOKS[how].sign} </span>
              <span className="font-sans">{words[how]}</span>
            </span>
            <span className="min-w-0 flex-1 truncate">
              <span className="text-panel-ink-2">{item.kind}</span> {item.name}
            </span>
            <span className="shrink-0 text-panel-ink-2">
              {was === undefined ? '' : `${was} → `}
              {how === 'gone' ? '' : item.status}
            </span>
          </li>
        ))}
      </ul>
      {changes.length > MOST ? (
        <p className="text-1 text-panel-ink-2">{fill(words.moreChanges, { n: changes.length - MOST })}</p>
      ) : null}
    </section>
  );
}
