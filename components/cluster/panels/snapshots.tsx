'use client';

import { X } from 'lucide-react';
import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { fill } from '@/components/words';
import { useOwnWords } from '@/components/words/use-own-words';
import type { ClusterClient } from '../cluster-client';
import { timeWords } from './time-words';

const LONGEST = 60;

/** Moments with a name. They go with the cluster into its file. */
export function Snapshots({ client, names }: { client: ClusterClient; names: readonly string[] }) {
  const words = useOwnWords(timeWords);
  const [name, setName] = useState('');
  const [said, setSaid] = useState('');
  const heading = useId();
  const wanted = name.trim();

  const goTo = async (to: string) => {
    if (await client.ask('goTo', to)) setSaid(fill(words.went, { name: to }));
  };
  return (
    <section aria-labelledby={heading} className="grid gap-1.5">
      <h2 id={heading} className="text-1 font-semibold">
        {words.snapshots}
      </h2>
      <form
        className="flex min-w-0 gap-1.5"
        onSubmit={(event) => {
          event.preventDefault();
          if (wanted === '') return;
          setName('');
          void client.ask('name', wanted);
        }}
      >
        <input
          aria-label={words.snapshotName}
          placeholder={words.snapshotHolder}
          maxLength={LONGEST}
          value={name}
          onChange={(event) => setName(event.target.value)}
          className="h-7 min-w-0 flex-1 rounded-1 border border-panel-line bg-panel-2 px-2 text-1 placeholder:text-panel-ink-2 touch:h-11"
        />
        <Button
          look="panel"
          type="submit"
          disabled={wanted === ''}
          title={names.includes(wanted) ? words.replaces : undefined}
        >
          {words.save}
        </Button>
      </form>
      {names.length === 0 ? (
        <p className="text-1 text-panel-ink-2">{words.noSnapshots}</p>
      ) : (
        <ul className="flex flex-wrap gap-1.5">
          {names.map((one) => (
            <li key={one} className="flex min-w-0 items-center rounded-1 border border-panel-line bg-panel-2">
              <button
                type="button"
                aria-label={fill(words.goTo, { name: one })}
                onClick={() => void goTo(one)}
                className="min-h-7 min-w-0 truncate pl-2 text-1 hover:underline touch:min-h-11"
              >
                {one}
              </button>
              <IconButton label={fill(words.remove, { name: one })} onClick={() => void client.ask('removeName', one)}>
                <X aria-hidden size={13} />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      <p role="status" className="text-1 text-panel-ink-2 empty:hidden">
        {said}
      </p>
    </section>
  );
}
