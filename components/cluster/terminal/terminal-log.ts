/**
 * What stands in the terminal: a list of commands with what they printed. It is cut into blocks of some lines that never
 * change once they are full, so that a hundred thousand lines cost a browser no more than the ones it shows.
 */
import { styled, type Run } from './styled-text';

export interface Block {
  readonly id: number;
  readonly runs: readonly Run[];
  readonly lines: number;
}

export interface Entry {
  readonly id: number;
  /** What was typed, and where; absent for what the page itself says. */
  readonly prompt?: { readonly folder: string; readonly line: string };
  readonly blocks: readonly Block[];
  /** Undefined while it runs. */
  readonly status: number | undefined;
}

export interface LogSnapshot {
  readonly entries: readonly Entry[];
  /** Lines that are gone because there were too many. */
  readonly dropped: number;
}

export const BLOCK_LINES = 200;
const MOST_LINES = 100_000;
/** What a line may hold: one of many megabytes would stop any browser. */
const MOST_LINE = 20_000;

export class TerminalLog {
  #entries: readonly Entry[] = [];
  #dropped = 0;
  #lastId = 0;
  #lines = 0;
  #snapshot: LogSnapshot = { entries: [], dropped: 0 };
  readonly #listeners = new Set<() => void>();
  #isTelling = false;
  readonly #later: (run: () => void) => void;

  /** @param later when to tell who listens: once a frame */
  constructor(later: (run: () => void) => void) {
    this.#later = later;
  }

  readonly snapshot = (): LogSnapshot => this.#snapshot;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  /** A new command; answers its number. */
  begin(prompt?: Entry['prompt']): number {
    const id = this.#nextId();
    this.#entries = [...this.#entries, { id, ...(prompt && { prompt }), blocks: [], status: undefined }];
    this.#changed();
    return id;
  }

  end(id: number, status: number): void {
    this.#replace(id, (entry) => ({ ...entry, status }));
  }

  print(id: number, text: string, isError = false): void {
    const { runs, clears } = styled(text, isError ? 'error' : 'plain');
    if (clears) this.#entries = this.#entries.filter((entry) => entry.id === id);
    this.#replace(id, (entry) => ({ ...entry, blocks: this.#grown(clears ? [] : entry.blocks, runs) }));
    if (clears) this.#lines = this.#entries.flatMap(({ blocks }) => blocks).reduce((sum, { lines }) => sum + lines, 0);
    this.#trim();
  }

  /** Everything that has ended. */
  clear(): void {
    this.#entries = this.#entries
      .filter(({ status }) => status === undefined)
      .map((entry) => ({ ...entry, blocks: [] }));
    this.#lines = 0;
    this.#dropped = 0;
    this.#changed();
  }

  /** What a command printed, without its prompt. */
  textOf(id: number): string {
    const entry = this.#entries.find((other) => other.id === id);
    return (entry?.blocks ?? []).flatMap(({ runs }) => runs.map(({ text }) => text)).join('');
  }

  /** The last of it as plain text, to be shown again after a reload. */
  tail(lines: number): string {
    const texts = this.#entries.map(
      (entry) => (entry.prompt ? `$ ${entry.prompt.line}\n` : '') + this.textOf(entry.id),
    );
    return texts.join('').split('\n').slice(-lines).join('\n');
  }

  #grown(blocks: readonly Block[], runs: readonly Run[]): readonly Block[] {
    const grown = [...blocks];
    for (const run of runs) {
      for (const piece of pieces(run.text)) {
        const last = grown.at(-1);
        const more = { text: piece, look: run.look };
        const lines = count(piece);
        if (last && last.lines < BLOCK_LINES) {
          grown[grown.length - 1] = { id: last.id, runs: joined(last.runs, more), lines: last.lines + lines };
        } else grown.push({ id: this.#nextId(), runs: [more], lines });
        this.#lines += lines;
      }
    }
    return grown;
  }

  #trim(): void {
    while (this.#lines > MOST_LINES) {
      const [first, ...rest] = this.#entries;
      if (!first) return;
      const [block, ...blocks] = first.blocks;
      if (!block) {
        if (rest.length === 0) return;
        this.#entries = rest;
      } else {
        this.#lines -= block.lines;
        this.#dropped += block.lines;
        this.#entries = [{ ...first, blocks }, ...rest];
      }
      this.#changed();
    }
  }

  #replace(id: number, change: (entry: Entry) => Entry): void {
    const at = this.#entries.findLastIndex((entry) => entry.id === id);
    const entry = this.#entries[at];
    if (!entry) return;
    this.#entries = this.#entries.with(at, change(entry));
    this.#changed();
  }

  #nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  #changed(): void {
    if (this.#isTelling) return;
    this.#isTelling = true;
    this.#later(() => {
      this.#isTelling = false;
      this.#snapshot = { entries: this.#entries, dropped: this.#dropped };
      for (const listener of this.#listeners) listener();
    });
  }
}

/** At most a block's lines each; a line that is too long is broken. */
function pieces(text: string): string[] {
  const lines = text
    .replaceAll('\r\n', '\n')
    .split(/(?<=\n)/)
    .flatMap((line) => (line.length <= MOST_LINE ? [line] : broken(line)));
  const found: string[] = [];
  for (let at = 0; at < lines.length; at += BLOCK_LINES) found.push(lines.slice(at, at + BLOCK_LINES).join(''));
  return found;
}

function broken(line: string): string[] {
  const parts: string[] = [];
  for (let at = 0; at < line.length; at += MOST_LINE) parts.push(line.slice(at, at + MOST_LINE));
  return parts.map((part, at) => (at < parts.length - 1 ? `${part}\n` : part));
}

/** A carriage return begins its line anew: a progress bar. */
function joined(runs: readonly Run[], more: Run): readonly Run[] {
  const last = runs.at(-1);
  if (!last || last.look !== more.look) return [...runs, { ...more, text: overwritten(more.text) }];
  return [...runs.slice(0, -1), { look: last.look, text: overwritten(last.text + more.text) }];
}

function overwritten(text: string): string {
  return text.includes('\r') ? text.replaceAll(/[^\n]*\r(?!\n)/g, '') : text;
}

function count(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}
