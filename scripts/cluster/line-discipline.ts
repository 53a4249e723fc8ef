/** What a kernel's terminal does with keys before a shell sees them: shows them, takes one back, sends whole lines. */
const ERASE = new Set(['\u007F', '\b']);
const SIGNALS = new Set(['\u0003', '\u0004']);

export class LineDiscipline {
  readonly #show: (text: string) => void;
  readonly #send: (line: string) => void;
  #line = '';

  constructor(show: (text: string) => void, send: (line: string) => void) {
    this.#show = show;
    this.#send = send;
  }

  type(keys: string): void {
    for (const key of keys) this.#press(key);
  }

  #press(key: string): void {
    if (key === '\r' || key === '\n') {
      this.#show('\r\n');
      this.#send(`${this.#line}\n`);
      this.#line = '';
    } else if (SIGNALS.has(key)) {
      if (key === '\u0003') this.#line = '';
      else if (this.#line !== '') return;
      this.#send(key);
    } else if (ERASE.has(key)) {
      if (this.#line === '') return;
      this.#line = this.#line.slice(0, -1);
      this.#show('\b \b');
    } else if (key >= ' ') {
      this.#line += key;
      this.#show(key);
    }
  }
}
