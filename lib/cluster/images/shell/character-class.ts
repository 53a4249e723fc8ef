/** `[a-z]`, `[!0-9]`, `[[:digit:]_]`: of shell patterns and of POSIX expressions. */

export type CharacterTest = (character: string) => boolean;

const NAMED: Readonly<Record<string, RegExp>> = {
  alpha: /^\p{L}$/u,
  digit: /^\d$/,
  alnum: /^[\p{L}\p{N}]$/u,
  upper: /^\p{Lu}$/u,
  lower: /^\p{Ll}$/u,
  space: /^\s$/,
  blank: /^[ \t]$/,
  punct: /^[!-/:-@[-`{-~]$/,
  print: /^[^\p{C}]$/u,
  graph: /^[^\p{C}\s]$/u,
  cntrl: /^\p{Cc}$/u,
  xdigit: /^[\da-fA-F]$/,
};

export interface ClassRead {
  readonly test: CharacterTest;
  /** Behind its closing bracket. */
  readonly end: number;
}

/**
 * @param start of its opening bracket
 * @param escapes whether a backslash takes the next character as it is; letters in `perl` are classes: `\d`
 * @returns undefined where it is not closed
 */
export function readClass(text: string, start: number, escapes: 'none' | 'plain' | 'perl'): ClassRead | undefined {
  let at = start + 1;
  const isNegated = text[at] === '^' || (escapes === 'plain' && text[at] === '!');
  if (isNegated) at += 1;
  const tests: CharacterTest[] = [];
  const first = at;
  for (;;) {
    const character = characterAt(text, at);
    if (character === undefined) return undefined;
    if (character === ']' && at > first) break;
    const name = character === '[' ? /^\[:(\w+):\]/.exec(text.slice(at, at + 12)) : null;
    const named = name ? NAMED[name[1] ?? ''] : undefined;
    if (name && named) {
      tests.push((each) => named.test(each));
      at += name[0].length;
      continue;
    }
    const from = readOne(text, at, escapes);
    at = from.end;
    if (from.test) tests.push(from.test);
    else if (text[at] === '-' && text[at + 1] !== ']' && text[at + 1] !== undefined) {
      const to = readOne(text, at + 1, escapes);
      at = to.end;
      const [low, high] = [from.character.codePointAt(0) ?? 0, to.character.codePointAt(0) ?? 0];
      tests.push((each) => {
        const code = each.codePointAt(0) ?? 0;
        return code >= low && code <= high;
      });
    } else {
      const { character: only } = from;
      tests.push((each) => each === only);
    }
  }
  return { test: (character) => tests.some((test) => test(character)) !== isNegated, end: at + 1 };
}

interface One {
  readonly character: string;
  readonly test?: CharacterTest;
  readonly end: number;
}

function readOne(text: string, at: number, escapes: 'none' | 'plain' | 'perl'): One {
  const character = characterAt(text, at) ?? '';
  const next = characterAt(text, at + 1);
  if (character !== '\\' || escapes === 'none' || next === undefined) return { character, end: at + character.length };
  const end = at + 1 + next.length;
  if (escapes === 'plain') return { character: next, end };
  const test = escapeClass(next);
  return test ? { character: next, test, end } : { character: ESCAPES[next] ?? next, end };
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', f: '\f', v: '\v' };

/** `\w`, `\s`, `\d` and their opposites. */
export function escapeClass(letter: string): CharacterTest | undefined {
  switch (letter) {
    case 'w':
      return (character) => /^[\p{L}\p{N}_]$/u.test(character);
    case 'W':
      return (character) => !/^[\p{L}\p{N}_]$/u.test(character);
    case 's':
      return (character) => /^\s$/.test(character);
    case 'S':
      return (character) => !/^\s$/.test(character);
    case 'd':
      return (character) => /^\d$/.test(character);
    case 'D':
      return (character) => !/^\d$/.test(character);
    default:
      return undefined;
  }
}

/** A whole one, though it takes two places. */
export function characterAt(text: string, at: number): string | undefined {
  const code = text.codePointAt(at);
  return code === undefined ? undefined : String.fromCodePoint(code);
}
