/** A standard input that a person types: who reads it waits for a line, or for Ctrl+D. */
import { Input, InputAwaited } from '@/lib/cluster';

/** Who is typed to directly: a session in a container. */
export interface Talk {
  hear(text: string): void;
  endInput(): void;
  interrupt(): void;
}

export class TerminalInput extends Input {
  #typed = '';
  #hasEnded = false;
  #wake: () => void = () => {};
  #talk: Talk | undefined;

  constructor() {
    super('');
  }

  type(text: string): void {
    if (this.#talk) return this.#talk.hear(text);
    this.#typed += text;
    this.#wake();
  }

  end(): void {
    if (this.#talk) return this.#talk.endInput();
    this.#hasEnded = true;
    this.#wake();
  }

  /** Whether somebody took the Ctrl+C. */
  interrupt(): boolean {
    this.#talk?.interrupt();
    return this.#talk !== undefined;
  }

  /** Everything that is typed goes there until `release`. */
  take(talk: Talk): void {
    this.#talk = talk;
    const typed = this.#typed;
    this.#typed = '';
    if (typed !== '') talk.hear(typed);
  }

  release(): void {
    this.#talk = undefined;
  }

  override all(): string {
    if (!this.#hasEnded) throw new InputAwaited(this.#next());
    const typed = this.#typed;
    this.#typed = '';
    this.#hasEnded = false;
    return typed;
  }

  override line(): string | undefined {
    const end = this.#typed.indexOf('\n');
    if (end < 0 && !this.#hasEnded) throw new InputAwaited(this.#next());
    const typed = this.#typed;
    this.#typed = end < 0 ? '' : typed.slice(end + 1);
    if (end >= 0) return typed.slice(0, end);
    this.#hasEnded = false;
    return typed === '' ? undefined : typed;
  }

  #next(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}

/** The same for programs that can wait. */
export async function readLine(input: Input): Promise<string | undefined> {
  return untilTyped(() => input.line());
}

export async function readAll(input: Input): Promise<string> {
  return untilTyped(() => input.all());
}

async function untilTyped<T>(read: () => T): Promise<T> {
  for (;;) {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof InputAwaited)) throw error;
      // oxlint-disable-next-line no-await-in-loop -- until there is enough
      await error.typed;
    }
  }
}
