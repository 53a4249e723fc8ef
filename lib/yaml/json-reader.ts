/** JSON as Go's encoding/json scans it, with its words for what is wrong; told to the same listener as YAML's nodes. */
import { hexValue, isDigit } from './characters';
import { quoteGo } from './go-syntax';
import type { NodeListener } from './parser';
import { firstByte } from './utf8';

const MAX_DEPTH = 10_000;
const LITERALS = ['true', 'false', 'null'];
const ESCAPES: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  '\\': '\\',
  '/': '/',
  '"': '"',
};

export type JsonEnd =
  | { readonly is: 'value'; readonly end: number }
  /** Only white space was left. */
  | { readonly is: 'nothing' }
  | { readonly is: 'cut short' }
  | { readonly is: 'refused'; readonly problem: string; readonly at: number };

type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | 'colon' | ', or end';

/** Reads the value that a text starts with, after white space. */
export function readJson(text: string, listener: NodeListener): JsonEnd {
  return new JsonReader(text, listener).read();
}

class JsonReader {
  private pos = 0;
  private expected: Expected = 'value';
  private readonly open: ('map' | 'list')[] = [];
  private refusal: JsonEnd | undefined;

  constructor(
    private readonly text: string,
    private readonly listener: NodeListener,
  ) {}

  read(): JsonEnd {
    this.skipSpace();
    if (this.atEnd()) return { is: 'nothing' };
    do {
      this.step();
      if (this.refusal) return this.refusal;
      if (this.open.length === 0) return { is: 'value', end: this.pos };
      this.skipSpace();
    } while (!this.atEnd());
    return { is: 'cut short' };
  }

  private step(): void {
    const char = this.text.charAt(this.pos);
    switch (this.expected) {
      case 'value':
        return this.value(char);
      case 'value or ]':
        return char === ']' ? this.close() : this.value(char);
      case 'key or }':
        return char === '}' ? this.close() : this.key(char);
      case 'key':
        return this.key(char);
      case 'colon':
        return char === ':' ? this.take('value') : this.refuse('after object key');
      case ', or end':
        return this.afterValue(char);
    }
  }

  private value(char: string): void {
    if (char === '{' || char === '[') return this.openCollection(char === '{' ? 'map' : 'list');
    this.expected = ', or end';
    if (char === '"') return this.string();
    if (char === '-' || isDigit(char.charCodeAt(0))) return this.number();
    const literal = LITERALS.find((word) => word.startsWith(char));
    return literal === undefined ? this.refuse('looking for beginning of value') : this.literal(literal);
  }

  private key(char: string): void {
    if (char !== '"') return this.refuse('looking for beginning of object key string');
    this.expected = 'colon';
    return this.string();
  }

  private afterValue(char: string): void {
    const inMap = this.open.at(-1) === 'map';
    if (char === ',') return this.take(inMap ? 'key' : 'value');
    if (char === (inMap ? '}' : ']')) return this.close();
    return this.refuse(inMap ? 'after object key:value pair' : 'after array element');
  }

  private openCollection(kind: 'map' | 'list'): void {
    if (this.open.length === MAX_DEPTH) return this.refuse('exceeded max depth');
    this.listener.open(kind, 'flow', this.pos, '', undefined);
    this.open.push(kind);
    return this.take(kind === 'map' ? 'key or }' : 'value or ]');
  }

  private close(): void {
    this.open.pop();
    this.take(', or end');
    this.listener.close(this.pos);
  }

  private take(next: Expected): void {
    this.pos++;
    this.expected = next;
  }

  private literal(word: string): void {
    const start = this.pos;
    for (const letter of word) {
      if (this.cutShort()) return;
      if (this.text.charAt(this.pos) !== letter) return this.refuse(`in literal ${word} (expecting '${letter}')`);
      this.pos++;
    }
    this.listener.scalar(start, this.pos, word, 'plain', '', undefined);
  }

  private number(): void {
    const start = this.pos;
    if (this.text.charAt(this.pos) === '-') this.pos++;
    if (this.text.charAt(this.pos) === '0') this.pos++;
    else if (!this.digits('in numeric literal')) return;
    if (this.text.charAt(this.pos) === '.') {
      this.pos++;
      if (!this.digits('after decimal point in numeric literal')) return;
    }
    if (/[eE]/.test(this.text.charAt(this.pos))) {
      this.pos++;
      if (/[-+]/.test(this.text.charAt(this.pos))) this.pos++;
      if (!this.digits('in exponent of numeric literal')) return;
    }
    this.listener.scalar(start, this.pos, this.text.slice(start, this.pos), 'plain', '', undefined);
  }

  /** Takes digits, at least one. */
  private digits(where: string): boolean {
    if (this.cutShort()) return false;
    if (!isDigit(this.text.charCodeAt(this.pos))) this.refuse(where);
    while (isDigit(this.text.charCodeAt(this.pos))) this.pos++;
    return this.refusal === undefined;
  }

  private string(): void {
    const start = this.pos++;
    let content = '';
    let run = this.pos;
    while (!this.cutShort()) {
      const char = this.text.charAt(this.pos);
      if (char < ' ') return this.refuse('in string literal');
      this.pos++;
      if (char === '"') {
        content += this.text.slice(run, this.pos - 1);
        return this.listener.scalar(start, this.pos, wellFormed(content), 'double', '', undefined);
      }
      if (char === '\\') {
        content += this.text.slice(run, this.pos - 1) + this.escape();
        run = this.pos;
      }
      if (this.refusal) return;
    }
  }

  private escape(): string {
    if (this.cutShort()) return '';
    const letter = this.text.charAt(this.pos);
    const simple = ESCAPES[letter];
    if (simple === undefined && letter !== 'u') this.refuse('in string escape code');
    this.pos++;
    if (simple !== undefined || this.refusal) return simple ?? '';
    let code = 0;
    for (let k = 0; k < 4; k++) {
      if (this.cutShort()) return '';
      const digit = hexValue(this.text.charCodeAt(this.pos));
      if (digit < 0) {
        this.refuse('in \\u hexadecimal character escape');
        return '';
      }
      code = code * 16 + digit;
      this.pos++;
    }
    return String.fromCharCode(code);
  }

  private skipSpace(): void {
    while (' \t\r\n'.includes(this.text.charAt(this.pos)) && !this.atEnd()) this.pos++;
  }

  private atEnd(): boolean {
    return this.pos >= this.text.length;
  }

  private cutShort(): boolean {
    if (this.atEnd()) this.refusal ??= { is: 'cut short' };
    return this.atEnd();
  }

  private refuse(where: string): void {
    // Go looks at bytes: of a character beyond ASCII it names the first byte as if that were one.
    const byte = firstByte(this.text.codePointAt(this.pos) ?? 0);
    this.refusal ??= { is: 'refused', problem: `invalid character ${quoteByte(byte)} ${where}`, at: this.pos };
  }
}

function quoteByte(byte: number): string {
  const char = String.fromCharCode(byte);
  if (char === "'") return "'\\''";
  return char === '"' ? `'"'` : `'${quoteGo(char).slice(1, -1)}'`;
}

/** A surrogate without its other half becomes U+FFFD. */
function wellFormed(text: string): string {
  return text.replaceAll(/\p{Surrogate}/gu, '\ufffd');
}
