/**
 * Shell patterns: `*`, `?`, `[…]`; a backslash takes the next character as it is. All ways through a pattern are followed at
 * once, so that none takes longer than its length times the text's.
 */
import { characterAt, readClass, type CharacterTest } from './character-class';

export class Pattern {
  /** A character's test, or `*`. */
  readonly #tokens: readonly (CharacterTest | '*')[];

  private constructor(tokens: readonly (CharacterTest | '*')[]) {
    this.#tokens = tokens;
  }

  static of(pattern: string): Pattern {
    const tokens: (CharacterTest | '*')[] = [];
    for (let at = 0; at < pattern.length;) {
      const character = characterAt(pattern, at) ?? '';
      const set = character === '[' ? readClass(pattern, at, 'plain') : undefined;
      if (set) {
        tokens.push(set.test);
        at = set.end;
        continue;
      }
      at += character.length;
      if (character === '*') {
        if (tokens.at(-1) !== '*') tokens.push('*');
      } else if (character === '?') tokens.push(() => true);
      else {
        const meant = character === '\\' ? (characterAt(pattern, at) ?? '\\') : character;
        if (character === '\\') at += meant.length;
        tokens.push((each) => each === meant);
      }
    }
    return new Pattern(tokens);
  }

  /** For texts that are turned round too. */
  reversed(): Pattern {
    return new Pattern([...this.#tokens].reverse());
  }

  matches(text: string): boolean {
    const characters = Array.from(text);
    return this.prefix(characters, 0, true) === characters.length;
  }

  /** How many characters from there on it takes, at least or at most; undefined for none. */
  prefix(characters: readonly string[], from: number, isLongest: boolean): number | undefined {
    const tokens = this.#tokens;
    let states = new Set<number>();
    let found: number | undefined;
    const enter = (into: Set<number>, state: number): void => {
      into.add(state);
      if (tokens[state] === '*') into.add(state + 1);
    };
    enter(states, 0);
    for (let at = from; ; at += 1) {
      if (states.has(tokens.length)) {
        found = at - from;
        if (!isLongest) return found;
      }
      const character = characters[at];
      if (character === undefined || states.size === 0) return found;
      const next = new Set<number>();
      for (const state of states) {
        const token = tokens[state];
        if (token === '*') enter(next, state);
        else if (token?.(character)) enter(next, state + 1);
      }
      states = next;
    }
  }
}

export function matchesPattern(text: string, pattern: string): boolean {
  return Pattern.of(pattern).matches(text);
}

/** A text that a pattern is to take as it is. */
export function literalPattern(text: string): string {
  return text.replace(/[\\*?[\]]/g, '\\$&');
}
