'use client';

import { useEffect, useRef, useState } from 'react';
import { fill } from '@/components/words';
import type { ViewItem } from '@/lib/cluster';
import type { ClusterClient } from '../cluster-client';
import { readObject } from '../panels/api-objects';
import { listOf, recordOf, textOf } from '../json';
import type { DetailWords } from './detail-words';
import { objectUrl } from './object-url';
import { Quiet } from './quiet';
import { useFresh } from './use-fresh';
import { useLog } from './use-log';

interface Props {
  client: ClusterClient;
  item: ViewItem;
  words: DetailWords;
}

/** What a Pod's containers print, as it comes. */
export function LogsView({ client, item, words }: Props) {
  const url = objectUrl(item);
  const [chosen, setChosen] = useState<string>();
  const [isPrevious, setPrevious] = useState(false);
  const containers = useFresh(client, url, async (client) => {
    const spec = recordOf((await readObject(client, url)).body['spec']);
    return [...listOf(spec['initContainers']), ...listOf(spec['containers'])].map((one) =>
      textOf(recordOf(one)['name']),
    );
  });
  if (!containers) return <Quiet text={words.asking} />;
  const container = chosen ?? containers.at(-1);
  if (container === undefined) return <Quiet text={words.gone} />;
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-3 text-0">
        <label className="flex items-center gap-1.5 text-panel-ink-2">
          {words.container}
          <select
            value={container}
            onChange={(event) => setChosen(event.target.value)}
            className="h-6 rounded-1 border border-panel-line bg-panel-2 px-1 text-panel-ink touch:h-11"
          >
            {containers.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        {item.restarts === undefined ? null : (
          <label className="flex min-h-6 items-center gap-1.5 touch:min-h-11">
            <input type="checkbox" checked={isPrevious} onChange={(event) => setPrevious(event.target.checked)} />
            {words.previous}
          </label>
        )}
      </div>
      <LogText
        client={client}
        url={`${url}/log?container=${container}&tailLines=500&${isPrevious ? 'previous=true' : 'follow=true'}`}
        container={container}
        words={words}
      />
    </div>
  );
}

function LogText({
  client,
  url,
  container,
  words,
}: {
  client: ClusterClient;
  url: string;
  container: string;
  words: DetailWords;
}) {
  const { text, fault } = useLog(client, url, words.silent);
  const end = useRef<HTMLDivElement>(null);
  // Who has scrolled up to read is left there.
  useEffect(() => {
    if (text === undefined) return;
    const scrolled = end.current?.closest('[role="tabpanel"]');
    if (scrolled && scrolled.scrollHeight - scrolled.scrollTop - scrolled.clientHeight < 80)
      scrolled.scrollTop = scrolled.scrollHeight;
  }, [text]);
  if (fault !== undefined) return <p className="font-mono text-0 text-panel-bad">{fault}</p>;
  return (
    <>
      <pre
        role="log"
        aria-label={fill(words.logText, { container })}
        className="text-[12px] leading-[18px] whitespace-pre-wrap text-panel-ink [overflow-wrap:anywhere]"
      >
        {text === '' ? words.noLogs : (text ?? words.asking)}
      </pre>
      <div ref={end} />
    </>
  );
}
