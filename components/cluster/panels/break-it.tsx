'use client';

import { useEffect, useId, useRef, type ReactNode } from 'react';
import { fill } from '@/components/words';
import { WithCode } from '@/components/ui/with-code';
import { useOwnWords } from '@/components/words/use-own-words';
import type { ClusterClient } from '../cluster-client';
import { BreakComponents } from './break-components';
import { BreakNodes } from './break-nodes';
import { BreakPods } from './break-pods';
import { BreakSettings } from './break-settings';
import { breakWords } from './break-words';
import type { Shown } from './deed';
import { LastDeed } from './last-deed';
import { useClusterItems } from './use-cluster-items';
import { useDeeds } from './use-deeds';

interface Props {
  client: ClusterClient;
  onCommand: (line: string) => void;
  onShow: (item: Shown) => void;
}

/** What can go wrong in a cluster, by hand: each says what will happen, then what to look at, and can be undone. */
export function BreakIt({ client, onCommand, onShow }: Props) {
  const words = useOwnWords(breakWords);
  const items = useClusterItems(client);
  const deeds = useDeeds(client);
  const heading = useId();
  const { refusal, fault, last } = deeds;
  const told = useRef<HTMLDivElement>(null);
  const first = useRef(last);
  useEffect(() => {
    // What came of it stands above all the buttons: out of sight of who pressed one of the last.
    if (last !== first.current || refusal !== undefined || fault !== undefined)
      told.current?.scrollIntoView({ block: 'nearest' });
  }, [last, refusal, fault]);
  return (
    <section
      aria-labelledby={heading}
      className="grid min-h-0 content-start gap-5 overflow-y-auto px-4 py-3 text-panel-ink"
    >
      <div className="grid gap-1">
        <h2 id={heading} className="sr-only">
          {words.title}
        </h2>
        <p className="text-1 text-panel-ink-2">{words.intro}</p>
      </div>
      <div ref={told} aria-live="polite" className="grid gap-3 empty:hidden">
        {refusal !== undefined || fault !== undefined ? (
          <p role="alert" className="rounded-2 border border-panel-warn px-3 py-2 text-2">
            <WithCode
              look="panel"
              text={refusal === undefined ? fill(words.fault, { message: fault ?? '' }) : words.refusals[refusal]}
            />
          </p>
        ) : null}
        {last ? <LastDeed client={client} last={last} onCommand={onCommand} onShow={onShow} /> : null}
      </div>
      <Part title={words.pods}>
        <BreakPods client={client} items={items} deeds={deeds} />
      </Part>
      <Part title={words.nodes}>
        <BreakNodes client={client} items={items} deeds={deeds} />
      </Part>
      <Part title={words.components}>
        <BreakComponents client={client} items={items} deeds={deeds} />
      </Part>
      <Part title={words.settings}>
        <BreakSettings client={client} items={items} deeds={deeds} />
      </Part>
    </section>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  const heading = useId();
  return (
    <section aria-labelledby={heading} className="grid min-w-0 gap-2">
      <h3 id={heading} className="text-2 font-semibold">
        {title}
      </h3>
      {children}
    </section>
  );
}
