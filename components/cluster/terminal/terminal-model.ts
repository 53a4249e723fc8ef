/** The terminal without its face: what runs, what was typed before, and what is being typed. It outlives its pane. */
import type { Completion } from '@/lib/shell';
import type { ClusterClient, RunningCommand } from '../cluster-client';
import { TerminalLog } from './terminal-log';

export interface TerminalState {
  /** What stands in the input. */
  readonly draft: string;
  readonly folder: string;
  readonly isRunning: boolean;
  /** Changes when something from elsewhere was put into the input: it wants the focus. */
  readonly wish: number;
  /** Words that could follow, after Tab. */
  readonly offers: readonly string[];
}

/** What is remembered of what was typed. */
const MOST_HISTORY = 1000;

interface Completed {
  /** How many letters it put in. */
  readonly added: number;
  /** Where the cursor is to stand; absent where it may stay. */
  readonly cursor?: number;
}

export class TerminalModel {
  readonly log: TerminalLog;
  readonly #client: ClusterClient;
  readonly #remember: (lines: readonly string[]) => void;
  readonly #listeners = new Set<() => void>();
  #state: TerminalState = { draft: '', folder: '~', isRunning: false, wish: 0, offers: [] };
  #running: RunningCommand | undefined;
  #runningId = 0;
  #history: readonly string[] = [];
  #waiting: string[] = [];
  /** Settled once the last line that was entered has ended. */
  #entered: Promise<void> = Promise.resolve();
  #completing: Promise<Completed> | undefined;

  /** @param remember keeps the history for the next sitting */
  constructor(client: ClusterClient, later: (run: () => void) => void, remember: (lines: readonly string[]) => void) {
    this.#client = client;
    this.#remember = remember;
    this.log = new TerminalLog(later);
  }

  readonly state = (): TerminalState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  get history(): readonly string[] {
    return this.#history;
  }

  /** What earlier sittings typed, oldest first. */
  recall(lines: readonly string[]): void {
    this.#history = lines;
    void this.#client.ask('history', lines).catch(() => undefined);
  }

  /** What stood here before the page was loaded anew. */
  showEarlier(text: string): void {
    const id = this.log.begin();
    this.log.print(id, `${text.replace(/\n*$/, '')}\n`);
    this.log.end(id, 0);
  }

  write(text: string): void {
    this.#set({ draft: text, offers: [] });
  }

  /** Typed in, not run. What was being typed is kept in the history's place: ArrowUp has it. */
  put(line: string): void {
    const { draft, wish } = this.#state;
    if (draft.trim() !== '' && draft !== line) this.#keep(draft);
    this.#set({ draft: line, wish: wish + 1, offers: [] });
  }

  focus(): void {
    this.#set({ wish: this.#state.wish + 1 });
  }

