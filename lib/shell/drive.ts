/** Runs a generator of the shell on real promises: its sleeps pass in the cluster's time, others get a turn, and it can be stopped. */
import type { ProgramSteps } from '@/lib/cluster';
import type { Workstation } from './workstation';

/** How long a turn of small steps is, ms; then others have theirs: a loop without end stays one that Ctrl+C ends. */
const TURN = 8;
/** The clock is not looked at more often. */
const STEPS_A_LOOK = 64;
export const INTERRUPTED = 130;

export interface World extends Pick<Workstation, 'wait'> {
  /** Called before others have a turn. */
  pause(): void;
  /** Settled at the end of any job. */
  jobEnd(): Promise<unknown>;
}

/** Resolves to the exit status; to INTERRUPTED once the signal says so. */
export async function drive(steps: ProgramSteps, signal: AbortSignal, world: World): Promise<number> {
  const gone = new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
  try {
    let left = STEPS_A_LOOK;
    let begun = performance.now();
    for (;;) {
      if (signal.aborted) return INTERRUPTED;
      const next = steps.next();
      if (next.done) return next.value;
      const { value } = next;
      if (value.step === 'work') {
        left -= 1;
        if (left > 0) continue;
        left = STEPS_A_LOOK;
        if (performance.now() - begun < TURN) continue;
      }
      world.pause();
      // oxlint-disable-next-line no-await-in-loop -- one step after the other
      await pass(value, gone, signal, world);
      // What is awaited may be settled at once, again and again, and nobody else have had a turn.
      if (value.step === 'await' && performance.now() - begun < TURN) continue;
      // oxlint-disable-next-line no-await-in-loop -- one turn after the other
      if (value.step === 'await') await world.wait(0, signal);
      begun = performance.now();
    }
  } finally {
    steps.return(INTERRUPTED);
  }
}

type Waiting = ProgramSteps extends Generator<infer S> ? S : never;

async function pass(step: Waiting, gone: Promise<void>, signal: AbortSignal, world: World): Promise<void> {
  switch (step.step) {
    case 'work':
      await world.wait(0, signal);
      return;
    case 'sleep':
      await world.wait(step.ms, signal);
      return;
    case 'wait':
      await Promise.race([world.jobEnd(), gone]);
      return;
    case 'await':
      await Promise.race([step.promise, gone]);
      return;
    default:
      return step satisfies never;
  }
}
