'use client';

import { useEffect, useState } from 'react';
import type { ClusterClient } from '../cluster-client';

/** How long after a change it is asked again, ms. */
const REST = 400;

/**
 * What the cluster answers, asked again when it has changed. Undefined until the first answer.
 *
 * @param key another key is another question: the old answer is forgotten
 */
export function useFresh<Answer>(
  client: ClusterClient,
  key: string,
  ask: (client: ClusterClient) => Promise<Answer>,
): Answer | undefined {
  const [kept, setKept] = useState<{ readonly key: string; readonly answer: Answer }>();
  useEffect(() => {
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let known: number | undefined;
    const look = async () => {
      known = client.pulse?.revision;
      const answer = await ask(client);
      if (!isOver) setKept({ key, answer });
    };
    void look();
    const stop = client.subscribe(() => {
      if (timer !== undefined || client.pulse?.revision === known) return;
      timer = setTimeout(() => {
        timer = undefined;
        void look();
      }, REST);
    });
    return () => {
      isOver = true;
      stop();
      clearTimeout(timer);
    };
    // The key stands for the question.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [client, key]);
  return kept?.key === key ? kept.answer : undefined;
}
