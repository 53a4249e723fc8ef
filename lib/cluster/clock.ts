/**
 * Simulated time. Nothing in the cluster happens but as an event of this clock, in the order of their times and, at the same
 * time, in the order they were asked for: so the same seed and the same commands give the same history.
 */
export interface Timer {
  cancel(): void;
}

export interface TimerOptions {
  /**
   * Something that happens by itself later (a probe, a back-off, a lease, a deadline) and that nobody waits for: the cluster
   * is idle though it is to come. Default: false.
   */
  readonly background?: boolean;
}

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  after(ms: number, run: () => void, options?: TimerOptions): Timer;
}

interface Entry {
  readonly at: number;
  readonly order: number;
  readonly background: boolean;
  run: (() => void) | undefined;
}

export class SimulatedClock implements Clock {
  #now: number;
  #order = 0;
  #foreground = 0;
  #heap: Entry[] = [];

  constructor(start: number) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  after(ms: number, run: () => void, { background = false }: TimerOptions = {}): Timer {
    const entry: Entry = { at: this.#now + Math.max(0, ms), order: this.#order++, background, run };
    if (!background) this.#foreground += 1;
    this.#push(entry);
    return {
      cancel: () => {
        if (entry.run && !background) this.#foreground -= 1;
        entry.run = undefined;
      },
    };
  }

  /** Whether nothing is under way; what is to come by itself does not count. */
  get isIdle(): boolean {
    return this.#foreground === 0;
  }

  /** When the next event is, or undefined. */
  get nextAt(): number | undefined {
    while (this.#heap[0] && !this.#heap[0].run) this.#pop();
    return this.#heap[0]?.at;
  }

  /** Does the next event, if it is not later than `until`; the clock then shows its time. Answers whether there was one. */
  step(until = Number.POSITIVE_INFINITY): boolean {
    const at = this.nextAt;
    if (at === undefined || at > until) return false;
    const entry = this.#pop();
    this.#now = Math.max(this.#now, at);
    const run = entry?.run;
    if (!entry || !run) return false;
    entry.run = undefined;
    if (!entry.background) this.#foreground -= 1;
    run();
    return true;
  }

  /** Lets time pass up to that moment. Answers how many events there were; stops early after `most`. */
  runUntil(moment: number, most = Number.POSITIVE_INFINITY): number {
    let events = 0;
    while (events < most && this.step(moment)) events += 1;
    if (events < most) this.#now = Math.max(this.#now, moment);
    return events;
  }

  /**
   * Lets time pass until nothing is under way, and no longer than `most` ms of simulated time or `events` events.
   * Answers whether the cluster is idle.
   */
  runUntilIdle(most = 3_600_000, events = 10_000_000): boolean {
    const end = this.#now + most;
    for (let done = 0; !this.isIdle && done < events; done += 1) if (!this.step(end)) break;
    return this.isIdle;
  }

  /** Forgets all that was to come, and shows that time. */
  reset(now: number): void {
    for (const entry of this.#heap) entry.run = undefined;
    this.#heap = [];
    this.#foreground = 0;
    this.#now = now;
  }

  #push(entry: Entry): void {
    const heap = this.#heap;
    let at = heap.push(entry) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent];
      if (!above || isBefore(above, entry)) break;
      heap[at] = above;
      heap[parent] = entry;
      at = parent;
    }
  }

  #pop(): Entry | undefined {
    const heap = this.#heap;
    const [first] = heap;
    const last = heap.pop();
    if (!first || !last || heap.length === 0) return first;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      const left = heap[child];
      if (!left) break;
      const right = heap[child + 1];
      if (right && isBefore(right, left)) child += 1;
      const least = heap[child];
      if (!least || isBefore(last, least)) break;
      heap[at] = least;
      at = child;
    }
    heap[at] = last;
    return first;
  }
}

function isBefore(a: Entry, b: Entry): boolean {
  return a.at === b.at ? a.order < b.order : a.at < b.at;
}
