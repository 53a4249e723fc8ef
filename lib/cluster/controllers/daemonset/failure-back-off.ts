/**
 * How long a node waits before its next Pod is made, after the last has failed: 1 s, doubled up to 15 minutes. Models
 * flowcontrol.Backoff as the DaemonSet controller uses it.
 */
import type { Clock } from '../../clock';
import type { FailureBackOff } from './placement';

const FIRST = 1000;
const LAST = 15 * 60_000;

export function newFailureBackOff(clock: Clock): FailureBackOff {
  const known = new Map<string, { delay: number; at: number }>();
  return {
    wait({ metadata, status }, node) {
      const key = `${metadata.uid}/${status?.observedGeneration ?? 0}/${node}`;
      const now = clock.now();
      const last = known.get(key);
      const age = last ? now - last.at : 0;
      if (last && age < last.delay) return last.delay - age;
      // Long without failure: it begins anew.
      const isOver = !last || age > 2 * LAST;
      known.set(key, { delay: isOver ? FIRST : Math.min(LAST, last.delay * 2), at: now });
      return undefined;
    },
  };
}
