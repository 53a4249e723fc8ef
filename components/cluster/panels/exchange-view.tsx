'use client';

import { useId } from 'react';
import { WithCode } from '@/components/ui/with-code';
import { fill } from '@/components/words';
import { useOwnWords } from '@/components/words/use-own-words';
import type { Exchange, HttpResponse } from '@/lib/cluster';
import { CommandList } from './command-list';
import { explain, type Explanation } from './failure';
import { failureWords } from './failure-words';
import { RequestWay } from './request-way';
import { trafficWords } from './traffic-words';

/** More of a body is not drawn. */
const MOST_SHOWN = 20_000;

interface Props {
  exchange: Exchange;
  hostsLine?: string | undefined;
  /** Only a connection was asked for. */
  isConnect: boolean;
  onCommand: (line: string) => void;
}

/** What came of a request: its way, why it stopped, what to look at next, the answer. */
export function ExchangeView({ exchange, hostsLine, isConnect, onCommand }: Props) {
  const words = useOwnWords(trafficWords);
  const explanation = explain(exchange);
  const { outcome } = exchange;
  const isBroken = 'failed' in outcome || (explanation !== undefined && explanation.key !== 'ingressToTls');
  return (
    <div className="grid gap-4">
      {hostsLine === undefined ? null : (
        <p className="text-1 text-panel-ink-2">
          <WithCode text={fill(words.hostsLine, { line: `\`${hostsLine}\`` })} look="panel" />
        </p>
      )}
      <RequestWay exchange={exchange} isBroken={isBroken} />
      <Why exchange={exchange} explanation={explanation} onCommand={onCommand} />
      {'failed' in outcome ? null : 'http' in outcome.reply ? (
        <Answer http={outcome.reply.http} />
      ) : 'closed' in outcome.reply ? (
        <p className="text-1">{isConnect ? words.connected : words.notHttp}</p>
      ) : (
        <pre className="overflow-x-auto rounded-1 bg-panel-2 p-2 text-[12.5px] leading-5">
          {JSON.stringify(outcome.reply.wire, undefined, 2)}
        </pre>
      )}
    </div>
  );
}

interface WhyProps {
  exchange: Exchange;
  explanation: Explanation | undefined;
  onCommand: (line: string) => void;
}

/** Also in the browser frame, where a page could not be had. */
export function Why({ exchange: { outcome }, explanation, onCommand }: WhyProps) {
  const failure = useOwnWords(failureWords);
  const words = useOwnWords(trafficWords);
  const heading = useId();
  if (!explanation && !('failed' in outcome)) return null;
  return (
    <section aria-labelledby={heading} className="grid gap-2 rounded-2 border border-panel-bad px-3 py-2.5">
      <h3 id={heading} className="text-2 font-semibold text-panel-bad">
        {'failed' in outcome ? failure.kinds[outcome.failed] : words.why}
      </h3>
      <p className="text-2">
        {explanation ? (
          <WithCode text={fill(failure.why[explanation.key], explanation.values)} look="panel" />
        ) : 'failed' in outcome ? (
          `${failure.other} ${outcome.why}`
        ) : null}
      </p>
      {explanation && explanation.commands.length > 0 ? (
        <>
          <h4 className="text-1 text-panel-ink-2">{words.next}</h4>
          <CommandList commands={explanation.commands} label={words.toTerminal} onCommand={onCommand} />
        </>
      ) : null}
    </section>
  );
}

function Answer({ http: { status, headers, body } }: { http: HttpResponse }) {
  const words = useOwnWords(trafficWords);
  const heading = useId();
  const rows = Object.entries(headers);
  const look = status >= 500 ? 'text-panel-bad' : status >= 400 ? 'text-panel-warn' : 'text-panel-ok';
  return (
    <section aria-labelledby={heading} className="grid min-w-0 gap-1.5">
      <div className="flex items-baseline gap-3">
        <h3 id={heading} className="text-1 font-semibold">
          {words.answer}
        </h3>
        <span className={`font-mono text-1 font-semibold ${look}`}>{fill(words.status, { status })}</span>
      </div>
      <details>
        <summary className="min-h-6 text-1 text-panel-ink-2 touch:py-3">
          {fill(words.headers, { n: rows.length })}
        </summary>
        <dl className="grid gap-0.5 rounded-1 bg-panel-2 p-2 font-mono text-[12.5px] leading-5">
          {rows.map(([name, value]) => (
            <div key={name} className="[overflow-wrap:anywhere]">
              <dt className="inline text-panel-ink-2">{name}: </dt>
              <dd className="inline">{value}</dd>
            </div>
          ))}
        </dl>
      </details>
      {body === '' ? (
        <p className="text-1 text-panel-ink-2">{words.emptyBody}</p>
      ) : (
        <pre
          tabIndex={0}
          role="region"
          aria-label={words.bodyOf}
          className="max-h-72 overflow-auto rounded-1 bg-panel-2 p-2 text-[12.5px] leading-5 whitespace-pre-wrap [overflow-wrap:anywhere]"
        >
          {body.slice(0, MOST_SHOWN)}
        </pre>
      )}
      {body.length > MOST_SHOWN ? (
        <p className="text-1 text-panel-ink-2">{fill(words.cut, { n: MOST_SHOWN })}</p>
      ) : null}
    </section>
  );
}