  /** Enter. Resolves when the command has ended, or when what was typed has gone to the one that runs. */
  async enter(): Promise<void> {
    await this.#completing;
    const line = this.#state.draft;
    if (this.#running) {
      this.log.print(this.#runningId, `${line}\n`);
      this.#running.type(`${line}\n`);
      this.#set({ draft: '', offers: [] });
      return;
    }
    if (line.trim() === '') {
      const { folder } = this.#state;
      this.log.end(this.log.begin({ folder, line: '' }), 0);
      this.#set({ draft: '' });
      return;
    }
    this.#set({ draft: '', offers: [] });
    const asked = this.#isIncomplete(line);
    // A second Enter before the answer: its line comes behind this one.
    const before = this.#entered;
    const entered = before.then(async () => {
      if (await asked) this.#set({ draft: `${line}\n${this.#state.draft}`, offers: [] });
      else await this.#run(line);
    });
    this.#entered = entered.catch(() => undefined);
    await entered;
  }

  /** Several lines that were pasted, one after the other; those that belong together at once. */
  async runAll(lines: readonly string[]): Promise<void> {
    this.#waiting = [...lines];
    for (let line = this.#waiting.shift(); line !== undefined; line = this.#waiting.shift()) {
      let whole = line;
      // oxlint-disable-next-line no-await-in-loop -- a loop, or quotes, over several lines
      while (this.#waiting.length > 0 && (await this.#isIncomplete(whole))) whole += `\n${this.#waiting.shift() ?? ''}`;
      // oxlint-disable-next-line no-await-in-loop -- each waits for the one before
      await this.#run(whole);
    }
  }

  /** Ctrl+C: ends what runs, and what was to follow; else throws the line away, as a shell does. */
  interrupt(): void {
    this.#waiting = [];
    if (this.#running) {
      this.log.print(this.#runningId, '^C\n');
      this.#running.interrupt();
      return;
    }
    const { folder, draft } = this.#state;
    if (draft === '') return;
    this.#keep(draft);
    this.log.end(this.log.begin({ folder, line: `${draft}^C` }), 130);
    this.#set({ draft: '', offers: [] });
  }

  /** Ctrl+D. */
  endInput(): void {
    this.#running?.type(null);
  }

  /** Tab. Resolves to where the cursor is to stand; undefined where it may stay. */
  async complete(cursor: number): Promise<number | undefined> {
    const behind = this.#state.draft.length - cursor;
    // A Tab behind another waits for it: what that puts in stands before the cursor.
    const before = this.#completing?.then(({ added }) => added) ?? Promise.resolve(0);
    const completing = before.then((added) => this.#complete(cursor + added, behind));
    this.#completing = completing;
    const done = await completing;
    if (this.#completing === completing) this.#completing = undefined;
    return done.cursor;
  }

  /** @param behind how many letters stand behind the cursor */
  async #complete(cursor: number, behind: number): Promise<Completed> {
    const now = this.#state.draft;
    const [before, after] = [now.slice(0, cursor), now.slice(Math.max(cursor, now.length - behind))];
    const found = await this.#client.ask('complete', { line: before + after, cursor }).catch(() => undefined);
    if (!found) return { added: 0 };
    const { draft } = this.#state;
    if (draft.length < cursor + behind || !draft.startsWith(before) || !draft.endsWith(after)) return { added: 0 };
    // What was typed since comes behind the completion, as in a terminal.
    const since = draft.slice(cursor, draft.length - after.length);
    const word = common(found);
    const added = word.length - (cursor - found.start);
    if (added <= 0) {
      this.#set({ offers: since === '' ? found.words : [] });
      return { added: 0 };
    }
    const completed = before.slice(0, found.start) + word + since;
    this.#set({ draft: completed + after, offers: found.words.length > 1 && since === '' ? found.words : [] });
    return { added, cursor: completed.length };
  }

  /** Where nobody answers the line is run: then it is said why it can't be. */
  #isIncomplete(line: string): Promise<boolean> {
    return this.#client.ask('isIncomplete', line).catch(() => false);
  }

  async #run(line: string): Promise<void> {
    this.#keep(line);
    const id = this.log.begin({ folder: this.#state.folder, line });
    const running = this.#client.run(line, { piece: (text, isError) => this.log.print(id, text, isError) });
    this.#running = running;
    this.#runningId = id;
    this.#set({ isRunning: true });
    const { status, folder } = await running.done.catch((error: unknown) => {
      this.log.print(id, `${String(error)}\n`, true);
      return { status: 1, folder: this.#state.folder };
    });
    this.log.end(id, status);
    this.#running = undefined;
    this.#set({ isRunning: false, folder });
  }

  #keep(line: string): void {
    if (line.trim() === '' || this.#history.at(-1) === line) return;
    this.#history = [...this.#history, line].slice(-MOST_HISTORY);
    this.#remember(this.#history);
    void this.#client.ask('history', this.#history).catch(() => undefined);
  }

  #set(change: Partial<TerminalState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

/** What all the words begin with. */
function common({ words }: Completion): string {
  const [first = '', ...rest] = words;
  let length = first.length;
  for (const word of rest) while (!word.startsWith(first.slice(0, length))) length -= 1;
  return first.slice(0, length);
}
