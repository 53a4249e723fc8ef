/** How fast a cluster's time passes beside real time: play, pause, step, ×1 to ×60. */
import type { SimulatedClock } from './clock';

export const SPEEDS = [1, 2, 5, 10, 30, 60] as const;
export type Speed = (typeof SPEEDS)[number];

/** What one turn may cost: a loop that runs away goes on in the next. */
const MOST_EVENTS = 20_000;

export class Pace {
  readonly #clock: SimulatedClock;
  speed: Speed = 1;
  isPlaying = true;

  constructor(clock: SimulatedClock) {
    this.#clock = clock;
  }

  /** To be called from time to time. @param elapsed real milliseconds since the last call */
  advance(elapsed: number): void {
    if (this.isPlaying) this.#clock.runUntil(this.#clock.now() + elapsed * this.speed, MOST_EVENTS);
  }

  /** The next thing that happens, however far away. Answers whether there was one. */
  step(): boolean {
    return this.#clock.step();
  }

  /** Answers whether nothing is under way any more; bounded, so that it may have to be called again. */
  runUntilIdle(): boolean {
    return this.#clock.runUntilIdle(undefined, MOST_EVENTS);
  }
}
