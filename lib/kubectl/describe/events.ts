/** The last part of most descriptions. */
import { parseTime } from '@/lib/kube';
import { age } from './moment';
import type { Page } from './page';
import type { Subject, Surroundings } from './surroundings';
import type { Value } from './value';

export function subjectOf(object: Value, kind: string): Subject {
  const metadata = object.at('metadata');
  return {
    name: metadata.at('name').text,
    namespace: metadata.at('namespace').text,
    uid: metadata.at('uid').text,
    kind,
  };
}

/** Looks them up and writes them. */
export async function eventsOf(page: Page, object: Value, kind: string, around: Surroundings): Promise<void> {
  eventsPart(page, await around.events(subjectOf(object, kind)), around.now);
}

export function eventsPart(page: Page, events: readonly Value[] | undefined, now: number): void {
  if (!events) return;
  if (events.length === 0) return page.field('Events', '<none>');
  page.line('Events:');
  page.line('Type\tReason\tAge\tFrom\tMessage', 1);
  // The rule under Age is one too long in kubectl.
  page.line('----\t------\t----\t----\t-------', 1);
  for (const event of byLastTime(events)) {
    const path = event.at('involvedObject.fieldPath').text;
    const message = event.at('message').text.trim();
    const source = event.at('source.component').or(event.at('reportingComponent').text);
    const cells = [event.at('type').text, event.at('reason').text, howLong(event, now), source];
    page.line([...cells, path === '' ? message : `${path}: ${message}`].join('\t'), 1);
  }
}

function howLong(event: Value, now: number): string {
  const begun = event.at('eventTime').isThere ? event.at('eventTime') : event.at('firstTimestamp');
  const first = age(begun, now);
  const series = event.at('series');
  const count = event.at('count').number;
  if (series.isThere) {
    return `${age(series.at('lastObservedTime'), now)} (x${series.at('count').number} over ${first})`;
  }
  return count > 1 ? `${age(event.at('lastTimestamp'), now)} (x${count} over ${first})` : first;
}

/** Go sorts with no heed of those of the same second when there are more than twelve; that shuffle is not modelled. */
function byLastTime(events: readonly Value[]): Value[] {
  const time = (event: Value): number => parseTime(event.at('lastTimestamp').text) ?? -Infinity;
  return events.toSorted((a, b) => {
    const [left, right] = [time(a), time(b)];
    return left < right ? -1 : Number(left > right);
  });
}
