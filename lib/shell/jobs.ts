/** What runs in the background: `kubectl port-forward … &`. */
import { MOST_JOBS, type ProgramSteps } from '@/lib/cluster';
import { drive, type World } from './drive';

export interface Job {
  /** As `jobs` and `%1` count. */
  readonly number: number;
  readonly pid: number;
  readonly line: string;
  readonly done: Promise<number>;
}

const FIRST_PID = 4100;

export interface JobsWorld extends Omit<World, 'jobEnd'> {
  /** A bug of ours: says it, and answers the status. */
  broke(error: unknown): number;
}

export class Jobs {
  readonly #world: JobsWorld;
  readonly #running = new Map<number, { readonly job: Job; readonly stop: AbortController }>();
  readonly #notices: string[] = [];
  #nextPid = FIRST_PID;
  #waiting: (() => void)[] = [];

  constructor(world: JobsWorld) {
    this.#world = world;
  }

  get running(): readonly Job[] {
    return [...this.#running.values()].map(({ job }) => job);
  }

  /** Lines about jobs that have ended since they were last asked for. */
  notices(): string {
    return this.#notices.splice(0).join('');
  }

  jobEnd(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Undefined where there are too many: then all of them are ended, or a fork bomb would go on for ever. */
  start(steps: ProgramSteps, line: string): Job | undefined {
    if (this.#running.size >= MOST_JOBS) {
      this.stopAll();
      return undefined;
    }
    const numbers = this.running.map(({ number }) => number);
    const number = Math.max(0, ...numbers) + 1;
    const pid = this.#nextPid++;
    const stop = new AbortController();
    const world = { ...this.#world, jobEnd: () => this.jobEnd() };
    const done = Promise.resolve()
      .then(() => drive(steps, stop.signal, world))
      .catch((error: unknown) => this.#world.broke(error))
      .then((code) => {
        this.#end(pid, code, stop.signal.aborted);
        return code;
      });
    const job = { number, pid, line, done };
    this.#running.set(pid, { job, stop });
    return job;
  }

  isRunning(pid: number): boolean {
    return this.#running.has(pid);
  }

  stop(pid: number): void {
    this.#running.get(pid)?.stop.abort();
  }

  stopAll(): void {
    for (const { stop } of this.#running.values()) stop.abort();
  }

  #end(pid: number, code: number, wasStopped: boolean): void {
    const found = this.#running.get(pid);
    this.#running.delete(pid);
    if (found) {
      const how = wasStopped ? 'Terminated' : code === 0 ? 'Done' : `Exit ${code}`;
      this.#notices.push(`[${found.job.number}]+  ${how.padEnd(22)}  ${found.job.line}\n`);
    }
    for (const wake of this.#waiting.splice(0)) wake();
  }
}
