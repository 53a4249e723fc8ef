/** `test` and `[`, and the comparisons of `[[`. Answers 0 true, 1 false, 2 not understood (with `fault`). */
import type { FileSystem } from '../process';
import { resolvePath } from '../paths';
import { matchesPattern } from './pattern';
import { RegularExpression, type Match } from './regular-expression';

export interface TestContext {
  readonly files: FileSystem;
  readonly folder: string;
  readonly hasPatterns: boolean;
  /** bash words its faults otherwise. */
  readonly isBash: boolean;
  isSet(name: string): boolean;
  /** What `=~` took. */
  matched?(match: Match | undefined): void;
  fault(message: string): void;
}

export function test(args: readonly string[], context: TestContext): number {
  if (args.length === 0) return 1;
  const tester = new Tester(args, context);
  const value = tester.or();
  if (!tester.isDone) tester.fail(unknownText(args, context.isBash));
  return tester.isWrong ? 2 : value ? 0 : 1;
}

function unknownText(args: readonly string[], isBash: boolean): string {
  if (args.length > 3) return 'too many arguments';
  if (!isBash) return `${args.at(-1) ?? ''}: unknown operand`;
  return args.length === 3 ? `${args[1]}: binary operator expected` : `${args[0]}: unary operator expected`;
}

const BINARY = new Set(['=', '==', '!=', '<', '>', '-eq', '-ne', '-lt', '-le', '-gt', '-ge', '=~', '-nt', '-ot']);

class Tester {
  isWrong = false;
  readonly #args: readonly string[];
  readonly #context: TestContext;
  #at = 0;

  constructor(args: readonly string[], context: TestContext) {
    this.#args = args;
    this.#context = context;
  }

  get isDone(): boolean {
    return this.isWrong || this.#at >= this.#args.length;
  }

  fail(message: string): void {
    if (!this.isWrong) this.#context.fault(message);
    this.isWrong = true;
  }

  or(): boolean {
    let value = this.#and();
    while (this.#take('-o') || this.#take('||')) value = this.#and() || value;
    return value;
  }

  #and(): boolean {
    let value = this.#not();
    while (this.#take('-a') || this.#take('&&')) value = this.#not() && value;
    return value;
  }

  #not(): boolean {
    if (this.#args.length - this.#at > 1 && this.#take('!')) return !this.#not();
    if (this.#args.length - this.#at > 1 && this.#take('(')) {
      const value = this.or();
      if (!this.#take(')')) this.fail('closing paren expected');
      return value;
    }
    return this.#primary();
  }

  #primary(): boolean {
    const [first = '', operator, second] = this.#args.slice(this.#at, this.#at + 3);
    if (operator !== undefined && BINARY.has(operator) && second !== undefined) {
      this.#at += 3;
      return this.#compare(first, operator, second);
    }
    if (/^-[a-zA-Z]$/.test(first) && operator !== undefined) {
      this.#at += 2;
      return this.#check(first, operator);
    }
    this.#at += 1;
    return first !== '';
  }

  #check(flag: string, operand: string): boolean {
    const { files, folder } = this.#context;
    const path = resolvePath(folder, operand);
    switch (flag) {
      case '-v':
        return this.#context.isSet(operand);
      case '-n':
        return operand !== '';
      case '-z':
        return operand === '';
      case '-d':
        return files.isFolder(path);
      case '-f':
        return files.read(path) !== undefined;
      case '-s':
        return (files.read(path) ?? '') !== '';
      case '-e':
      case '-r':
      case '-w':
      case '-x':
      case '-a':
        return files.isFolder(path) || files.read(path) !== undefined;
      case '-t':
      case '-L':
      case '-h':
      case '-S':
      case '-p':
        return false;
      default:
        this.fail(`${flag}: unknown operand`);
        return false;
    }
  }

  #compare(left: string, operator: string, right: string): boolean {
    switch (operator) {
      case '=':
      case '==':
        return this.#context.hasPatterns ? matchesPattern(left, right) : left === right;
      case '!=':
        return this.#context.hasPatterns ? !matchesPattern(left, right) : left !== right;
      case '<':
        return left < right;
      case '>':
        return left > right;
      case '=~':
        return this.#fits(left, right);
      case '-nt':
      case '-ot':
        return false;
      default: {
        const [a, b] = [this.#number(left), this.#number(right)];
        return NUMBERS[operator]?.(a, b) ?? false;
      }
    }
  }

  #fits(text: string, source: string): boolean {
    const expression = RegularExpression.of(source, 'extended');
    if ('fault' in expression) {
      this.fail(`invalid regular expression \`${source}': ${expression.fault}`);
      return false;
    }
    const match = expression.find(text);
    this.#context.matched?.(match);
    return match !== undefined;
  }

  #number(text: string): number {
    if (!/^\s*[-+]?\d+\s*$/.test(text))
      this.fail(`${text}: ${this.#context.isBash ? 'integer expression expected' : 'bad number'}`);
    return Number(text);
  }

  #take(word: string): boolean {
    if (this.#args[this.#at] !== word) return false;
    this.#at += 1;
    return true;
  }
}

const NUMBERS: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '-eq': (a, b) => a === b,
  '-ne': (a, b) => a !== b,
  '-lt': (a, b) => a < b,
  '-le': (a, b) => a <= b,
  '-gt': (a, b) => a > b,
  '-ge': (a, b) => a >= b,
};
