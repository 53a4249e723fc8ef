/** Runs a generator of the shell on real promises: its sleeps pass in the cluster's time, others get a turn, and it can be stopped. */
import type { ProgramSteps } from '@/lib/cluster';
import type { Workstation } from './workstation';

/** After so many small steps others have a turn: a loop without end stays one that Ctrl+C ends. */
const STEPS_A_TURN = 64;
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
    let left = STEPS_A_TURN;
    for (;;) {
      if (signal.aborted) return INTERRUPTED;
      const next = steps.next();
      if (next.done) return next.value;
      const { value } = next;
      if (value.step === 'work') {
        left -= 1;
        if (left > 0) continue;
      }
      left = STEPS_A_TURN;
      world.pause();
      // oxlint-disable-next-line no-await-in-loop -- one step after the other
      await pass(value, gone, signal, world);
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
