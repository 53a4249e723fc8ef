/** What a command line prints. It goes to its screen a turn at a time: a loop would send thousands of lines one by one. */
import { CLEAR } from './programs/screen';
import type { Screen } from './workstation';

/** What one command line may print within a minute: beyond it nobody reads, and the page would suffer. */
const MOST_PRINTED = 2_000_000;
const TOO_MUCH =
  '\nbash: the output is longer than 2 MB: the rest was cut (to keep it, write it to a file: command > file)\n';
/** What is kept back at most. */
const MOST_KEPT = 65_536;

export class Printer {
  readonly #screen: Screen;
  readonly #now: () => number;
  #kept = '';
  #isError = false;
  /** In the last minute of the cluster's time. */
  #printed = 0;
  #since: number;

  constructor(screen: Screen, now: () => number) {
    this.#screen = screen;
    this.#now = now;
    this.#since = now();
  }

  /** False, and said, where it was too much. */
  print(text: string, isError: boolean): boolean {
    const now = this.#now();
    if (text.startsWith(CLEAR) || now - this.#since > 60_000) {
      this.#printed = 0;
      this.#since = now;
    }
    const room = MOST_PRINTED - this.#printed;
    this.#printed += text.length;
    this.#keep(text.length > room ? text.slice(0, room) : text, isError);
    if (text.length <= room) return true;
    this.#keep(TOO_MUCH, true);
    this.flush();
    return false;
  }

  flush(): void {
    const kept = this.#kept;
    this.#kept = '';
    if (kept === '') return;
    if (this.#isError) this.#screen.err(kept);
    else this.#screen.out(kept);
  }

  #keep(text: string, isError: boolean): void {
    if (isError !== this.#isError) this.flush();
    this.#isError = isError;
    this.#kept += text;
    if (this.#kept.length > MOST_KEPT) this.flush();
  }
}
