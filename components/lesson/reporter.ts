import type { JudgeClient } from '@/components/editor/judge-client';
import type { Report } from '@/workers/protocol';
import type { FileText } from './lesson-files';

/** More than this of one file is not judged: a paste of that size is not a manifest. */
export const JUDGED_CHARACTERS = 1_000_000;

export interface Judged {
  readonly report: Report;
  /** The files that the report speaks of. */
  readonly files: readonly FileText[];
}

export interface Reporter {
  /** The newest files; the judgement of older ones is never shown after them. */
  update(files: readonly FileText[]): void;
  judged: () => Judged | undefined;
  subscribe: (listener: () => void) => () => void;
}

/** How often the same files are asked about again when the worker failed over them. */
const TRIES = 2;

/** Has the files judged whenever they change. While a judgement is under way, only the newest files wait. */
export function createReporter(judge: JudgeClient): Reporter {
  const listeners = new Set<() => void>();
  let newest: readonly FileText[] | undefined;
  let judged: Judged | undefined;
  let running = false;

  /** Asks until the newest files are judged, or the worker has failed over them twice. */
  const run = async () => {
    for (let tries = 0; tries < TRIES;) {
      const files = newest;
      if (!files || files === judged?.files) return;
      const report = await judge.ask('judge', { files: files.map(cut) });
      tries = report ? 0 : tries + 1;
      if (!report || files !== newest) continue;
      judged = { report, files };
      for (const listener of listeners) listener();
    }
  };

  return {
    update(files) {
      newest = files;
      if (running) return;
      running = true;
      void run().finally(() => {
        running = false;
      });
    },
    judged: () => judged,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function cut({ name, text }: FileText): FileText {
  return text.length > JUDGED_CHARACTERS ? { name, text: text.slice(0, JUDGED_CHARACTERS) } : { name, text };
}
