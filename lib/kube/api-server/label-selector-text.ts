/**
 * `app=web,tier in (a,b),!old,n>3`: label selectors as they stand in a query. Models the lexer and the parser of
 * apimachinery's labels/selector.go, whose words tell where it stopped understanding.
 */
import { aggregateMessage } from '../field/message';
import { invalid, type FieldError } from '../field/error';
import { FieldPath } from '../field/path';
import { quote } from '../field/print';
import { labelKeyFaults, labelValueFaults } from '../validation/names';

export type Operator = 'in' | 'notin' | '=' | '==' | '!=' | '>' | '<' | 'exists' | '!';

export interface Requirement {
  readonly key: string;
  readonly operator: Operator;
  /** Sorted, each once. */
  readonly values: readonly string[];
}

/** A string is what is wrong with it. */
export function parseLabelSelector(text: string): readonly Requirement[] | string {
  try {
    return new Parser(text).parse();
  } catch (error) {
    if (error instanceof Misread) return error.message;
    throw error;
  }
}

class Misread extends Error {}

interface Token {
  readonly type: 'identifier' | 'word' | 'symbol' | 'end' | 'error';
  readonly text: string;
}

const SYMBOLS = '=!(),><';
const BLANKS = ' \t\r\n';
const KNOWN = new Set(['(', ')', ',', '!', '=', '==', '!=', '>', '<']);
const BINARY = 'in, notin, =, ==, !=, gt, lt';

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (BLANKS.includes(text.charAt(at))) {
      at += 1;
      continue;
    }
    const token = SYMBOLS.includes(text.charAt(at)) ? symbolAt(text, at) : wordAt(text, at);
    tokens.push(token.token);
    at = token.next;
  }
  return [...tokens, { type: 'end', text: '' }];
}

/** The longest that is known; `=!` is `=`, and then `!`. */
function symbolAt(text: string, from: number): { token: Token; next: number } {
  let found = '';
  let at = from;
  for (; at < text.length && SYMBOLS.includes(text.charAt(at)); at += 1) {
    const longer = text.slice(from, at + 1);
    if (KNOWN.has(longer)) found = longer;
    else break;
  }
  return { token: { type: 'symbol', text: found }, next: from + found.length };
}

function wordAt(text: string, from: number): { token: Token; next: number } {
  let at = from;
  while (at < text.length && !SYMBOLS.includes(text.charAt(at)) && !BLANKS.includes(text.charAt(at))) at += 1;
  const word = text.slice(from, at);
  return { token: { type: word === 'in' || word === 'notin' ? 'word' : 'identifier', text: word }, next: at };
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(text: string) {
    this.#tokens = tokensOf(text);
  }

  parse(): Requirement[] {
    const requirements: Requirement[] = [];
    for (;;) {
      const { type, text } = this.#next();
      if (type === 'end') return requirements;
      if (!startsRequirement({ type, text })) {
        throw new Misread(`found '${text}', expected: !, identifier, or 'end of string'`);
      }
      requirements.push(this.#requirement());
      const after = this.#take();
      if (after.type === 'end') return requirements;
      if (after.text !== ',' || after.type !== 'symbol') {
        throw new Misread(`found '${after.text}', expected: ',' or 'end of string'`);
      }
      const following = this.#next();
      if (!startsRequirement(following)) throw new Misread(`found '${following.text}', expected: identifier after ','`);
    }
  }

  /** `in` and `notin` are words like others, except where an operator stands. */
  #next(): Token {
    const token = this.#tokens[this.#at] ?? { type: 'end', text: '' };
    return token.type === 'word' ? { ...token, type: 'identifier' } : token;
  }

  #take(): Token {
    const token = this.#next();
    this.#at += 1;
    return token;
  }

  #requirement(): Requirement {
    const first = this.#take();
    const isNot = isSymbol(first, '!');
    const key = isNot ? this.#take() : first;
    if (key.type !== 'identifier') misread(`found '${key.text}', expected: identifier`);
    const faults = labelKeyFaults(key.text);
    if (faults.length > 0) misread(`<nil>: Invalid value: ${quote(key.text)}: ${faults.join('; ')}`);
    const after = this.#next();
    if (isNot) return { key: key.text, operator: '!', values: [] };
    if (after.type === 'end' || isSymbol(after, ',')) return { key: key.text, operator: 'exists', values: [] };
    const operator = this.#operator();
    const values = operator === 'in' || operator === 'notin' ? this.#values() : this.#exactValue();
    return checked({ key: key.text, operator, values: [...new Set(values)].sort() });
  }

  #operator(): Operator {
    const { text } = this.#tokens[this.#at] ?? { text: '' };
    this.#at += 1;
    switch (text) {
      case 'in':
      case 'notin':
      case '=':
      case '==':
      case '!=':
      case '>':
      case '<':
        return text;
      default:
        return misread(`found '${text}', expected: ${BINARY}`);
    }
  }

  #values(): string[] {
    const open = this.#take();
    if (!isSymbol(open, '(')) misread(`found '${open.text}' expected: '('`);
    const start = this.#next();
    if (isSymbol(start, ')')) {
      this.#take();
      return [];
    }
    if (start.type !== 'identifier' && !isSymbol(start, ',')) {
      misread(`found '${start.text}', expected: ',', ')' or identifier`);
    }
    const values = this.#list();
    this.#take();
    return values;
  }

  /** An empty place between commas is the empty value. */
  #list(): string[] {
    const values: string[] = [];
    for (;;) {
      const token = this.#take();
      const next = this.#next();
      if (token.type === 'identifier') {
        values.push(token.text);
        if (isSymbol(next, ')')) return values;
        if (!isSymbol(next, ',')) misread(`found '${next.text}', expected: ',' or ')'`);
      } else if (isSymbol(token, ',')) {
        if (values.length === 0) values.push('');
        if (isSymbol(next, ')')) return [...values, ''];
        if (isSymbol(next, ',')) {
          this.#take();
          values.push('');
        }
      } else misread(`found '${token.text}', expected: ',', or identifier`);
    }
  }

  #exactValue(): string[] {
    const next = this.#next();
    if (next.type === 'end' || isSymbol(next, ',')) return [''];
    const { type, text } = this.#take();
    return type === 'identifier' ? [text] : misread(`found '${text}', expected: identifier`);
  }
}

function startsRequirement(token: Token): boolean {
  return token.type === 'identifier' || isSymbol(token, '!');
}

function isSymbol({ type, text }: Token, symbol: string): boolean {
  return type === 'symbol' && text === symbol;
}

function misread(why: string): never {
  throw new Misread(`unable to parse requirement: ${why}`);
}

const SAFE = /^[+-]?\d{1,18}$/;

/** Models NewRequirement. */
function checked(requirement: Requirement): Requirement {
  const { key, operator, values } = requirement;
  const errors: FieldError[] = [];
  const path = FieldPath.of('values');
  if (operator === '>' || operator === '<') {
    for (const [at, value] of values.entries()) {
      if (!SAFE.test(value)) {
        errors.push(invalid(path.index(at), value, "for 'Gt', 'Lt' operators, the value must be an integer"));
      }
    }
  }
  for (const [at, value] of values.entries()) {
    const faults = labelValueFaults(value);
    if (faults.length > 0) errors.push(invalid(path.index(at).key(key), value, faults.join('; ')));
  }
  return errors.length > 0 ? misread(aggregateMessage(errors)) : requirement;
}
