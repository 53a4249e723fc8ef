/**
 * Regular expressions as grep, sed, awk and `[[ =~ ]]` take them. All ways through one are followed at once (Thompson's way, as
 * RE2 goes it), so that none can take for ever: a backtracking engine would stop the whole cluster at `(a+)+b`.
 * Of several matches at the same place POSIX takes the longest, Perl the first. Not modelled: back-references.
 */
import { characterAt } from './character-class';
import { BadExpression, compile, type Instruction, type Program, type Syntax } from './expression-program';

export interface Match {
  readonly start: number;
  readonly end: number;
  /** The whole, then what each pair of parentheses took. */
  readonly groups: readonly (string | undefined)[];
}

/** A way that is followed: where it is, and where its groups begin and end. */
interface Thread {
  readonly at: number;
  readonly slots: readonly (number | undefined)[];
}

/** All that are at the same character, the best ones first. */
class Front {
  readonly threads: Thread[] = [];
  readonly seen = new Set<number>();
}

type Assertion = Extract<Instruction, { op: 'assert' }>['what'];

export class RegularExpression {
  readonly #program: Program;
  readonly #isPerl: boolean;
  /** Where it is no more than a text: that is found faster. */
  readonly #literal: string | undefined;

  private constructor(program: Program, isPerl: boolean, literal: string | undefined) {
    this.#program = program;
    this.#isPerl = isPerl;
    this.#literal = literal;
  }

  /** The fault in GNU's words. */
  static of(source: string, syntax: Syntax, ignoresCase = false): RegularExpression | { readonly fault: string } {
    try {
      const isLiteral = !ignoresCase && source !== '' && !/[\\.*+?[\](){}|^$]/.test(source);
      return new RegularExpression(
        compile(source, syntax, ignoresCase),
        syntax === 'perl',
        isLiteral ? source : undefined,
      );
    } catch (error) {
      if (error instanceof BadExpression) return { fault: error.message };
      throw error;
    }
  }

  test(text: string): boolean {
    return this.#literal === undefined ? this.find(text) !== undefined : text.includes(this.#literal);
  }

  /** The first match from there on. */
  find(text: string, from = 0): Match | undefined {
    if (this.#literal === undefined) return this.#follow(text, from);
    const start = text.indexOf(this.#literal, from);
    return start < 0 ? undefined : { start, end: start + this.#literal.length, groups: [this.#literal] };
  }

  /** All of them, one behind the other; an empty one is not taken right behind another. */
  findAll(text: string): readonly Match[] {
    const found: Match[] = [];
    for (let from = 0; from <= text.length;) {
      const match = this.find(text, from);
      if (!match) break;
      const isEmpty = match.end === match.start;
      if (!isEmpty || match.start !== found.at(-1)?.end) found.push(match);
      from = isEmpty ? match.end + (characterAt(text, match.end)?.length ?? 1) : match.end;
    }
    return found;
  }

  /** @param which the first that is replaced, counted from one, and whether those behind it are too */
  replace(text: string, by: (match: Match) => string, which = { first: 1, isAll: false }): string {
    const matches = which.isAll || which.first > 1 ? this.findAll(text) : [this.find(text)];
    let replaced = '';
    let at = 0;
    for (const match of matches.slice(which.first - 1, which.isAll ? undefined : which.first)) {
      if (!match) continue;
      replaced += text.slice(at, match.start) + by(match);
      at = match.end;
    }
    return replaced + text.slice(at);
  }

  #follow(text: string, from: number): Match | undefined {
    const { instructions } = this.#program;
    let front = new Front();
    let best: Thread | undefined;
    for (let at = from; ;) {
      if (!best) this.#enter(front, { at: 0, slots: [] }, text, at);
      if (front.threads.length === 0 && best) break;
      const character = characterAt(text, at);
      const after = at + (character?.length ?? 1);
      const next = new Front();
      for (const thread of front.threads) {
        const instruction = instructions[thread.at];
        if (instruction?.op === 'match') {
          if (isBetter(thread, best)) best = thread;
          // Those that follow are worse.
          if (this.#isPerl) break;
        } else if (instruction?.op === 'take' && character !== undefined && instruction.test(character)) {
          if (best && (thread.slots[0] ?? 0) > (best.slots[0] ?? 0)) continue;
          this.#enter(next, { at: thread.at + 1, slots: thread.slots }, text, after);
        }
      }
      if (character === undefined) break;
      front = next;
      at = after;
    }
    return best && this.#match(text, best);
  }

  /** Follows everything that takes no character; each place only once at a time. */
  #enter({ threads, seen }: Front, from: Thread, text: string, at: number): void {
    const { instructions } = this.#program;
    const waiting: Thread[] = [from];
    for (let thread = waiting.pop(); thread; thread = waiting.pop()) {
      if (seen.has(thread.at)) continue;
      seen.add(thread.at);
      const { slots } = thread;
      const instruction = instructions[thread.at];
      switch (instruction?.op) {
        case 'jump':
          waiting.push({ at: instruction.to, slots });
          break;
        case 'split':
          waiting.push({ at: instruction.second, slots }, { at: instruction.first, slots });
          break;
        case 'save': {
          const saved = [...slots];
          saved[instruction.slot] = at;
          waiting.push({ at: thread.at + 1, slots: saved });
          break;
        }
        case 'assert':
          if (holds(instruction.what, text, at)) waiting.push({ at: thread.at + 1, slots });
          break;
        default:
          threads.push(thread);
      }
    }
  }

  #match(text: string, { slots }: Thread): Match {
    const groups = Array.from({ length: this.#program.groups }, (_, group) => {
      const [start, end] = [slots[2 * group], slots[2 * group + 1]];
      return start === undefined || end === undefined ? undefined : text.slice(start, end);
    });
    return { start: slots[0] ?? 0, end: slots[1] ?? 0, groups };
  }
}

/** Further to the left, or longer. */
function isBetter({ slots: [start = 0, end = 0] }: Thread, best: Thread | undefined): boolean {
  const [bestStart = 0, bestEnd = 0] = best?.slots ?? [];
  return !best || start < bestStart || (start === bestStart && end > bestEnd);
}

function holds(what: Assertion, text: string, at: number): boolean {
  const isWord = (index: number): boolean => /[\p{L}\p{N}_]/u.test(text.charAt(index));
  switch (what) {
    case 'start':
      return at === 0;
    case 'end':
      return at === text.length;
    case 'edge':
      return isWord(at - 1) !== isWord(at);
    case 'no-edge':
      return isWord(at - 1) === isWord(at);
    case 'word-start':
      return !isWord(at - 1) && isWord(at);
    case 'word-end':
      return isWord(at - 1) && !isWord(at);
    default:
      return what satisfies never;
  }
}
