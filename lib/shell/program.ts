/** A program that takes its time (kubectl, docker, …) as a tool of the shell: it is waited for, and what it prints is passed on as it comes. */
import type { Call, ProgramSteps, Tool } from '@/lib/cluster';

/** Resolves to the exit status. `signal` says that nobody waits for it any more. */
export type Program = (call: Call, signal: AbortSignal) => Promise<number>;

export function program(run: Program): Tool {
  return function* wait(given): ProgramSteps {
    const gone = new AbortController();
    let wake = (): void => {};
    const pass = (print: (text: string) => void) => (text: string) => {
      if (gone.signal.aborted) return;
      print(text);
      wake();
    };
    const call: Call = { ...given, out: pass((text) => given.out(text)), err: pass((text) => given.err(text)) };
    const ending: { end?: End } = {};
    run(call, gone.signal).then(
      (code) => {
        ending.end = { code };
        wake();
      },
      (fault: unknown) => {
        ending.end = { fault };
        wake();
      },
    );
    try {
      while (!ending.end) {
        const promise = new Promise<void>((resolve) => {
          wake = resolve;
        });
        yield { step: 'await', promise };
      }
    } finally {
      gone.abort();
    }
    return codeOf(ending.end);
  };
}

type End = { readonly code: number } | { readonly fault: unknown };

function codeOf(end: End): number {
  if ('fault' in end) throw end.fault;
  return end.code;
}
