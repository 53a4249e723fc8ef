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
    return this.#scan(characters, from, isLongest).length;
  }

  /** The first place that it takes something at, and how much. */
  find(characters: readonly string[], from: number): { readonly start: number; readonly length: number } | undefined {
    for (let start = from; start < characters.length; start += 1) {
      const { length = 0, isEndless } = this.#scan(characters, start, true);
      if (length > 0) return { start, length };
      // What did not follow a `*` until the text's end follows none that begins later.
      if (isEndless) return undefined;
    }
    return undefined;
  }

  /** `isEndless`: a `*` took everything there is, in vain. */
  #scan(
    characters: readonly string[],
    from: number,
    isLongest: boolean,
  ): { readonly length: number | undefined; readonly isEndless: boolean } {
    const tokens = this.#tokens;
    let states = new Set<number>();
    let found: number | undefined;
    let isEndless = false;
    const enter = (into: Set<number>, state: number): void => {
      into.add(state);
      if (tokens[state] === '*') into.add(state + 1);
    };
    enter(states, 0);
    for (let at = from; ; at += 1) {
      if (states.has(tokens.length)) {
        found = at - from;
        if (!isLongest) return { length: found, isEndless };
      }
      const character = characters[at];
      if (character === undefined || states.size === 0)
        return { length: found, isEndless: isEndless && found === undefined };
      const next = new Set<number>();
      for (const state of states) {
        const token = tokens[state];
        if (token === '*') {
          isEndless = true;
          enter(next, state);
        }
        if (token !== '*' && token?.(character)) enter(next, state + 1);
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
