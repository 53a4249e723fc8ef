/** Cuts a script into words and operators; a word's substitutions are parsed with it. */
import type { Change, Part, Script, SyntaxFault, Word } from './syntax';

export type Token =
  | {
      readonly type: 'word';
      readonly word: Word;
      /** Its text, where nothing of it is quoted or substituted. */ readonly plain: string | undefined;
    }
  | {
      readonly type: 'operator';
      readonly text: string;
      /** The number before a redirection. */ readonly descriptor?: number;
    }
  | { readonly type: 'newline' }
  | { readonly type: 'end' };

/** Thrown inside the parser only; its door answers it. */
export class Fault extends Error {
  readonly fault: SyntaxFault;

  constructor(fault: SyntaxFault) {
    super(fault.what ?? `unexpected ${fault.unexpected ?? 'end of file'}`);
    this.fault = fault;
  }
}

export function unexpectedToken(token: Token, expecting?: string): Fault {
  const expected = expecting === undefined ? {} : { expecting };
  switch (token.type) {
    case 'end':
      return new Fault({ unexpected: undefined, ...expected });
    case 'newline':
      return new Fault({ unexpected: 'newline', ...expected });
    case 'operator':
      return new Fault({ unexpected: token.text, ...expected });
    case 'word':
      return new Fault({ unexpected: token.plain ?? 'word', ...expected });
  }
}

const OPERATORS = [
  '<<<',
  '<<-',
  '&>>',
  '&&',
  '||',
  ';;',
  '<<',
  '>>',
  '<&',
  '>&',
  '>|',
  '&>',
  '<',
  '>',
  '|',
  '&',
  ';',
  '(',
  ')',
] as const;
/** A non-breaking space, say, is none of them: it stays in its word. */
const BREAKS = /[ \t\r\n|&;()<>]/;

export class Tokens {
  readonly text: string;
  at = 0;
  readonly #parse: (tokens: Tokens, isWhole: boolean) => Script;
  /** Here-documents whose text begins after the next line end. */
  #pending: { end: string; stripsTabs: boolean; isLiteral: boolean; fill: (word: Word) => void }[] = [];

  /** @param parse of what is substituted: all there is, or up to the parenthesis that closes it */
  constructor(text: string, parse: (tokens: Tokens, isWhole: boolean) => Script) {
    this.text = text;
    this.#parse = parse;
  }

  next(): Token {
    this.#skipBlanks();
    const { text } = this;
    const character = text[this.at];
    if (character === undefined) return { type: 'end' };
    if (character === '\n') {
      this.at += 1;
      this.#readHereDocuments();
      return { type: 'newline' };
    }
    if (text[this.at + 1] === '(' && (character === '<' || character === '>')) return this.#process(character);
    const numbered = /^\d(?=[<>])/.exec(text.slice(this.at, this.at + 2));
    if (numbered) this.at += 1;
    const operator = OPERATORS.find((candidate) => text.startsWith(candidate, this.at));
    if (operator) {
      this.at += operator.length;
      return numbered
        ? { type: 'operator', text: operator, descriptor: Number(numbered[0]) }
        : { type: 'operator', text: operator };
    }
    return this.#word();
  }

  /** Of `((…))`, whose first parenthesis was just taken; undefined where it is none. */
  arithmeticCommand(): string | undefined {
    if (this.text[this.at] !== '(') return undefined;
    let depth = 0;
    for (let at = this.at + 1; at < this.text.length && this.text[at] !== '\n'; at += 1) {
      const character = this.text[at];
      if (character === '(') depth += 1;
      else if (character === ')' && depth > 0) depth -= 1;
      else if (character === ')') {
        if (this.text[at + 1] !== ')') return undefined;
        const inner = this.text.slice(this.at + 1, at);
        this.at = at + 2;
        return inner;
      }
    }
    return undefined;
  }

