/** Regular expressions, basic, extended and (a little) Perl's, as programs of small steps: see ./regular-expression.ts, which runs them. */
import { characterAt, escapeClass, readClass, type CharacterTest } from './character-class';

/** awk's are extended ones with backslashes in brackets too. */
export type Syntax = 'basic' | 'extended' | 'awk' | 'perl';

export type Instruction =
  | { readonly op: 'take'; readonly test: CharacterTest }
  /** Both ways, the first one rather. */
  | { readonly op: 'split'; first: number; second: number }
  | { readonly op: 'jump'; to: number }
  | { readonly op: 'save'; readonly slot: number }
  | { readonly op: 'assert'; readonly what: 'start' | 'end' | 'edge' | 'no-edge' | 'word-start' | 'word-end' }
  | { readonly op: 'match' };

export interface Program {
  readonly instructions: readonly Instruction[];
  /** Of parentheses, with the whole. */
  readonly groups: number;
}

/** `(x{100}){100}` would be a program of millions. */
const MOST_INSTRUCTIONS = 20_000;
const MOST_DEPTH = 200;

/** Thrown inside only. */
export class BadExpression extends Error {}

type Node =
  | { readonly is: 'one'; readonly instruction: Instruction }
  | { readonly is: 'all' | 'either'; readonly nodes: readonly Node[] }
  | { readonly is: 'group'; readonly number: number | undefined; readonly node: Node }
  | {
      readonly is: 'repeat';
      readonly node: Node;
      readonly min: number;
      readonly max: number;
      readonly isLazy: boolean;
    };

export function compile(source: string, syntax: Syntax, ignoresCase: boolean): Program {
  const parser = new Parser(source, syntax, ignoresCase);
  const node = parser.whole();
  const instructions: Instruction[] = [];
  emit({ is: 'group', number: 0, node }, instructions);
  instructions.push({ op: 'match' });
  return { instructions, groups: parser.groups };
}

function emit(node: Node, into: Instruction[]): void {
  if (into.length > MOST_INSTRUCTIONS) throw new BadExpression('Regular expression too big');
  switch (node.is) {
    case 'one':
      into.push(node.instruction);
      return;
    case 'all':
      for (const each of node.nodes) emit(each, into);
      return;
    case 'group':
      if (node.number !== undefined) into.push({ op: 'save', slot: 2 * node.number });
      emit(node.node, into);
      if (node.number !== undefined) into.push({ op: 'save', slot: 2 * node.number + 1 });
      return;
    case 'either': {
      const jumps: { op: 'jump'; to: number }[] = [];
      for (const [at, each] of node.nodes.entries()) {
        const isLast = at === node.nodes.length - 1;
        const split = { op: 'split' as const, first: into.length + 1, second: 0 };
        if (!isLast) into.push(split);
        emit(each, into);
        if (isLast) continue;
        const jump = { op: 'jump' as const, to: 0 };
        jumps.push(jump);
        into.push(jump);
        split.second = into.length;
      }
      for (const jump of jumps) jump.to = into.length;
      return;
    }
    case 'repeat': {
      for (let turn = 0; turn < node.min; turn += 1) emit(node.node, into);
      const isEndless = node.max === Number.POSITIVE_INFINITY;
      const splits: { op: 'split'; first: number; second: number }[] = [];
      for (let turn = node.min; turn < (isEndless ? node.min + 1 : node.max); turn += 1) {
        const start = into.length;
        const split = { op: 'split' as const, first: start + 1, second: start + 1 };
        splits.push(split);
        into.push(split);
        emit(node.node, into);
        if (isEndless) into.push({ op: 'jump', to: start });
      }
      for (const split of splits) {
        if (node.isLazy) split.first = into.length;
        else split.second = into.length;
      }
      return;
    }
    default:
      node satisfies never;
  }
}

class Parser {
  groups = 1;
  readonly #source: string;
  readonly #syntax: Syntax;
  readonly #ignoresCase: boolean;
  #at = 0;
  #depth = 0;

  constructor(source: string, syntax: Syntax, ignoresCase: boolean) {
    this.#source = source;
    this.#syntax = syntax;
    this.#ignoresCase = ignoresCase;
  }

