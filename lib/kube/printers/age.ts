import { parseTime } from '../time';
import { humanDuration } from './duration';
import type { Named } from './printer';

/** How long ago things were, from one moment. */
export interface Age {
  /** Of an object: since it was created. */
  of(object: Named): string;
  /** Of a time of the API, with or without microseconds; `<unknown>` for none. */
  since(time: string | undefined): string;
}

/** @param now milliseconds since 1970 */
export function ageAt(now: number): Age {
  const since = (time: string | undefined): string => {
    const moment = parseTime(time);
    return moment === undefined ? '<unknown>' : humanDuration(now - moment);
  };
  return { since, of: (object) => since(object.metadata?.creationTimestamp) };
}
