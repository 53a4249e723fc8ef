/**
 * Who is to be looked at, and when: all of one tick in one event of the clock, so that what many Pods write comes at common
 * moments and there is no timer for each of them.
 */
import type { Clock, Timer } from '../clock';

interface Bucket {
  readonly timer: Timer;
  readonly keys: Set<string>;
}

export class Agenda {
  readonly #clock: Clock;
  readonly #tick: number;
  readonly #run: (key: string) => void;
  readonly #buckets = new Map<string, Bucket>();

  /** @param tick in milliseconds; 0 is no common ticks */
  constructor(clock: Clock, tick: number, run: (key: string) => void) {
    this.#clock = clock;
    this.#tick = tick;
    this.#run = run;
  }

  /** The first tick that is not before. */
  align(moment: number): number {
    return this.#tick > 0 ? Math.ceil(moment / this.#tick) * this.#tick : moment;
  }

  /** Asked for twice at one moment, it comes once. */
  add(key: string, moment: number, { background = false }: { readonly background?: boolean } = {}): void {
    const now = this.#clock.now();
    const at = this.align(Math.max(moment, now));
    const name = `${at}${background ? 'b' : ''}`;
    const bucket = this.#buckets.get(name);
    if (bucket) {
      bucket.keys.add(key);
      return;
    }
    const keys = new Set([key]);
    const timer = this.#clock.after(
      at - now,
      () => {
        this.#buckets.delete(name);
        for (const each of keys) this.#run(each);
      },
      { background },
    );
    this.#buckets.set(name, { timer, keys });
  }

  clear(): void {
    for (const { timer } of this.#buckets.values()) timer.cancel();
    this.#buckets.clear();
  }
}