  whole(): Node {
    const node = this.#either();
    if (this.#at < this.#source.length) throw new BadExpression('Unmatched ) or \\)');
    return node;
  }

  #either(): Node {
    if ((this.#depth += 1) > MOST_DEPTH) throw new BadExpression('Regular expression too big');
    const nodes = [this.#all()];
    while (this.#takeOperator('|')) nodes.push(this.#all());
    this.#depth -= 1;
    const [only] = nodes;
    return only && nodes.length === 1 ? only : { is: 'either', nodes };
  }

  #all(): Node {
    const nodes: Node[] = [];
    while (this.#at < this.#source.length && !this.#isOperator('|') && !(this.#depth > 1 && this.#isOperator(')'))) {
      nodes.push(this.#repeated(this.#atom(nodes.length === 0)));
    }
    return { is: 'all', nodes };
  }

  #repeated(atom: Node): Node {
    let node = atom;
    for (let turns = 0; ; turns += 1) {
      const range = this.#range();
      if (!range) return node;
      if (turns > MOST_DEPTH) throw new BadExpression('Regular expression too big');
      const isLazy = this.#syntax === 'perl' && this.#source[this.#at] === '?';
      if (isLazy) this.#at += 1;
      node = { is: 'repeat', node, ...range, isLazy };
    }
  }

  #range(): { min: number; max: number } | undefined {
    if (this.#source[this.#at] === '*') {
      this.#at += 1;
      return { min: 0, max: Number.POSITIVE_INFINITY };
    }
    if (this.#takeOperator('+')) return { min: 1, max: Number.POSITIVE_INFINITY };
    if (this.#takeOperator('?')) return { min: 0, max: 1 };
    if (!this.#isOperator('{')) return undefined;
    const close = this.#syntax === 'basic' ? String.raw`\\\}` : String.raw`\}`;
    const open = this.#syntax === 'basic' ? 2 : 1;
    const match = new RegExp(`^(\\d*)(,?)(\\d*)${close}`).exec(this.#source.slice(this.#at + open, this.#at + 24));
    if (!match) {
      if (this.#syntax === 'basic') throw new BadExpression('Unmatched \\{');
      return undefined;
    }
    const [whole, from = '', comma, to = ''] = match;
    this.#at += open + whole.length;
    const min = Number(from);
    const max = comma === '' ? min : to === '' ? Number.POSITIVE_INFINITY : Number(to);
    if (max < min || min > 32_767) throw new BadExpression('Invalid content of \\{\\}');
    return { min, max };
  }

  #atom(isFirst: boolean): Node {
    const character = characterAt(this.#source, this.#at) ?? '';
    if (this.#takeOperator('(')) return this.#group();
    if (character === '[') {
      const read = readClass(
        this.#source,
        this.#at,
        this.#syntax === 'perl' || this.#syntax === 'awk' ? 'perl' : 'none',
      );
      if (!read) throw new BadExpression('Unmatched [, [^, [:, [., or [=');
      this.#at = read.end;
      return this.#take(read.test);
    }
    this.#at += character.length;
    if (character === '\\') return this.#escaped();
    if (character === '.') return this.#take((each) => each !== '\n');
    if (character === '^' && (this.#syntax !== 'basic' || isFirst)) return one({ op: 'assert', what: 'start' });
    if (character === '$' && (this.#syntax !== 'basic' || this.#isEnd())) return one({ op: 'assert', what: 'end' });
    return this.#take((each) => each === character);
  }

  #group(): Node {
    let number: number | undefined;
    if (this.#syntax === 'perl' && this.#source[this.#at] === '?') {
      if (!this.#source.startsWith('?:', this.#at)) throw new BadExpression('lookaround is not here');
      this.#at += 2;
    } else number = this.groups++;
    const node = this.#either();
    if (!this.#takeOperator(')')) throw new BadExpression('Unmatched ( or \\(');
    return { is: 'group', number, node };
  }

  #escaped(): Node {
    const letter = characterAt(this.#source, this.#at);
    if (letter === undefined) throw new BadExpression('Trailing backslash');
    this.#at += letter.length;
    const test = /[dD]/.test(letter) && this.#syntax !== 'perl' ? undefined : escapeClass(letter);
    if (test) return this.#take(test);
    switch (letter) {
      case 'b':
        return one({ op: 'assert', what: 'edge' });
      case 'B':
        return one({ op: 'assert', what: 'no-edge' });
      case '<':
        return one({ op: 'assert', what: 'word-start' });
      case '>':
        return one({ op: 'assert', what: 'word-end' });
      case 'n':
        return this.#take((each) => each === '\n');
      case 't':
        return this.#take((each) => each === '\t');
      default:
        if (/[1-9]/.test(letter)) throw new BadExpression('back-references are not here');
        return this.#take((each) => each === letter);
    }
  }

  #take(test: CharacterTest): Node {
    const either: CharacterTest = (each) => test(each.toLowerCase()) || test(each.toUpperCase());
    return one({ op: 'take', test: this.#ignoresCase ? either : test });
  }

  /** Of a basic expression's branch: there a dollar is an end. */
  #isEnd(): boolean {
    return this.#at >= this.#source.length || this.#isOperator('|') || this.#isOperator(')');
  }

  /** In a basic expression an operator has a backslash, in the others it must have none. */
  #isOperator(operator: string): boolean {
    const spelt = this.#syntax === 'basic' ? `\\${operator}` : operator;
    return this.#source.startsWith(spelt, this.#at);
  }

  #takeOperator(operator: string): boolean {
    if (!this.#isOperator(operator)) return false;
    this.#at += this.#syntax === 'basic' ? 2 : 1;
    return true;
  }
}

function one(instruction: Instruction): Node {
  return { is: 'one', instruction };
}
