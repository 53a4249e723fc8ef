/** sed's scripts, read. Not modelled: labels and jumps (`b`, `t`), files (`r`, `w`), `l`, `e`. */
import { formatEscapes } from '../shell/printf';
import { RegularExpression, type Match } from '../shell/regular-expression';

export type Address =
  | { readonly at: 'line'; readonly number: number }
  | { readonly at: 'last' }
  | { readonly at: 'match'; readonly expression: RegularExpression }
  /** `first~step` */
  | { readonly at: 'every'; readonly first: number; readonly step: number }
  /** `+3`: so many behind the first. */
  | { readonly at: 'behind'; readonly lines: number };

export interface SedCommand {
  readonly from: Address | undefined;
  readonly to: Address | undefined;
  readonly isNegated: boolean;
  readonly action: Action;
}

export type Action =
  | { readonly do: 'd' | 'D' | 'p' | 'P' | 'q' | 'Q' | '=' | 'n' | 'N' | 'h' | 'H' | 'g' | 'G' | 'x' }
  | { readonly do: 'a' | 'i' | 'c'; readonly text: string }
  | { readonly do: 'y'; readonly pairs: ReadonlyMap<string, string> }
  | { readonly do: '{'; readonly commands: readonly SedCommand[] }
  | {
      readonly do: 's';
      readonly expression: RegularExpression;
      readonly replacement: (match: Match) => string;
      readonly which: { readonly first: number; readonly isAll: boolean };
      readonly prints: boolean;
    };

const MOST_DEPTH = 100;

/** Thrown inside only. */
class BadScript extends Error {}

/** @param source all parts, with line ends between */
export function readScript(source: string, isExtended: boolean): readonly SedCommand[] | { readonly fault: string } {
  const reader = new Reader(source, isExtended);
  try {
    return reader.commands(false);
  } catch (error) {
    if (error instanceof BadScript) return { fault: `-e expression #1, char ${reader.at}: ${error.message}` };
    throw error;
  }
}

class Reader {
  at = 0;
  readonly #source: string;
  readonly #isExtended: boolean;
  /** What an empty expression means: the last one. */
  #last: RegularExpression | undefined;
  #depth = 0;

  constructor(source: string, isExtended: boolean) {
    this.#source = source;
    this.#isExtended = isExtended;
  }

