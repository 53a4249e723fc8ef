/**
 * awk's first chapter: `[BEGIN|END|/pattern/|expression] { print … }`, fields, NR, NF, -F, sums in variables.
 * Not modelled: arrays, functions of one's own, getline, printf's widths beyond the shell's.
 */
import type { Call, Tool } from '../call';
import { formatEscapes, printf } from '../shell/printf';
import { linesOf, readInputs } from './inputs';
import { parseOptions } from './options';
import { expressionOf } from '../shell/pattern';
import { basicPattern } from './grep';

interface Rule {
  readonly pattern: string;
  readonly statements: readonly string[];
}

export const awk: Tool = (call) => {
  const options = parseOptions(call.args, ['F', 'v']);
  const [program = '', ...names] = options.operands;
  const rules = parseRules(program);
  if (rules.length === 0) {
    call.err('awk: cmd. line:1: Unexpected token\n');
    return 1;
  }
  const { inputs, failed } = readInputs(call, names);
  const run = new AwkRun(call, options.value('F'));
  const [name = '', value = ''] = options.value('v')?.split('=') ?? [];
  if (name !== '') run.variables.set(name, value);
  for (const rule of rules) if (rule.pattern === 'BEGIN') run.statements(rule.statements);
  if (rules.some(({ pattern }) => pattern !== 'BEGIN')) {
    for (const line of inputs.flatMap(({ text }) => linesOf(text))) {
      run.setLine(line);
      for (const rule of rules) if (run.fits(rule.pattern)) run.statements(rule.statements);
      if (run.hasEnded) break;
    }
  }
  for (const rule of rules) if (rule.pattern === 'END') run.statements(rule.statements);
  return failed ? 1 : 0;
};

function parseRules(program: string): Rule[] {
  const rules: Rule[] = [];
  for (const match of program.matchAll(
    /\s*((?:\/(?:[^/\\]|\\.)*\/|"(?:[^"\\]|\\.)*"|[^{};"/]|\/(?=[^/]*\{))*)(?:\{((?:"(?:[^"\\]|\\.)*"|[^}"])*)\})?\s*;?/g,
  )) {
    const [, pattern = '', body] = match;
    if (pattern.trim() === '' && body === undefined) continue;
    rules.push({ pattern: pattern.trim(), statements: splitOutside(body ?? 'print', /[;\n]/) });
  }
  return rules;
}

