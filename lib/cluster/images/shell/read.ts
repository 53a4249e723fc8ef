/** `read` and `mapfile`. */
import { InputAwaited, type Step, type Steps } from '../call';
import { arrayOf } from './arrays';
import type { Shell } from './shell';

interface Wanted {
  readonly isRaw: boolean;
  readonly prompt: string;
  readonly array: string | undefined;
  readonly names: readonly string[];
}

export function* read(shell: Shell, words: readonly string[]): Steps {
  const wanted = readOptions(words);
  let line = yield* nextLine(shell, wanted.prompt);
  const isThere = line !== undefined;
  while (!wanted.isRaw && line !== undefined && /(?:^|[^\\])(?:\\\\)*\\$/.test(line)) {
    const more: string | undefined = yield* nextLine(shell, '');
    line = line.slice(0, -1) + (more ?? '');
    if (more === undefined) break;
  }
  assign(shell, wanted, line ?? '');
  return isThere ? 0 : 1;
}

/** Asks for it where somebody types. */
function* nextLine({ streams }: Shell, prompt: string): Generator<Step, string | undefined, undefined> {
  let hasAsked = false;
  for (;;) {
    try {
      return streams.input.line();
    } catch (error) {
      if (!(error instanceof InputAwaited)) throw error;
      if (!hasAsked && prompt !== '') streams.err(prompt);
      hasAsked = true;
      yield { step: 'await', promise: error.typed };
    }
  }
}

function readOptions(words: readonly string[]): Wanted {
  let [isRaw, prompt, at] = [false, '', 1];
  let array: string | undefined;
  for (; /^-[a-zA-Z]/.test(words[at] ?? ''); at += 1) {
    const flags = words[at] ?? '';
    if (flags.includes('r')) isRaw = true;
    const last = flags.at(-1) ?? '';
    if (last === 'p') prompt = words[++at] ?? '';
    else if (last === 'a') array = words[++at];
    else if (/[dntNu]/.test(last)) at += 1;
  }
  return { isRaw, prompt, array, names: words.slice(at) };
}

function assign({ state }: Shell, { isRaw, array, names }: Wanted, line: string): void {
  const separators = state.variables.get('IFS') ?? ' \t\n';
  if (array !== undefined) {
    state.variables.delete(array);
    state.arrays.set(array, arrayOf(fields(line, separators, Number.POSITIVE_INFINITY, isRaw)));
    return;
  }
  if (names.length === 0) {
    state.variables.set('REPLY', isRaw ? line : unescaped(line));
    return;
  }
  const found = fields(line, separators, names.length, isRaw);
  for (const [at, name] of names.entries()) state.variables.set(name, found[at] ?? '');
}

/** At most so many; the last one takes the rest. Blanks among the separators count as one, others each. */
function fields(line: string, separators: string, most: number, isRaw: boolean): string[] {
  const isBlank = (character: string): boolean => /[ \t\n]/.test(character) && separators.includes(character);
  const isSeparator = (character: string): boolean => character !== '' && separators.includes(character);
  const clean = (text: string): string => (isRaw ? text : unescaped(text));
  const found: string[] = [];
  let at = 0;
  const skipBlanks = (): void => {
    while (isBlank(line.charAt(at))) at += 1;
  };
  skipBlanks();
  while (at < line.length) {
    if (found.length === most - 1) {
      let end = line.length;
      while (isBlank(line.charAt(end - 1))) end -= 1;
      found.push(clean(line.slice(at, end)));
      return found;
    }
    const start = at;
    while (at < line.length && !isSeparator(line.charAt(at))) at += !isRaw && line[at] === '\\' ? 2 : 1;
    found.push(clean(line.slice(start, at)));
    skipBlanks();
    if (isSeparator(line.charAt(at))) {
      at += 1;
      skipBlanks();
    }
  }
  return found;
}

function unescaped(text: string): string {
  return text.replace(/\\([\s\S])/g, '$1');
}

/** `mapfile -t lines < file`. */
export function mapfile({ state, streams }: Shell, words: readonly string[]): number {
  const name = words.slice(1).find((word) => !word.startsWith('-')) ?? 'MAPFILE';
  const text = streams.input.all();
  const lines = text === '' ? [] : text.replace(/\n$/, '').split('\n');
  const keepsEnds = !words.some((word) => /^-\w*t/.test(word));
  state.variables.delete(name);
  state.arrays.set(name, arrayOf(keepsEnds ? lines.map((line) => `${line}\n`) : lines));
  return 0;
}