  /** A text as it were in double quotes. */
  quotedWord(text: string): Word {
    return new Tokens(text, this.#parse).#parts(isNever, true);
  }

  /** What `=~` is to find, in which brackets and bars are no operators. */
  expressionWord(): Word {
    this.#skipBlanks();
    let depth = 0;
    return this.#parts((character) => {
      if (character === '(') depth += 1;
      else if (character === ')') depth -= 1;
      return depth < 0 || (depth === 0 && /\s/.test(character));
    }, false);
  }

  /** The text of a here-document is handed over once the line has ended. */
  expectHereDocument(end: string, isLiteral: boolean, stripsTabs: boolean, fill: (word: Word) => void): void {
    this.#pending.push({ end, isLiteral, stripsTabs, fill });
  }

  #process(direction: '<' | '>'): Token {
    if (direction === '>')
      throw new Fault({ unexpected: '>', what: '>(…) is not here: put a pipe behind the command' });
    this.at += 2;
    const script = this.#parse(this, false);
    return { type: 'word', word: [{ part: 'process', script, quoted: true }], plain: undefined };
  }

  #skipBlanks(): void {
    for (;;) {
      const character = this.text[this.at];
      if (character === ' ' || character === '\t' || character === '\r') this.at += 1;
      else if (character === '\\' && this.text[this.at + 1] === '\n') this.at += 2;
      else if (character === '#') {
        const end = this.text.indexOf('\n', this.at);
        this.at = end < 0 ? this.text.length : end;
      } else return;
    }
  }

  #word(): Token {
    const start = this.at;
    const word = this.#parts((character) => BREAKS.test(character), false);
    const [only] = word;
    const isPlain = word.length === 1 && only?.part === 'text' && !only.quoted;
    return { type: 'word', word, plain: isPlain ? this.text.slice(start, this.at).replaceAll('\\\n', '') : undefined };
  }

  /** Up to a character that ends it (not taken), or the end of the text. */
  #parts(isEnd: (character: string) => boolean, isQuoted: boolean): Word {
    const parts: Part[] = [];
    let plain = '';
    const flush = () => {
      if (plain !== '') parts.push({ part: 'text', text: plain, quoted: isQuoted });
      plain = '';
    };
    for (;;) {
      const character = this.text[this.at];
      if (character === undefined || isEnd(character)) break;
      if (character === '\\') {
        this.#escape(parts, isQuoted, flush, (text) => (plain += text));
      } else if (character === "'" && !isQuoted) {
        flush();
        parts.push({ part: 'text', text: this.#until("'"), quoted: true });
      } else if (character === '"') {
        flush();
        this.at += 1;
        const inner = this.#parts((next) => next === '"', true);
        if (this.text[this.at] !== '"') throw new Fault({ unexpected: undefined, what: 'unterminated quoted string' });
        this.at += 1;
        parts.push(...(inner.length > 0 ? inner : [{ part: 'text', text: '', quoted: true } as const]));
      } else if (character === '`') {
        flush();
        parts.push({ part: 'command', script: this.#backquoted(isQuoted), quoted: isQuoted });
      } else if (character === '$') {
        const part = this.#dollar(isQuoted);
        if (part === undefined) plain += '$';
        else {
          flush();
          parts.push(part);
        }
      } else {
        plain += character;
        this.at += 1;
      }
    }
    flush();
    return parts;
  }

  #escape(parts: Part[], isQuoted: boolean, flush: () => void, add: (text: string) => void): void {
    const next = this.text[this.at + 1];
    this.at += 2;
    if (next === '\n') return;
    if (next === undefined) return add('\\');
    if (isQuoted) return add(/["\\$`]/.test(next) ? next : `\\${next}`);
    flush();
    parts.push({ part: 'text', text: next, quoted: true });
  }

  /** What stands between here and the next such quote. */
  #until(quote: string): string {
    const end = this.text.indexOf(quote, this.at + 1);
    if (end < 0) throw new Fault({ unexpected: undefined, what: 'unterminated quoted string' });
    const inner = this.text.slice(this.at + 1, end);
    this.at = end + 1;
    return inner;
  }

  #backquoted(isQuoted: boolean): Script {
    let inner = '';
    for (this.at += 1; this.text[this.at] !== '`'; this.at += 1) {
      const character = this.text[this.at];
      if (character === undefined) throw new Fault({ unexpected: undefined, what: 'EOF in backquote substitution' });
      const next = this.text[this.at + 1] ?? '';
      if (character === '\\' && (/[`\\$]/.test(next) || (isQuoted && next === '"'))) {
        inner += next;
        this.at += 1;
      } else inner += character;
    }
    this.at += 1;
    return this.#parse(new Tokens(inner, this.#parse), true);
  }

  /** Undefined where the dollar is only a dollar. */
  #dollar(quoted: boolean): Part | undefined {
    const { text } = this;
    if (text.startsWith('$((', this.at)) {
      const start = this.at;
      this.at += 3;
      const expression = this.#arithmetic();
      if (expression) return { part: 'arithmetic', expression, quoted };
      this.at = start;
    }
    const next = text[this.at + 1] ?? '';
    if (next === '(') {
      this.at += 2;
      const script = this.#parse(this, false);
      return { part: 'command', script, quoted };
    }
    if (next === '{') {
      this.at += 2;
      return this.#braced(quoted);
    }
    if (next === "'" && !quoted) {
      this.at += 1;
      return { part: 'text', text: this.#until("'").replaceAll('\\n', '\n').replaceAll('\\t', '\t'), quoted: true };
    }
    this.at += 1;
    const name = /^(?:[A-Za-z_]\w*|[0-9@*#?$!-])/.exec(text.slice(this.at, this.at + 256))?.[0];
    if (name === undefined) return undefined;
    this.at += name.length;
    return { part: 'variable', name, quoted };
  }

  /** Undefined where it is no arithmetic but a subshell in a substitution. */
  #arithmetic(): Word | undefined {
    let depth = 0;
    const word = this.#parts((character) => {
      if (character === '(') depth += 1;
      else if (character === ')') {
        if (depth === 0) return true;
        depth -= 1;
      }
      return false;
    }, true);
    if (!this.text.startsWith('))', this.at)) {
      if (this.at >= this.text.length) throw new Fault({ unexpected: undefined, expecting: '))' });
      return undefined;
    }
    this.at += 2;
    return word;
  }

  #braced(quoted: boolean): Part {
    const match = /^(#(?=[^}])|!(?=[A-Za-z_\d]))?([A-Za-z_]\w*|\d+|[@*#?$!-])/.exec(this.text.slice(this.at));
    if (!match) throw new Fault({ unexpected: this.text[this.at], what: 'bad substitution' });
    const [whole, mark, name = ''] = match;
    const length = mark === '#' ? mark : undefined;
    this.at += whole.length;
    const subscript = this.text[this.at] === '[' ? this.#subscript() : undefined;
    const index = { ...(subscript && { subscript }), ...(mark === '!' && ({ isIndirect: true } as const)) };
    const operator =
      length === undefined
        ? (/^(?::[-=+?]|[-=+?]|##|#|%%|%|\/[/#%]|\/|\^\^|\^|,,|,|:)/.exec(this.text.slice(this.at))?.[0] ?? '')
        : '#';
    if (length === undefined) this.at += operator.length;
    // What a pattern is quoted by stands within the braces, whatever stands around them.
    const isPattern = /^[#%/^,]/.test(operator) && length === undefined;
    const word = this.#parts((character) => character === '}', quoted && !isPattern);
    if (this.text[this.at] !== '}') throw new Fault({ unexpected: undefined, expecting: '}' });
    this.at += 1;
    if (operator === '') {
      if (word.length > 0) throw new Fault({ unexpected: name, what: 'bad substitution' });
      return { part: 'variable', name, quoted, ...index };
    }
    const change: Change = { operator: length === undefined ? operator : 'length', word };
    return { part: 'variable', name, quoted, change, ...index };
  }

  #subscript(): Word {
    this.at += 1;
    const word = this.#parts((character) => character === ']', true);
    if (this.text[this.at] !== ']') throw new Fault({ unexpected: undefined, expecting: ']' });
    this.at += 1;
    return word;
  }

  #readHereDocuments(): void {
    for (const { end, stripsTabs, isLiteral, fill } of this.#pending.splice(0)) {
      let body = '';
      for (;;) {
        if (this.at >= this.text.length) throw new Fault({ unexpected: undefined, expecting: end });
        const stop = this.text.indexOf('\n', this.at);
        const whole = this.text.slice(this.at, stop < 0 ? undefined : stop);
        const line = stripsTabs ? whole.replace(/^\t+/, '') : whole;
        this.at = stop < 0 ? this.text.length : stop + 1;
        if (line === end) break;
        body += `${line}\n`;
      }
      fill(
        isLiteral ? [{ part: 'text', text: body, quoted: true }] : new Tokens(body, this.#parse).#parts(isNever, true),
      );
    }
  }
}

function isNever(): boolean {
  return false;
}