/** At what is outside of quotes and parentheses. */
function splitOutside(text: string, separator: RegExp): string[] {
  const parts = [''];
  let [isQuoted, depth] = [false, 0];
  for (const [at, character] of Array.from(text).entries()) {
    if (character === '"' && text[at - 1] !== '\\') isQuoted = !isQuoted;
    if (!isQuoted && character === '(') depth += 1;
    if (!isQuoted && character === ')') depth -= 1;
    if (!isQuoted && depth === 0 && separator.test(character)) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts.map((part) => part.trim()).filter(Boolean);
}

class AwkRun {
  readonly variables = new Map<string, string>();
  hasEnded = false;
  readonly #call: Call;
  #separator: string;
  #line = '';
  #fields: string[] = [];
  #number = 0;

  constructor(call: Call, separator: string | undefined) {
    this.#call = call;
    this.#separator = separator === undefined ? ' ' : formatEscapes(separator);
  }

  setLine(line: string): void {
    this.#line = line;
    this.#number += 1;
    const own = this.variables.get('FS') ?? this.#separator;
    const pattern = own.length === 1 ? own.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : own;
    this.#fields =
      own === ' ' ? line.trim().split(/\s+/).filter(Boolean) : line.split(expressionOf(pattern, '') ?? own);
  }

  fits(pattern: string): boolean {
    if (pattern === 'BEGIN' || pattern === 'END') return false;
    return pattern === '' || isTrue(this.#condition(pattern));
  }

  statements(statements: readonly string[]): void {
    for (const statement of statements) {
      const guarded = /^if\s*\(([\s\S]*?)\)\s*([^)][\s\S]*)$/.exec(statement);
      if (guarded && !isTrue(this.#condition(guarded[1] ?? ''))) continue;
      this.#statement(guarded ? (guarded[2] ?? '') : statement);
    }
  }

  #statement(statement: string): void {
    const print = /^print\b\s*([\s\S]*)$/.exec(statement);
    const formatted = /^printf\b\s*\(?([\s\S]*?)\)?$/.exec(statement);
    const assignment = /^([A-Za-z_]\w*)\s*([-+*/]?)=\s*([\s\S]+)$/.exec(statement);
    const step = /^([A-Za-z_]\w*)(\+\+|--)$/.exec(statement);
    if (statement === 'exit') this.hasEnded = true;
    else if (formatted)
      this.#call.out(printf(splitOutside(formatted[1] ?? '', /,/).map((part) => this.#value(part))).output);
    else if (print) {
      const parts = splitOutside(print[1] ?? '', /,/).map((part) => this.#value(part));
      this.#call.out(`${parts.length === 0 ? this.#line : parts.join(this.variables.get('OFS') ?? ' ')}\n`);
    } else if (step) this.#add(step[1] ?? '', step[2] === '++' ? '1' : '-1', '+');
    else if (assignment) this.#add(assignment[1] ?? '', this.#value(assignment[3] ?? ''), assignment[2] ?? '');
  }

  #add(name: string, value: string, operator: string): void {
    const before = this.variables.get(name) ?? '';
    this.variables.set(name, operator === '' ? value : arithmetic(before, operator, value));
  }

  #condition(text: string): string {
    const [either, ...others] = text.split('||');
    if (others.length > 0) return [either ?? '', ...others].some((part) => isTrue(this.#condition(part))) ? '1' : '0';
    const all = text.split('&&');
    if (all.length > 1) return all.every((part) => isTrue(this.#condition(part))) ? '1' : '0';
    const negated = /^\s*!\s*([^=~][\s\S]*)$/.exec(text);
    if (negated) return isTrue(this.#condition(negated[1] ?? '')) ? '0' : '1';
    const match = /^([\s\S]*?)\s*(==|!=|<=|>=|!~|~|<|>)\s*([\s\S]*)$/.exec(
      text.replace(/^\s*\/[\s\S]*\/\s*$/, (whole) => `$0 ~ ${whole.trim()}`),
    );
    if (!match) return this.#value(text);
    const [, left = '', operator = '', right = ''] = match;
    if (operator.endsWith('~')) {
      const source = right.trim().replace(/^\/|\/$/g, '');
      const isFound = expressionOf(basicPattern(source, true), '')?.test(this.#value(left)) ?? false;
      return isFound === (operator === '~') ? '1' : '0';
    }
    return compare(this.#value(left), operator, this.#value(right)) ? '1' : '0';
  }

  /** Terms beside each other are joined: `$1 ":" $2`. */
  #value(text: string): string {
    const sum = /^([^"]*[^"+\-*/%\s])\s*([-+*/%])\s*([^"+\-*/%]+)$/.exec(text.trim());
    if (sum) return arithmetic(this.#value(sum[1] ?? ''), sum[2] ?? '', this.#value(sum[3] ?? ''));
    let joined = '';
    for (const [term] of text.matchAll(/"(?:[^"\\]|\\.)*"|\$\([^)]*\)|\$?[\w.]+(?:\([^)]*\))?/g))
      joined += this.#term(term);
    return joined;
  }

  #term(term: string): string {
    if (term.startsWith('"')) return formatEscapes(term.slice(1, -1).replaceAll('\\"', '"'));
    if (term.startsWith('$')) {
      const at = Number(this.#value(term.slice(1).replace(/^\(|\)$/g, '')));
      return at === 0 ? this.#line : (this.#fields[at - 1] ?? '');
    }
    const call = /^(\w+)\(([^)]*)\)$/.exec(term);
    if (call)
      return this.#function(
        call[1] ?? '',
        splitOutside(call[2] ?? '', /,/).map((part) => this.#value(part)),
      );
    if (/^[\d.]+$/.test(term)) return term;
    if (term === 'NR' || term === 'FNR') return String(this.#number);
    if (term === 'NF') return String(this.#fields.length);
    return this.variables.get(term) ?? '';
  }

  #function(name: string, [first = this.#line, second = '1', third]: readonly string[]): string {
    switch (name) {
      case 'length':
        return String(first.length);
      case 'toupper':
        return first.toUpperCase();
      case 'tolower':
        return first.toLowerCase();
      case 'int':
        return String(Math.trunc(Number(first) || 0));
      case 'substr':
        return first.substr(Number(second) - 1, third === undefined ? undefined : Number(third));
      default:
        return '';
    }
  }
}

function isTrue(value: string): boolean {
  return value !== '' && value !== '0';
}

function arithmetic(left: string, operator: string, right: string): string {
  const [a, b] = [Number.parseFloat(left) || 0, Number.parseFloat(right) || 0];
  const results: Readonly<Record<string, number>> = { '+': a + b, '-': a - b, '*': a * b, '/': a / b, '%': a % b };
  return String(Number((results[operator] ?? 0).toPrecision(6)));
}

function compare(left: string, operator: string, right: string): boolean {
  const isNumeric =
    left.trim() !== '' && right.trim() !== '' && !Number.isNaN(Number(left)) && !Number.isNaN(Number(right));
  const [a, b] = isNumeric ? [Number(left), Number(right)] : [left, right];
  switch (operator) {
    case '==':
      return a === b;
    case '!=':
      return a !== b;
    case '<':
      return a < b;
    case '>':
      return a > b;
    case '<=':
      return a <= b;
    default:
      return a >= b;
  }
}
