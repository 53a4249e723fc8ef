/** Runs awk programs: values are numbers or texts, and what was read is both where it looks like a number. */
import { WORK, type Call, type Step } from '../call';
import { printf } from '../shell/printf';
import { RegularExpression } from '../shell/regular-expression';
import { openForWriting } from '../shell/redirect';
import { compute, isTrue, numberOf, readValue, textOf, type Value } from './awk-values';
import type { Expression, Redirection, Rule, Statement, Target } from './awk-syntax';

type Ends = 'next' | 'break' | 'continue' | 'exit' | undefined;

const MOST_FIELDS = 100_000;

export class AwkRun {
  status = 0;
  readonly #call: Call;
  readonly #variables = new Map<string, Value>([
    ['FS', ' '],
    ['OFS', ' '],
    ['ORS', '\n'],
    ['SUBSEP', '\u001C'],
    ['NR', 0],
    ['FNR', 0],
    ['RSTART', 0],
    ['RLENGTH', -1],
  ]);
  readonly #arrays = new Map<string, Map<string, Value>>();
  readonly #files = new Map<string, (text: string) => void>();
  readonly #patterns = new Map<string, RegularExpression>();
  /** Rules from one line to another that are open. */
  readonly #open = new Set<Rule>();
  #fields: string[] = [''];
  #output = '';

  constructor(call: Call) {
    this.#call = call;
    this.#arrays.set('ENVIRON', new Map([...call.env].map(([name, value]) => [name, readValue(value)])));
  }

  set(name: string, text: string): void {
    this.#variables.set(name, readValue(text));
  }

  /** Resolves to whether the program goes on. */
  *rules(rules: readonly Rule[]): Generator<Step, Ends, undefined> {
    for (const rule of rules) {
      if (!this.#fits(rule)) continue;
      const ends = yield* this.#run(rule.body);
      if (ends === 'exit' || ends === 'next') return ends;
    }
    return undefined;
  }

  line(text: string, number: number, ofFile: number, file: string): void {
    this.#setLine(text);
    this.#variables.set('NR', number);
    this.#variables.set('FNR', ofFile);
    this.#variables.set('FILENAME', file);
  }

  /** Hands over what was printed. */
  flush(): void {
    if (this.#output !== '') this.#call.out(this.#output);
    this.#output = '';
  }

  #fits(rule: Rule): boolean {
    const { when } = rule;
    if (when === undefined || typeof when === 'string') return true;
    if (!when.to) return isTrue(this.#value(when.from));
    if (!this.#open.has(rule) && !isTrue(this.#value(when.from))) return false;
    this.#open.add(rule);
    if (isTrue(this.#value(when.to))) this.#open.delete(rule);
    return true;
  }

  *#run(statement: Statement): Generator<Step, Ends, undefined> {
    switch (statement.do) {
      case 'block':
        for (const each of statement.statements) {
          const ends = yield* this.#run(each);
          if (ends) return ends;
        }
        return undefined;
      case 'expression':
        this.#value(statement.value);
        return undefined;
      case 'print':
      case 'printf':
        this.#print(statement);
        return undefined;
      case 'if':
        if (isTrue(this.#value(statement.test))) return yield* this.#run(statement.yes);
        return statement.no && (yield* this.#run(statement.no));
      case 'while':
        for (let isFirst = statement.isAfter; isFirst || isTrue(this.#value(statement.test)); isFirst = false) {
          const ends = yield* this.#run(statement.body);
          if (ends === 'break') return undefined;
          if (ends && ends !== 'continue') return ends;
          if (statement.step) yield* this.#run(statement.step);
          yield WORK;
        }
        return undefined;
      case 'each': {
        // Of now: the body may add more.
        const keys = Array.from(this.#array(statement.array).keys());
        for (const key of keys) {
          this.#variables.set(statement.name, readValue(key));
          const ends = yield* this.#run(statement.body);
          if (ends === 'break') return undefined;
          if (ends && ends !== 'continue') return ends;
        }
        return undefined;
      }
      case 'delete':
        if (statement.key) this.#array(statement.array).delete(this.#key(statement.key));
        else this.#array(statement.array).clear();
        return undefined;
      case 'exit':
        if (statement.status) this.status = numberOf(this.#value(statement.status)) & 255;
        return 'exit';
      default:
        return statement.do;
    }
  }

  #print({ do: what, args, to }: { do: string; args: readonly Expression[]; to?: Redirection }): void {
    const texts = args.map((arg) => textOf(this.#value(arg)));
    const text =
      what === 'printf'
        ? formatted(texts)
        : `${texts.length === 0 ? this.#field(0) : texts.join(this.#text('OFS'))}${this.#text('ORS')}`;
    if (to) this.#write(textOf(this.#value(to.file)), text, to.appends);
    else this.#output += text;
    if (this.#output.length > 65_536) this.flush();
  }

  #write(name: string, text: string, appends: boolean): void {
    let file = this.#files.get(name);
    if (!file) {
      const opened = openForWriting(this.#call, this.#call.workingDir, name, appends);
      if (typeof opened !== 'function') {
        this.#call.err(`awk: cannot open "${name}" (${opened.fault})\n`);
        this.status = 2;
      }
      file = typeof opened === 'function' ? opened : () => {};
      this.#files.set(name, file);
    }
    this.flush();
    file(text);
  }

  #setLine(text: string): void {
    this.#fields = [text, ...this.#split(text, this.#text('FS'))];
  }

  #split(text: string, separator: string): string[] {
    if (separator === ' ') return text.split(/[ \t\n]+/).filter((field) => field !== '');
    if (text === '') return [];
    if (separator.length === 1 && separator !== '|') return text.split(separator);
    const parts: string[] = [];
    let at = 0;
    for (const { start, end } of this.#pattern(separator === '|' ? '[|]' : separator).findAll(text)) {
      if (end === start) continue;
      parts.push(text.slice(at, start));
      at = end;
    }
    return [...parts, text.slice(at)];
  }

  #field(index: number): string {
    return this.#fields[index] ?? '';
  }

  #text(name: string): string {
    return textOf(this.#variables.get(name) ?? '');
  }

  #array(name: string): Map<string, Value> {
    const known = this.#arrays.get(name) ?? new Map<string, Value>();
    this.#arrays.set(name, known);
    return known;
  }

  #key(key: readonly Expression[]): string {
    return key.map((each) => textOf(this.#value(each))).join(this.#text('SUBSEP'));
  }

  #pattern(source: string): RegularExpression {
    const known = this.#patterns.get(source);
    if (known) return known;
    const made = RegularExpression.of(source, 'awk');
    const found = 'fault' in made ? RegularExpression.of(source.replace(/[\\.*+?[\](){}|^$]/g, '[$&]'), 'awk') : made;
    if ('fault' in found) throw new Error(`a literal expression is wrong: ${source}`);
    this.#patterns.set(source, found);
    return found;
  }

  #value(given: Expression): Value {
    switch (given.is) {
      case 'number':
      case 'text':
        return given.value;
      case 'pattern':
        return Number(given.expression.test(this.#field(0)));
      case 'variable':
        if (given.name === 'NF') return this.#fields.length - 1;
        return this.#variables.get(given.name) ?? { text: '', number: 0 };
      case 'field':
        return readValue(this.#field(numberOf(this.#value(given.index))));
      case 'element': {
        const array = this.#array(given.array);
        const key = this.#key(given.key);
        const value = array.get(key) ?? { text: '', number: 0 };
        array.set(key, value);
        return value;
      }
      case 'assign': {
        const right = this.#value(given.value);
        const value =
          given.operator === '' ? right : compute(given.operator.replace('**', '^'), this.#value(given.target), right);
        return this.#assign(given.target, value);
      }
      case 'step': {
        const before = numberOf(this.#value(given.target));
        this.#assign(given.target, before + given.by);
        return given.isBefore ? before + given.by : before;
      }
      case 'choice':
        return this.#value(isTrue(this.#value(given.test)) ? given.yes : given.no);
      case 'both':
        return Number(isTrue(this.#value(given.left)) && isTrue(this.#value(given.right)));
      case 'either':
        return Number(isTrue(this.#value(given.left)) || isTrue(this.#value(given.right)));
      case 'binary':
        return compute(given.operator, this.#value(given.left), this.#value(given.right));
      case 'unary': {
        const value = this.#value(given.value);
        if (given.operator === '!') return Number(!isTrue(value));
        return given.operator === '-' ? -numberOf(value) : numberOf(value);
      }
      case 'matches':
        return Number(this.#expression(given.pattern).test(textOf(this.#value(given.text))) !== given.isNegated);
      case 'in':
        return Number(this.#array(given.array).has(this.#key(given.key)));
      case 'call':
        return this.#callFunction(given.name, given.args);
      default:
        return given satisfies never;
    }
  }

  #expression(given: Expression): RegularExpression {
    return given.is === 'pattern' ? given.expression : this.#pattern(textOf(this.#value(given)));
  }

  #assign(target: Target, value: Value): Value {
    if (target.is === 'element') this.#array(target.array).set(this.#key(target.key), value);
    else if (target.is === 'field') this.#setField(numberOf(this.#value(target.index)), textOf(value));
    else if (target.name === 'NF') this.#setFields(this.#fields.slice(1, numberOf(value) + 1));
    else this.#variables.set(target.name, value);
    return value;
  }

  #setField(index: number, text: string): void {
    if (index === 0) return this.#setLine(text);
    if (index > MOST_FIELDS) return undefined;
    const fields = this.#fields.slice(1);
    while (fields.length < index) fields.push('');
    fields[index - 1] = text;
    return this.#setFields(fields);
  }

  #setFields(fields: readonly string[]): void {
    this.#fields = [fields.join(this.#text('OFS')), ...fields];
  }

  #callFunction(name: string, args: readonly Expression[]): Value {
    const [first, second, third] = args;
    const text = (arg: Expression | undefined, otherwise = ''): string => (arg ? textOf(this.#value(arg)) : otherwise);
    const number = (arg: Expression | undefined): number => (arg ? numberOf(this.#value(arg)) : 0);
    switch (name) {
      case 'length':
        if (first?.is === 'variable' && this.#arrays.has(first.name)) return this.#array(first.name).size;
        return Array.from(text(first, this.#field(0))).length;
      case 'substr': {
        const start = Math.round(number(second));
        const end = third ? start + Math.round(number(third)) : Number.POSITIVE_INFINITY;
        return Array.from(text(first))
          .slice(Math.max(0, start - 1), Math.max(0, end - 1))
          .join('');
      }
      case 'index':
        return text(first).indexOf(text(second)) + 1;
      case 'split': {
        if (second?.is !== 'variable') return 0;
        const separator = third?.is === 'pattern' ? undefined : text(third, this.#text('FS'));
        const whole = text(first);
        const parts =
          separator === undefined
            ? splitBy(whole, this.#expression(third ?? { is: 'text', value: ' ' }))
            : this.#split(whole, separator);
        this.#arrays.set(second.name, new Map(parts.map((part, at) => [String(at + 1), readValue(part)])));
        return parts.length;
      }
      case 'sub':
      case 'gsub':
        return this.#substitute(name === 'gsub', args);
      case 'match': {
        const found = second && this.#expression(second).find(text(first));
        this.#variables.set('RSTART', found ? found.start + 1 : 0);
        this.#variables.set('RLENGTH', found ? found.end - found.start : -1);
        return found ? found.start + 1 : 0;
      }
      case 'tolower':
        return text(first).toLowerCase();
      case 'toupper':
        return text(first).toUpperCase();
      case 'sprintf':
        return formatted(args.map((arg) => text(arg)));
      case 'int':
        return Math.trunc(number(first));
      case 'sqrt':
        return Math.sqrt(number(first));
      case 'exp':
        return Math.exp(number(first));
      case 'log':
        return Math.log(number(first));
      case 'sin':
        return Math.sin(number(first));
      case 'cos':
        return Math.cos(number(first));
      case 'atan2':
        return Math.atan2(number(first), number(second));
      case 'rand':
        return this.#call.process.random.integer(1_000_000) / 1_000_000;
      case 'systime':
        return Math.floor(this.#call.now() / 1000);
      default:
        return 0;
    }
  }

  #substitute(isAll: boolean, [pattern, replacement, into]: readonly Expression[]): number {
    if (!pattern || !replacement) return 0;
    const target: Target =
      into && 'is' in into && (into.is === 'variable' || into.is === 'field' || into.is === 'element')
        ? into
        : { is: 'field', index: { is: 'number', value: 0 } };
    const by = textOf(this.#value(replacement));
    const text = textOf(this.#value(target));
    let count = 0;
    const changed = this.#expression(pattern).replace(
      text,
      ({ groups: [whole = ''] }) => {
        count += 1;
        return by.replace(/\\&|&/g, (found) => (found === '&' ? whole : '&'));
      },
      { first: 1, isAll },
    );
    if (count > 0) this.#assign(target, changed);
    return count;
  }
}

function splitBy(text: string, expression: RegularExpression): string[] {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of expression.findAll(text)) {
    if (end === start) continue;
    parts.push(text.slice(at, start));
    at = end;
  }
  return text === '' ? [] : [...parts, text.slice(at)];
}

function formatted([format = '', ...args]: readonly string[]): string {
  const wanted = format.match(/%[^%a-zA-Z]*[a-zA-Z]/g)?.length ?? 0;
  return printf([format, ...args.slice(0, wanted)]).output;
}
