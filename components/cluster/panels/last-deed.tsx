'use client';

import { Undo2 } from 'lucide-react';
import { useId } from 'react';
import { Button } from '@/components/ui/button';
import { WithCode } from '@/components/ui/with-code';
import { fill } from '@/components/words';
import { useOwnWords } from '@/components/words/use-own-words';
import type { ClusterClient } from '../cluster-client';
import { breakWords } from './break-words';
import { CommandList } from './command-list';
import type { Shown } from './deed';
import type { Done } from './use-deeds';
import { useSteps } from './use-steps';

interface Props {
  client: ClusterClient;
  last: Done;
  onCommand: (line: string) => void;
  onShow: (item: Shown) => void;
}

/** What was done, what to look at now, and back. */
export function LastDeed({ client, last: { deed, label }, onCommand, onShow }: Props) {
  const words = useOwnWords(breakWords);
  const { at = 0, steps = [] } = useSteps(client) ?? {};
  // Forgotten (-1) where something else was done after it was taken back.
  const step = steps.findLastIndex((one) => one.label === label);
  const heading = useId();
  const { item } = deed;
  return (
    <section
      aria-labelledby={heading}
      className="grid gap-2 rounded-2 border border-panel-accent bg-panel-2 px-3 py-2.5"
    >
      <h3 id={heading} className="text-1 text-panel-ink-2">
        {words.last}: <strong className="text-panel-ink">{label}</strong>
      </h3>
      {step >= at ? (
        <p className="text-2">{words.undone}</p>
      ) : (
        <>
          <p className="text-2">
            <WithCode text={fill(words.done[deed.key], deed.values)} look="panel" />
          </p>
          <h4 className="text-1 text-panel-ink-2">{words.next}</h4>
          <CommandList commands={deed.commands} label={words.toTerminal} onCommand={onCommand} />
          <div className="flex flex-wrap gap-2">
            {item ? (
              <Button look="panel" onClick={() => onShow(item)}>
                {words.show}
              </Button>
            ) : null}
            {step < 0 ? null : (
              <Button look="panel" onClick={() => void client.ask('goToStep', step)}>
                <Undo2 aria-hidden size={14} />
                {step === at - 1 ? words.undo : words.backBefore}
              </Button>
            )}
          </div>
        </>
      )}
    </section>
  );
}
