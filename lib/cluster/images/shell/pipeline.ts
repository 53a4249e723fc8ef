/** Pipes. Not modelled: a pipe's two ends at once. */
import { Input, type Steps } from '../call';
import { isReadingOn } from './foresight';
import { streamsOf } from './redirect';
import type { Shell } from './shell';
import type { Command } from './syntax';

/** Of one that wrote on where nobody read. */
const BROKEN_PIPE = 141;
/** What a pipe holds before its writer is ended for want of a reader. */
const MOST_PIPED = 262_144;
/** Of one that takes its time, and is therefore not one that writes for ever. */
const MOST_AWAITED = 8_388_608;

/**
 * The last command's status; all of them go into `statuses`, from `at` on. The left side runs to its end, or to where it
 * waits, before the right side is given its text.
 */
export function* runPipeline(shell: Shell, commands: readonly Command[], statuses: number[], at = 0): Steps {
  const [first, ...rest] = commands;
  if (!first) return 0;
  if (rest.length === 0) {
    const status = yield* shell.execute(first);
    statuses[at] = status;
    return status;
  }
  let piped = '';
  const left = shell.beside({ ...streamsOf(shell.streams), out: (text) => (piped += text) });
  left.state.conditionDepth += 1;
  const steps = left.execute(first);
  const readsOn = rest.every(isReadingOn);
  /** Of what was given so far: a grep that has found something has found something. */
  let status: number | undefined;
  function* give(text: string): Steps {
    const own = yield* right(shell, rest, text, statuses, at + 1);
    return (statuses[at + rest.length] = status === 0 ? 0 : own);
  }
  let isOver = false;
  try {
    for (;;) {
      const next = steps.next();
      if (next.done) {
        statuses[at] = next.value;
        break;
      }
      const waits = next.value.step === 'sleep' || next.value.step === 'await';
      if (piped.length > (waits ? MOST_AWAITED : MOST_PIPED)) {
        steps.return(0);
        statuses[at] = BROKEN_PIPE;
        break;
      }
      const whole = readsOn && waits ? piped.lastIndexOf('\n') + 1 : 0;
      if (whole > 0) {
        const text = piped.slice(0, whole);
        piped = piped.slice(whole);
        status = yield* give(text);
      }
      yield next.value;
    }
    isOver = true;
  } finally {
    if (!isOver) steps.return(0);
  }
  return piped === '' && status !== undefined ? status : yield* give(piped);
}

/** The other commands of a pipe: all but the last one of a script run in a shell of their own. */
function* right(shell: Shell, commands: readonly Command[], text: string, statuses: number[], at: number): Steps {
  const beside = shell.beside({ ...streamsOf(shell.streams), input: new Input(text) });
  return yield* runPipeline(beside, commands, statuses, at);
}
