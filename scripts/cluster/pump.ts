/**
 * Lets a cluster's time pass beside real time: what is under way is done as fast as work allows, and the clock jumps ahead
 * with it; what comes by itself (a probe, a back-off, a CronJob) comes when it is due.
 *
 * The cluster was started some minutes ago, so to speak: its clock may jump ahead of the wall's pace as long as it does not show
 * a time that is still to come, at which kubectl would print `<invalid>` ages. When that is used up, time passes as outside.
 */
import type { SimulatedClock } from '@/lib/cluster';

/** How long a slice of work may keep requests waiting, ms. */
const SLICE = 20;
/** Who wants to see that nothing happens any more has to look twice, ms. */
const CALM = 1000;

export class Pump {
  readonly #clock: SimulatedClock;
  readonly #waiting: (() => void)[] = [];
  /** What the clock shows less than the wall does, ms. */
  #behind: number;
  #timer: NodeJS.Timeout | undefined;
  #isScheduled = false;
  #isStopped = false;

  constructor(clock: SimulatedClock) {
    this.#clock = clock;
    this.#behind = Math.max(0, Date.now() - clock.now());
  }

  /** Something was asked of the cluster: it goes on. */
  wake(): void {
    if (this.#isScheduled || this.#isStopped) return;
    this.#isScheduled = true;
    setImmediate(() => this.#run());
  }

  /** Resolves once nothing has been under way for a second of the cluster's time. */
  async idle(): Promise<void> {
    this.#follow();
    for (let calm = this.#clock.now(); this.#clock.now() < calm + CALM || !this.#clock.isIdle;) {
      if (this.#clock.isIdle) this.#clock.runUntil(calm + CALM);
      else {
        await this.#settled();
        calm = this.#clock.now();
      }
    }
  }

  #settled(): Promise<void> {
    this.wake();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  #run(): void {
    this.#isScheduled = false;
    clearTimeout(this.#timer);
    this.#follow();
    const until = Date.now() + SLICE;
    while (!this.#clock.isIdle && Date.now() < until) if (!this.#clock.step(Date.now())) break;
    this.#behind = Math.max(0, Math.min(this.#behind, Date.now() - this.#clock.now()));
    if (this.#clock.isIdle) for (const resolve of this.#waiting.splice(0)) resolve();
    const next = this.#clock.nextAt;
    if (next === undefined || this.#isStopped) return;
    const isReady = !this.#clock.isIdle && next <= Date.now();
    if (isReady) this.wake();
    else this.#timer = setTimeout(() => this.wake(), Math.max(1, Math.min(next + this.#behind - Date.now(), 60_000)));
  }

  /** What is due by the wall's pace. */
  #follow(): void {
    this.#clock.runUntil(Date.now() - this.#behind, 100_000);
  }
}
