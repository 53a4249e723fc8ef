'use client';

import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { fill } from '@/components/words';
import { useOwnWords } from '@/components/words/use-own-words';
import type { ClusterClient } from '../cluster-client';
import { ExchangeView } from './exchange-view';
import { RequestForm } from './request-form';
import { RequestHistory } from './request-history';
import { keepRequestLog, requestLog, withRequest, type Draft, type RequestLog } from './request-log';
import { addressText, parseAddress, sendRequest } from './send-request';
import { sourceOf, sourceText } from './targets';
import { trafficWords } from './traffic-words';
import { useTargets } from './use-targets';

interface Props {
  client: ClusterClient;
  onCommand: (line: string) => void;
  /** Opens an address in the browser frame. */
  onOpen?: (url: string) => void;
}

/** A request, from outside or from a Pod, drawn hop by hop up to where it stops. */
export function Traffic({ client, onCommand, onOpen }: Props) {
  const words = useOwnWords(trafficWords);
  const targets = useTargets(client);
  const [log, setLog] = useState(() => requestLog(client));
  const [state, setState] = useState<{ readonly isSending?: true; readonly fault?: string }>({});
  const heading = useId();
  const keep = (next: RequestLog) => {
    keepRequestLog(client, next);
    setLog(next);
  };
  const { requests, draft } = log;
  const shown = requests.find(({ id }) => id === log.shown);

  const send = async () => {
    const address = parseAddress(draft.to);
    if (!address) {
      setState({ fault: words.badAddress });
      return;
    }
    setState({ isSending: true });
    const request = { source: sourceOf(draft.from), address, method: draft.method, body: draft.body };
    try {
      const sent = await sendRequest(client, request, targets);
      keep(withRequest({ ...log, draft }, { ...sent, request, time: client.pulse?.time ?? 0 }));
      setState({});
    } catch (error) {
      setState({ fault: fill(words.fault, { message: String(error) }) });
    }
  };
  const canOpen = shown?.request.source.from === 'outside' && shown.request.method === 'GET';
  return (
    <section
      aria-labelledby={heading}
      className="grid min-h-0 content-start gap-4 overflow-y-auto px-4 py-3 text-panel-ink"
    >
      <h2 id={heading} className="sr-only">
        {words.title}
      </h2>
      <RequestForm
        draft={draft}
        targets={targets}
        isSending={state.isSending ?? false}
        fault={state.fault}
        onChange={(change: Partial<Draft>) => {
          if (state.fault !== undefined) setState({});
          keep({ ...log, draft: { ...draft, ...change } });
        }}
        onSend={() => void send()}
      />
      <div aria-live="polite" className="grid min-w-0 gap-3">
        {shown ? (
          <>
            <ExchangeView
              key={shown.id}
              exchange={shown.exchange}
              hostsLine={shown.hostsLine}
              isConnect={shown.request.method === 'connect'}
              onCommand={onCommand}
            />
            {canOpen && onOpen ? (
              <Button
                look="panel"
                className="justify-self-start"
                onClick={() => onOpen(addressText(shown.request.address))}
              >
                {words.open}
              </Button>
            ) : null}
          </>
        ) : (
          <p className="text-1 text-panel-ink-2">{words.nothing}</p>
        )}
      </div>
      <RequestHistory
        requests={requests}
        shown={log.shown}
        onShow={({ id, request }) =>
          keep({
            ...log,
            shown: id,
            draft: {
              from: sourceText(request.source),
              to: addressText(request.address),
              method: request.method,
              body: request.body,
            },
          })
        }
      />
    </section>
  );
}
