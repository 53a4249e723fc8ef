/** The terminal's shell behind the page's messages. */
import type { Cluster, Moment, Timeline } from '@/lib/cluster';
import { newShell, type Completion, type Running, type TerminalShell } from '@/lib/shell';
import type { FromCluster } from './cluster-protocol';
import { EditorFiles } from './editor-files';

export interface TerminalParts {
  readonly cluster: Cluster;
  readonly fresh: Moment;
  readonly timeline: Timeline;
  readonly post: (message: FromCluster) => void;
}

export class TerminalHost {
  readonly files: EditorFiles;
  readonly #post: TerminalParts['post'];
  readonly #shell: TerminalShell;
  readonly #running = new Map<number, Running>();
  readonly #edits = new Map<number, (text: string | undefined) => void>();
  #lastEdit = 0;

  constructor({ cluster, fresh, timeline, post }: TerminalParts) {
    this.#post = post;
    this.files = new EditorFiles((changes) => post({ type: 'files', changes }));
    this.#shell = newShell({
      cluster,
      fresh,
      files: this.files,
      mark: (label) => timeline.mark(label),
      wait: (ms, signal) => waitFor(cluster, ms, signal),
      edit: (name, text, signal) => this.#edit(name, text, signal),
      show: (what) => post({ type: 'show', what }),
    });
  }

  async run(line: string, id: number): Promise<{ readonly status: number; readonly folder: string }> {
    const running = this.#shell.run(line, {
      out: (text) => this.#post({ type: 'piece', id, text }),
      err: (text) => this.#post({ type: 'piece', id, text, isError: true }),
    });
    this.#running.set(id, running);
    try {
      return { status: await running.done, folder: this.#shell.folder };
    } finally {
      this.#running.delete(id);
    }
  }

  /** @param text null ends the input */
  type(id: number, text: string | null): void {
    const running = this.#running.get(id);
    if (text === null) running?.endInput();
    else running?.type(text);
  }

  /** Answers whether such a command was under way. */
  interrupt(id: number): boolean {
    const running = this.#running.get(id);
    running?.interrupt();
    return running !== undefined;
  }

  /** Before the cluster is set back: whoever waits for its clock would wait for ever. */
  interruptAll(): void {
    for (const running of this.#running.values()) running.interrupt();
  }

  edited(id: number, text: string | null): void {
    this.#edits.get(id)?.(text ?? undefined);
    this.#edits.delete(id);
  }

  isIncomplete(line: string): boolean {
    return this.#shell.isIncomplete(line);
  }

  complete(line: string, cursor: number): Promise<Completion> {
    return this.#shell.complete(line, cursor);
  }

  set history(lines: readonly string[]) {
    this.#shell.history = lines;
  }

  #edit(name: string, text: string, signal: AbortSignal): Promise<string | undefined> {
    this.#lastEdit += 1;
    const id = this.#lastEdit;
    return new Promise((resolve) => {
      this.#edits.set(id, resolve);
      signal.addEventListener('abort', () => this.edited(id, null), { once: true });
      this.#post({ type: 'edit', id, name, text });
    });
  }
}

/** Nothing at all to wait for still lets other messages in: Ctrl+C among them. */
function waitFor(cluster: Cluster, ms: number, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return Promise.resolve(false);
  return new Promise((resolve) => {
    const end = (): void => resolve(!signal.aborted);
    signal.addEventListener('abort', end, { once: true });
    if (ms <= 0) setTimeout(end, 0);
    else cluster.clock.after(ms, end, { background: true });
  });
}
