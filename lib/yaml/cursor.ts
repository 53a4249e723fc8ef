import { CR, DASH, DOT, isGap, LF } from './characters';
import { SyntaxFault } from './syntax-fault';

/**
 * A place in a document's text that moves forward, with the line it is on. Columns count UTF-16 units where libyaml
 * counts characters: they are compared only at places that nothing but ASCII precedes on the line.
 */
export class Cursor {
  pos = 0;
  /** Zero-based, as libyaml's marks. */
  line = 0;
  lineStart = 0;

  /** `text` ends with a NUL; `unreadable` is set where it was cut before a character that YAML does not allow. */
  constructor(
    readonly text: string,
    readonly unreadable: SyntaxFault | undefined,
  ) {}

  get column(): number {
    return this.pos - this.lineStart;
  }

  code(ahead = 0): number {
    return this.text.charCodeAt(this.pos + ahead);
  }

  /** Takes the line break at the cursor and returns what it means as text: all but LS and PS are line feeds. */
  takeBreak(): string {
    const code = this.code();
    let width = 1;
    if (code === CR) {
      // kubectl's line reader has taken one CRLF for LF before libyaml sees the line, so CR CR LF is one break too.
      if (this.code(1) === LF) width = 2;
      else if (this.code(1) === CR && this.code(2) === LF) width = 3;
    }
    this.pos += width;
    this.line++;
    this.lineStart = this.pos;
    return code > 0xff ? String.fromCharCode(code) : '\n';
  }

  /** `---` or `...` alone at the start of a line. */
  atDocumentIndicator(): boolean {
    if (this.pos !== this.lineStart) return false;
    const code = this.code();
    return (code === DASH || code === DOT) && this.code(1) === code && this.code(2) === code && isGap(this.code(3));
  }

  /**
   * Ends the reading. `from` is where the broken construct begins, which is what to underline; go-yaml's line is the
   * cursor's.
   */
  fail(problem: string, from = this.pos): never {
    throw this.fault(this.line > 0 ? `line ${this.line + 1}: ${problem}` : problem, from);
  }

  /** libyaml looks up to four characters ahead, and complains about an unreadable one before anything else. */
  fault(message: string, from: number): SyntaxFault {
    return this.unreadable && this.pos + 4 >= this.text.length ? this.unreadable : new SyntaxFault(message, from);
  }
}
