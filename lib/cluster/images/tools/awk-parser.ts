/** awk programs, read. Not modelled: functions of one's own, getline, pipes to commands, `printf` to a pipe. */
import { RegularExpression } from '../shell/regular-expression';
import type { Expression, Redirection, Rule, Statement, Target } from './awk-syntax';
import { awkTokens, BadProgram, type AwkToken } from './awk-tokens';

const MOST_DEPTH = 200;
const FUNCTIONS = new Set(
  'length substr index split sub gsub match tolower toupper sprintf int sqrt exp log sin cos atan2 rand srand systime'.split(
    ' ',
  ),
);

export function parseAwk(program: string): readonly Rule[] | { readonly fault: string } {
  try {
    return new AwkParser(awkTokens(program)).rules();
  } catch (error) {
    if (error instanceof BadProgram) return { fault: error.message };
    throw error;
  }
}

class AwkParser {
  readonly #tokens: readonly AwkToken[];
  #at = 0;
  #depth = 0;
  /** Within `print … > file` a `>` is no comparison. */
  #isPrinting = false;

  constructor(tokens: readonly AwkToken[]) {
    this.#tokens = tokens;
  }

  rules(): readonly Rule[] {
    const rules: Rule[] = [];
    for (;;) {
      while (this.#take('\n') || this.#take(';'));
      if (this.#token.type === 'end') return rules;
      if (/^func(?:tion)?$/.test(this.#token.text)) throw new BadProgram('functions of your own are not here');
      const when = this.#when();
      const body: Statement = this.#is('{') ? this.#block() : { do: 'print', args: [] };
      rules.push({ when, body });
    }
  }

  #when(): Rule['when'] {
    if (this.#take('BEGIN')) return 'BEGIN';
    if (this.#take('END')) return 'END';
    if (this.#is('{')) return undefined;
    const from = this.#expression();
    return this.#take(',') ? { from, to: this.#expression() } : { from };
  }

  #block(): Statement {
    this.#expect('{');
    const statements: Statement[] = [];
    for (;;) {
      while (this.#take('\n') || this.#take(';'));
      if (this.#take('}')) return { do: 'block', statements };
      statements.push(this.#statement());
    }
  }

  #statement(): Statement {
    if ((this.#depth += 1) > MOST_DEPTH) throw new BadProgram('nested too deeply');
    const statement = this.#anyStatement();
    this.#depth -= 1;
    return statement;
  }

  #anyStatement(): Statement {
    if (this.#is('{')) return this.#block();
    if (this.#take(';')) return { do: 'block', statements: [] };
    if (this.#take('if')) return this.#if();
    if (this.#take('while')) {
      const test = this.#inParentheses();
      return { do: 'while', test, body: this.#body(), isAfter: false };
    }
    if (this.#take('do')) {
      const body = this.#body();
      while (this.#take('\n') || this.#take(';'));
      this.#expect('while');
      return { do: 'while', test: this.#inParentheses(), body, isAfter: true };
    }
    if (this.#take('for')) return this.#for();
    const simple = this.#simple();
    if (!this.#take(';') && !this.#take('\n') && !this.#is('}')) throw this.#unexpected();
    return simple;
  }

  #body(): Statement {
    while (this.#take('\n'));
    return this.#statement();
  }

  #if(): Statement {
    const test = this.#inParentheses();
    const yes = this.#body();
    const before = this.#at;
    while (this.#take('\n') || this.#take(';'));
    if (this.#take('else')) return { do: 'if', test, yes, no: this.#body() };
    this.#at = before;
    return { do: 'if', test, yes };
  }

  #for(): Statement {
    this.#expect('(');
    const [name, word, array, close] = this.#tokens.slice(this.#at, this.#at + 4);
    if (name?.type === 'name' && word?.text === 'in' && array?.type === 'name' && close?.text === ')') {
      this.#at += 4;
      return { do: 'each', name: name.text, array: array.text, body: this.#body() };
    }
    const first = this.#is(';') ? undefined : this.#simple();
    this.#expect(';');
    const test: Expression = this.#is(';') ? { is: 'number', value: 1 } : this.#expression();
    this.#expect(';');
    const step = this.#is(')') ? undefined : this.#simple();
    this.#expect(')');
    const loop: Statement = { do: 'while', test, body: this.#body(), isAfter: false, ...(step && { step }) };
    return first ? { do: 'block', statements: [first, loop] } : loop;
  }

  #simple(): Statement {
    const { text } = this.#token;
    switch (text) {
      case 'print':
      case 'printf':
        this.#at += 1;
        return this.#print(text);
      case 'next':
      case 'break':
      case 'continue':
        this.#at += 1;
        return { do: text };
      case 'exit':
        this.#at += 1;
        return this.#endsStatement() ? { do: 'exit' } : { do: 'exit', status: this.#expression() };
      case 'delete': {
        this.#at += 1;
        const array = this.#token.text;
        this.#at += 1;
        return this.#take('[') ? { do: 'delete', array, key: this.#list(']') } : { do: 'delete', array };
      }
      default:
        return { do: 'expression', value: this.#expression() };
    }
  }

  #print(what: 'print' | 'printf'): Statement {
    const outer = this.#isPrinting;
    this.#isPrinting = true;
    let args: readonly Expression[] = [];
    const start = this.#at;
    // `print (a, b)` and `print(a, b) > file`; but `print (a)(b)` is one text.
    if (this.#take('(')) {
      this.#isPrinting = false;
      args = this.#list(')');
      this.#isPrinting = true;
      if (!this.#endsStatement() && !this.#is('>') && !this.#is('>>')) this.#at = start;
    }
    if (this.#at === start && !this.#endsStatement() && !this.#is('>')) args = this.#commaList();
    let to: Redirection | undefined;
    if (this.#is('>') || this.#is('>>')) {
      const appends = this.#token.text === '>>';
      this.#at += 1;
      to = { appends, file: this.#concatenation() };
    }
    if (this.#is('|')) throw new BadProgram('a pipe out of awk is not here: put it behind awk');
    this.#isPrinting = outer;
    return { do: what, args, ...(to && { to }) };
  }

  #endsStatement(): boolean {
    return [';', '\n', '}', ')'].includes(this.#token.text) || this.#token.type === 'end';
  }

  #commaList(): readonly Expression[] {
    const all = [this.#expression()];
    while (this.#take(',')) {
      while (this.#take('\n'));
      all.push(this.#expression());
    }
    return all;
  }

  #list(end: string): readonly Expression[] {
    if (this.#take(end)) return [];
    const all = this.#commaList();
    this.#expect(end);
    return all;
  }

  #inParentheses(): Expression {
    this.#expect('(');
    const value = this.#expression();
    this.#expect(')');
    return value;
  }

  #expression(): Expression {
    if ((this.#depth += 1) > MOST_DEPTH) throw new BadProgram('nested too deeply');
    const value = this.#assignment();
    this.#depth -= 1;
    return value;
  }

  #assignment(): Expression {
    const left = this.#choice();
    const operator = /^(?:[-+*/%^]|\*\*)?=$/.exec(this.#token.text)?.[0];
    if (operator === undefined || this.#token.type !== 'operator') return left;
    if (!isTarget(left)) throw this.#unexpected();
    this.#at += 1;
    return { is: 'assign', target: left, operator: operator.slice(0, -1), value: this.#expression() };
  }

  #choice(): Expression {
    const test = this.#either();
    if (!this.#take('?')) return test;
    const yes = this.#expression();
    this.#expect(':');
    return { is: 'choice', test, yes, no: this.#expression() };
  }

  #either(): Expression {
    let left = this.#both();
    while (this.#take('||')) left = { is: 'either', left, right: this.#afterLine(() => this.#both()) };
    return left;
  }

  #both(): Expression {
    let left = this.#membership();
    while (this.#take('&&')) left = { is: 'both', left, right: this.#afterLine(() => this.#membership()) };
    return left;
  }

  #afterLine(read: () => Expression): Expression {
    while (this.#take('\n'));
    return read();
  }

  #membership(): Expression {
    let left = this.#match();
    while (this.#take('in')) left = { is: 'in', key: [left], array: this.#name() };
    return left;
  }

  #match(): Expression {
    let text = this.#comparison();
    while (this.#is('~') || (this.#is('!') && this.#tokens[this.#at + 1]?.text === '~')) {
      const isNegated = this.#take('!');
      this.#expect('~');
      text = { is: 'matches', isNegated, text, pattern: this.#comparison() };
    }
    return text;
  }

  #comparison(): Expression {
    const left = this.#concatenation();
    const operator = this.#token.text;
    const isOne = this.#token.type === 'operator' && ['<', '<=', '==', '!=', '>=', '>'].includes(operator);
    if (!isOne || (operator === '>' && this.#isPrinting)) return left;
    this.#at += 1;
    return { is: 'binary', operator, left, right: this.#concatenation() };
  }

  #concatenation(): Expression {
    let left = this.#sum();
    while (this.#beginsValue()) left = { is: 'binary', operator: ' ', left, right: this.#sum() };
    return left;
  }

  #beginsValue(): boolean {
    const { type, text } = this.#token;
    if (type === 'operator')
      return (
        ['$', '(', '!', '++', '--', '-', '+'].includes(text) &&
        !(text === '!' && this.#tokens[this.#at + 1]?.text === '~')
      );
    return ['number', 'text', 'name', 'call', 'pattern'].includes(type) && text !== 'in';
  }

  #sum(): Expression {
    let left = this.#product();
    while (this.#is('+') || this.#is('-')) left = this.#binary(left, () => this.#product());
    return left;
  }

  #product(): Expression {
    let left = this.#signed();
    while (this.#is('*') || this.#is('/') || this.#is('%')) left = this.#binary(left, () => this.#signed());
    return left;
  }

  #binary(left: Expression, read: () => Expression): Expression {
    const operator = this.#token.text;
    this.#at += 1;
    return { is: 'binary', operator, left, right: read() };
  }

  #signed(): Expression {
    for (const operator of ['!', '-', '+'] as const)
      if (this.#take(operator)) return { is: 'unary', operator, value: this.#signed() };
    return this.#power();
  }

  #power(): Expression {
    const left = this.#step();
    if (!this.#take('^') && !this.#take('**')) return left;
    return { is: 'binary', operator: '^', left, right: this.#signed() };
  }

  #step(): Expression {
    const { text } = this.#token;
    if (text === '++' || text === '--') {
      this.#at += 1;
      const target = this.#primary();
      if (!isTarget(target)) throw this.#unexpected();
      return { is: 'step', target, by: text === '++' ? 1 : -1, isBefore: true };
    }
    const value = this.#primary();
    if (isTarget(value) && this.#take('++')) return { is: 'step', target: value, by: 1, isBefore: false };
    if (isTarget(value) && this.#take('--')) return { is: 'step', target: value, by: -1, isBefore: false };
    return value;
  }

  #primary(): Expression {
    const { type, text } = this.#token;
    this.#at += 1;
    switch (type) {
      case 'number':
        return { is: 'number', value: Number(text) };
      case 'text':
        return { is: 'text', value: text };
      case 'pattern': {
        const expression = RegularExpression.of(text, 'awk');
        if ('fault' in expression) throw new BadProgram(`/${text}/: ${expression.fault}`);
        return { is: 'pattern', expression };
      }
      case 'call':
        if (!FUNCTIONS.has(text)) throw new BadProgram(`function ${text} is not here`);
        this.#expect('(');
        return { is: 'call', name: text, args: this.#list(')') };
      case 'name':
        if (text === 'getline') throw new BadProgram('getline is not here');
        if (text === 'length') return { is: 'call', name: text, args: [] };
        return this.#take('[') ? { is: 'element', array: text, key: this.#list(']') } : { is: 'variable', name: text };
      default:
        break;
    }
    if (text === '$') return { is: 'field', index: this.#step() };
    if (text === '(' && type === 'operator') {
      const outer = this.#isPrinting;
      this.#isPrinting = false;
      const list = this.#list(')');
      this.#isPrinting = outer;
      const [only] = list;
      if (only && list.length === 1) return only;
      if (this.#take('in')) return { is: 'in', key: list, array: this.#name() };
    }
    this.#at -= 1;
    throw this.#unexpected();
  }

  #name(): string {
    if (this.#token.type !== 'name') throw this.#unexpected();
    const { text } = this.#token;
    this.#at += 1;
    return text;
  }

  get #token(): AwkToken {
    return this.#tokens[this.#at] ?? { type: 'end', text: 'end of file' };
  }

  #is(text: string): boolean {
    return this.#token.text === text && this.#token.type !== 'text';
  }

  #take(text: string): boolean {
    if (!this.#is(text)) return false;
    this.#at += 1;
    return true;
  }

  #expect(text: string): void {
    if (!this.#take(text)) throw this.#unexpected();
  }

  #unexpected(): BadProgram {
    return new BadProgram(`syntax error at or near ${this.#token.text === '\n' ? 'end of line' : this.#token.text}`);
  }
}

function isTarget(value: Expression): value is Target {
  return value.is === 'variable' || value.is === 'field' || value.is === 'element';
}
