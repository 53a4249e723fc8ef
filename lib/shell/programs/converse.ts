/** What is typed goes to a shell somewhere else, until it ends. */
import type { Call, Session } from '@/lib/cluster';
import { TerminalInput } from '../terminal-input';

const INTERRUPT = '\u0003';
const END_OF_INPUT = '\u0004';

export interface Talk {
  readonly call: Call;
  readonly signal: AbortSignal;
  /** What was piped in, where nobody types. */
  readonly stdin: () => string | undefined;
  /** Whether the place where the shell runs is still there. */
  readonly isThere: () => boolean;
}

/** Resolves to the exit code. */
export function converse({ call, signal, stdin, isThere }: Talk, session: Session): Promise<number> {
  const { input } = call;
  return new Promise((resolve) => {
    const end = (code: number): void => {
      if (input instanceof TerminalInput) input.release();
      resolve(code);
    };
    const say = (text: string): void => {
      if (!isThere()) return end(137);
      const { output, closed } = session.write(text);
      if (output !== '') call.out(output.replaceAll('\r\n', '\n').replace(/^\^C\n/, ''));
      if (closed !== undefined) end(closed);
    };
    say('');
    if (!(input instanceof TerminalInput)) {
      say(stdin() ?? '');
      say(END_OF_INPUT);
      end(0);
      return;
    }
    input.take({ hear: say, endInput: () => say(END_OF_INPUT), interrupt: () => say(INTERRUPT) });
    signal.addEventListener('abort', () => end(130), { once: true });
  });
}
