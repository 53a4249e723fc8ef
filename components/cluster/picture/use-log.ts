'use client';

import { useEffect, useState } from 'react';
import type { ClusterClient } from '../cluster-client';
import { parseJson, recordOf, textOf } from '../json';

/** As many characters as are kept, from the end. */
const MOST = 60_000;

/** Undefined until something is known; `fault` is the server's sentence. */
export interface Log {
  readonly text?: string;
  readonly fault?: string;
}

/** A container's log, followed while it is shown. */
export function useLog(client: ClusterClient, url: string, isSilent: string): Log {
  const [kept, setKept] = useState<Log & { readonly url: string }>();
  useEffect(() => {
    let isOver = false;
    let text = '';
    let frame = 0;
    let stop = () => {};
    const show = () => {
      frame = 0;
      if (!isOver) setKept({ url, text });
    };
    const hear = (piece: string) => {
      text = `${text}${piece}`.slice(-MOST);
      frame ||= requestAnimationFrame(show);
    };
    void client.stream({ method: 'GET', url, headers: {}, body: '' }, { piece: hear, end: () => {} }).then((stream) => {
      if (isOver) {
        stream.stop();
        return;
      }
      stop = () => stream.stop();
      const { answer } = stream;
      if (!answer) setKept({ url, fault: isSilent });
      else if (answer.status === 200) hear(answer.body ?? '');
      else setKept({ url, fault: textOf(recordOf(parseJson(answer.body ?? ''))['message']) });
    });
    return () => {
      isOver = true;
      cancelAnimationFrame(frame);
      stop();
    };
  }, [client, url, isSilent]);
  return kept?.url === url ? kept : {};
}
