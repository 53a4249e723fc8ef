/** Models client-go's flowcontrol.Backoff with the kubelet's bounds: 10 s, doubling up to 5 minutes, forgotten after 10 quiet ones. */
import type { BackOffEntry } from './state';

const FIRST = 10_000;
const MOST = 300_000;

function isExpired(entry: BackOffEntry, moment: number): boolean {
  return moment - entry.updated > 2 * MOST;
}

/** After another failure at that moment. */
export function nextBackOff(entry: BackOffEntry | undefined, moment: number, now: number): BackOffEntry {
  const ms = entry && !isExpired(entry, moment) ? Math.min(entry.ms * 2, MOST) : FIRST;
  return { ms, updated: now };
}

/** When one may try again after a failure at that moment; undefined where nothing is to be waited for. */
export function backOffEnd(entry: BackOffEntry | undefined, moment: number): number | undefined {
  if (!entry || isExpired(entry, moment)) return undefined;
  return moment + entry.ms;
}
