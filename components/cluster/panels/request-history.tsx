'use client';

import { useId } from 'react';
import { useOwnWords } from '@/components/words/use-own-words';
import { clockText } from './clock-text';
import type { Logged } from './request-log';
import { addressText } from './send-request';
import { trafficWords } from './traffic-words';

interface Props {
  requests: readonly Logged[];
  shown: number | undefined;
  onShow: (one: Logged) => void;
}

export function RequestHistory({ requests, shown, onShow }: Props) {
  const words = useOwnWords(trafficWords);
  const heading = useId();
  if (requests.length === 0) return null;
  return (
    <section aria-labelledby={heading} className="grid gap-1">
      <h3 id={heading} className="text-1 font-semibold">
        {words.history}
      </h3>
      <ol className="grid gap-px">
        {requests.map((one) => {
          const { outcome } = one.exchange;
          const isBad = 'failed' in outcome || ('http' in outcome.reply && outcome.reply.http.status >= 400);
          return (
            <li key={one.id}>
              <button
                type="button"
                title={words.again}
                aria-current={one.id === shown}
                onClick={() => onShow(one)}
                className="flex min-h-7 w-full min-w-0 items-baseline gap-2 rounded-1 px-1.5 text-left text-1 hover:bg-panel-3 aria-[current=true]:bg-panel-3 touch:min-h-11 touch:items-center"
              >
                <span className="font-mono text-0 text-panel-ink-2">{clockText(one.time)}</span>
                <span className="shrink-0 font-mono text-0">{one.request.method}</span>
                <span className="min-w-0 flex-1 truncate font-mono text-0">{addressText(one.request.address)}</span>
                <span className={`shrink-0 font-mono text-0 ${isBad ? 'text-panel-bad' : 'text-panel-ok'}`}>
                  {'failed' in outcome
                    ? `✕ ${words.failed}`
                    : 'http' in outcome.reply
                      ? outcome.reply.http.status
                      : 'TCP'}
                </span>
              </button>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
