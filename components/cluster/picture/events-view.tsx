'use client';

import { fill } from '@/components/words';
import type { ViewItem } from '@/lib/cluster';
import type { ClusterClient } from '../cluster-client';
import { readObject } from '../panels/api-objects';
import { clockText } from '../panels/clock-text';
import { listOf, numberOf, recordOf, textOf, type Json } from '../json';
import type { DetailWords } from './detail-words';
import { eventsUrl } from './object-url';
import { Quiet } from './quiet';
import { useFresh } from './use-fresh';

interface Props {
  client: ClusterClient;
  item: ViewItem;
  words: DetailWords;
}

/** What was told about it, the newest first. */
export function EventsView({ client, item, words }: Props) {
  const url = eventsUrl(item);
  const answer = useFresh(client, url, (client) => readObject(client, url));
  if (!answer) return <Quiet text={words.asking} />;
  if (answer.status === 0) return <Quiet text={words.silent} />;
  const events = listOf(answer.body['items'])
    .map((event) => eventOf(recordOf(event)))
    .sort((a, b) => b.time - a.time);
  if (events.length === 0) return <Quiet text={words.noEvents} />;
  return (
    <ul className="grid gap-2 text-0">
      {events.map(({ uid, time, type, reason, message, count }) => (
        <li key={uid} className="grid gap-x-2">
          <span className="flex flex-wrap items-baseline gap-x-2">
            <span className={`font-semibold ${type === 'Warning' ? 'text-panel-warn' : 'text-panel-ink'}`}>
              {type === 'Warning' ? `${type}: ` : ''}
              {reason}
            </span>
            <span className="font-mono text-[11px] text-panel-ink-2">
              {Number.isNaN(time) ? '' : clockText(time)} {count > 1 ? fill(words.times, { n: count }) : ''}
            </span>
          </span>
          <span className="text-panel-ink-2 [overflow-wrap:anywhere]">{message}</span>
        </li>
      ))}
    </ul>
  );
}

function eventOf(event: Json) {
  const metadata = recordOf(event['metadata']);
  const series = recordOf(event['series']);
  const time = textOf(event['lastTimestamp']) || textOf(event['eventTime']) || textOf(metadata['creationTimestamp']);
  return {
    uid: textOf(metadata['uid']),
    time: Date.parse(time),
    type: textOf(event['type']),
    reason: textOf(event['reason']),
    message: textOf(event['message']),
    count: numberOf(series['count']) ?? numberOf(event['count']) ?? 1,
  };
}
