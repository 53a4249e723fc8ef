/** sleep: the one tool that every container of a lesson waits in. */
import type { Steps, Tool } from '../call';

/** Longer sleeps are there to keep a container alive: nobody waits for their end. */
const LONGEST_WAITED_FOR = 60_000;

const UNITS: Readonly<Record<string, number>> = { '': 1_000, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

export const sleep: Tool = (call) => {
  let ms = 0;
  for (const text of call.args.slice(1)) {
    const match = /^(\d+(?:\.\d*)?|\.\d+)([smhd]?)$/.exec(text);
    if (text === 'infinity' || text === 'inf') ms = Number.POSITIVE_INFINITY;
    else if (match) ms += Number(match[1]) * (UNITS[match[2] ?? ''] ?? 1_000);
    else {
      call.err(
        call.tools.flavour === 'busybox'
          ? `sleep: invalid number '${text}'\n`
          : `sleep: invalid time interval '${text}'\n`,
      );
      return 1;
    }
  }
  if (call.args.length === 1) {
    call.err(
      call.tools.flavour === 'busybox'
        ? 'BusyBox v1.37.0 multi-call binary.\n\nUsage: sleep [N]...\n'
        : 'sleep: missing operand\n',
    );
    return 1;
  }
  return pass(ms);
};

function* pass(ms: number): Steps {
  while (ms === Number.POSITIVE_INFINITY) yield { step: 'wait' };
  yield { step: 'sleep', ms, foreground: ms <= LONGEST_WAITED_FOR };
  return 0;
}

/** In milliseconds; without a letter it is a second. */
export function durationUnit(letter: string): number {
  return UNITS[letter] ?? 1_000;
}