  commands(isInside: boolean): readonly SedCommand[] {
    const commands: SedCommand[] = [];
    for (;;) {
      this.#skip(/[\s;]/);
      const next = this.#source[this.at];
      if (next === undefined) {
        if (isInside) throw new BadScript("unmatched `{'");
        return commands;
      }
      if (next === '#') {
        this.#skip(/[^\n]/);
        continue;
      }
      if (next === '}') {
        if (!isInside) throw new BadScript("unexpected `}'");
        this.at += 1;
        return commands;
      }
      commands.push(this.#command());
    }
  }

  #group(): readonly SedCommand[] {
    if ((this.#depth += 1) > MOST_DEPTH) throw new BadScript('too many {');
    const commands = this.commands(true);
    this.#depth -= 1;
    return commands;
  }

  #command(): SedCommand {
    const from = this.#address();
    this.#skip(/ /);
    let to: Address | undefined;
    if (from && this.#take(',')) {
      this.#skip(/ /);
      to = this.#address(true);
      if (!to) throw new BadScript("unexpected `,'");
    }
    this.#skip(/ /);
    let isNegated = false;
    while (this.#take('!')) isNegated = true;
    this.#skip(/ /);
    return { from, to, isNegated, action: this.#action() };
  }

  #address(isSecond = false): Address | undefined {
    const next = this.#source[this.at] ?? '';
    if (this.#take('$')) return { at: 'last' };
    if (next === '/' || next === '\\') {
      if (next === '\\') this.at += 1;
      const delimiter = this.#source[this.at] ?? '';
      this.at += 1;
      const source = this.#until(delimiter, 'unterminated address regex');
      return { at: 'match', expression: this.#expression(source, this.#take('I')) };
    }
    const [, number, step] = /^(\d+)(?:~(\d+))?/.exec(this.#source.slice(this.at)) ?? [];
    if (number !== undefined) {
      this.at += number.length + (step === undefined ? 0 : step.length + 1);
      if (step !== undefined) return { at: 'every', first: Number(number), step: Number(step) };
      return { at: 'line', number: Number(number) };
    }
    const [behind, lines] = (isSecond ? /^\+(\d+)/.exec(this.#source.slice(this.at)) : null) ?? [];
    if (behind === undefined) return undefined;
    this.at += behind.length;
    return { at: 'behind', lines: Number(lines) };
  }

  #action(): Action {
    const name = this.#source[this.at];
    this.at += 1;
    switch (name) {
      case '{':
        return { do: '{', commands: this.#group() };
      case 'd':
      case 'D':
      case 'p':
      case 'P':
      case 'q':
      case 'Q':
      case '=':
      case 'n':
      case 'N':
      case 'h':
      case 'H':
      case 'g':
      case 'G':
      case 'x':
        this.#end();
        return { do: name };
      case 'a':
      case 'i':
      case 'c':
        return { do: name, text: this.#text() };
      case 's':
        return this.#substitution();
      case 'y':
        return this.#exchange();
      case 'b':
      case 't':
      case ':':
      case 'r':
      case 'w':
      case 'l':
      case 'e':
        throw new BadScript(`the command \`${name}' is not here`);
      case undefined:
        throw new BadScript('missing command');
      default:
        throw new BadScript(`unknown command: \`${name}'`);
    }
  }

  #substitution(): Action {
    const delimiter = this.#source[this.at] ?? '';
    this.at += 1;
    const source = this.#until(delimiter, "unterminated `s' command");
    const replacement = this.#until(delimiter, "unterminated `s' command", true);
    const [flags = ''] = /^[gpiIm\d]*/.exec(this.#source.slice(this.at)) ?? [];
    this.at += flags.length;
    this.#end("unknown option to `s'");
    return {
      do: 's',
      expression: this.#expression(source, /i/i.test(flags)),
      replacement: replacementOf(replacement),
      which: { first: Number(/\d+/.exec(flags)?.[0] ?? 1), isAll: flags.includes('g') },
      prints: flags.includes('p'),
    };
  }

  #exchange(): Action {
    const delimiter = this.#source[this.at] ?? '';
    this.at += 1;
    const from = Array.from(formatEscapes(this.#until(delimiter, "unterminated `y' command")));
    const to = Array.from(formatEscapes(this.#until(delimiter, "unterminated `y' command")));
    if (from.length !== to.length) throw new BadScript("strings for `y' command are different lengths");
    this.#end();
    return { do: 'y', pairs: new Map(from.map((character, at) => [character, to[at] ?? ''])) };
  }

  /** Of `a`, `i` and `c`: up to the line's end, or further where a backslash stands before it. */
  #text(): string {
    this.#skip(/[ \t]/);
    if (this.#source[this.at] === '\\') {
      this.at += 1;
      this.#skip(/[ \t]/);
      if (this.#source[this.at] === '\n') this.at += 1;
    }
    const [text = ''] = /^(?:[^\n\\]|\\[\s\S])*/.exec(this.#source.slice(this.at)) ?? [];
    if (text === '') throw new BadScript("expected \\ after `a', `c' or `i'");
    this.at += text.length;
    return text.replace(/\\([\s\S])/g, (_, letter: string) => (letter === 't' ? '\t' : letter));
  }

  #until(delimiter: string, fault: string, isReplacement = false): string {
    let text = '';
    let isInClass = false;
    for (; this.at < this.#source.length; this.at += 1) {
      const character = this.#source[this.at] ?? '';
      const next = this.#source[this.at + 1] ?? '';
      if (character === '\\') {
        this.at += 1;
        if (next === delimiter) text += next;
        else text += isInClass && /[nt]/.test(next) ? (next === 'n' ? '\n' : '\t') : character + next;
      } else if (character === delimiter && !isInClass) {
        this.at += 1;
        return text;
      } else {
        if (!isReplacement && character === '[' && !isInClass) isInClass = true;
        else if (character === ']' && isInClass && !/\[\^?$/.test(text)) isInClass = false;
        text += character;
      }
    }
    throw new BadScript(fault);
  }

  #expression(source: string, ignoresCase: boolean): RegularExpression {
    if (source === '' && this.#last) return this.#last;
    if (source === '') throw new BadScript('no previous regular expression');
    const expression = RegularExpression.of(source, this.#isExtended ? 'extended' : 'basic', ignoresCase);
    if ('fault' in expression) throw new BadScript(expression.fault);
    this.#last = expression;
    return expression;
  }

  #end(fault = 'extra characters after command'): void {
    this.#skip(/[ \t]/);
    if (!/^(?:[;\n}#]|$)/.test(this.#source.slice(this.at, this.at + 1))) throw new BadScript(fault);
  }

  #take(character: string): boolean {
    if (this.#source[this.at] !== character) return false;
    this.at += 1;
    return true;
  }

  #skip(what: RegExp): void {
    while (this.at < this.#source.length && what.test(this.#source[this.at] ?? '')) this.at += 1;
  }
}

function replacementOf(text: string): (match: Match) => string {
  return ({ groups: [whole = '', ...groups] }) =>
    text.replace(/\\(\d)|\\([\s\S])|&/g, (found, digit?: string, escaped?: string) => {
      if (found === '&') return whole;
      if (digit !== undefined) return digit === '0' ? whole : (groups[Number(digit) - 1] ?? '');
      return escaped === 'n' ? '\n' : escaped === 't' ? '\t' : (escaped ?? '');
    });
}
