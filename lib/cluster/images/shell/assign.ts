/** Assignments: `x=1`, `x+=1`, `x=(a b)`, `x[1]=a`, `m=([k]=v)`. */
import type { Step, Steps } from '../call';
import { arrayOf, elementsOf, keyIn, KEYED, nextIndex, withElement, type ShellArray } from './arrays';
import { assignmentOf, isDeclaration } from './command-parts';
import { keep } from './declare';
import { expandText, expandWords, type Expansion } from './expand';
import type { ShellState } from './state';
import type { Command, Word } from './syntax';

type Simple = Extract<Command, { kind: 'simple' }>;

/** No variable and no argument is longer. */
const MOST_TEXT = 1_048_576;

/**
 * Sets arrays at once; the others where no command follows, else they are that command's own and are answered.
 *
 * @returns the status of the last command that was substituted, and what is the command's own
 */
export function* assignAll(
  shell: Expansion & { set(name: string, value: string): boolean },
  { assignments, words }: Simple,
): Generator<Step, { readonly status: number; readonly own: ReadonlyMap<string, string> }, undefined> {
  const { state } = shell;
  const own = new Map<string, string>();
  const isAlone = words.length === 0;
  let status = 0;
  for (const { name, value, appends, list, subscript } of assignments) {
    if (state.readonlyNames.has(name)) {
      shell.set(name, '');
      return { status: 1, own };
    }
    if (list) {
      const first = words[0]?.[0];
      if (isDeclaration(words[0]) && first?.part === 'text' && first.text !== 'export') keep(state, name);
      const isKeyed = state.arrays.get(name)?.isKeyed ?? words.some((word) => isFlag(word, 'A'));
      const before = (appends ? state.arrays.get(name) : undefined) ?? (isKeyed ? KEYED : arrayOf([]));
      setArray(shell, name, yield* listed(shell, before, list));
      continue;
    }
    state.status = 0;
    const text = yield* expandText(shell, value);
    status = state.status;
    if (text.length > MOST_TEXT) shell.fail('out of memory');
    if (state.leaving) return { status, own };
    if (subscript) {
      const array =
        state.arrays.get(name) ?? arrayOf(state.variables.has(name) ? [state.variables.get(name) ?? ''] : []);
      const key = keyIn(shell, array, yield* expandText(shell, subscript));
      const before = appends ? (array.entries.get(key) ?? '') : '';
      setArray(shell, name, withElement(array, key, before + text));
      continue;
    }
    const set = appends ? (state.variables.get(name) ?? '') + text : text;
    if (isAlone) shell.set(name, set);
    else own.set(name, set);
  }
  return { status, own };
}

function setArray(shell: Expansion, name: string, array: ShellArray | undefined): void {
  if (!array) return shell.fail('out of memory');
  shell.state.variables.delete(name);
  shell.state.arrays.set(name, array);
}

function isFlag(word: Word, letter: string): boolean {
  const [first] = word;
  return first?.part === 'text' && first.text.startsWith('-') && first.text.includes(letter);
}

/** `(a b)`, `([k]=v)` */
function* listed(
  shell: Expansion,
  before: ShellArray,
  words: readonly Word[],
): Generator<Step, ShellArray | undefined, undefined> {
  let array: ShellArray | undefined = before;
  for (const word of words) {
    const [first, ...rest] = word;
    const isElement = first?.part === 'text' && !first.quoted && first.text.startsWith('[');
    // Read as `x[k]=v` is.
    const element = isElement ? assignmentOf([{ ...first, text: `x${first.text}` }, ...rest]) : undefined;
    if (element?.subscript && array) {
      const key: string = keyIn(shell, array, yield* expandText(shell, element.subscript));
      array = withElement(array, key, yield* expandText(shell, element.value));
    } else if (array?.isKeyed === false) array = arrayWith(array, yield* expandWords(shell, [word]));
  }
  return array;
}

function arrayWith(array: ShellArray, more: readonly string[]): ShellArray {
  const from = nextIndex(array);
  if (from === array.entries.size) return arrayOf([...elementsOf(array), ...more]);
  return {
    ...array,
    entries: new Map([...array.entries, ...more.map((each, at) => [String(from + at), each] as const)]),
  };
}

/** `IFS=, read a b`: variables that are set for one command. */
export function* meanwhile({ variables }: ShellState, assigned: ReadonlyMap<string, string>, run: () => Steps): Steps {
  const before = [...assigned.keys()].map((name) => [name, variables.get(name)] as const);
  for (const [name, value] of assigned) variables.set(name, value);
  const status = yield* run();
  for (const [name, value] of before) {
    if (value === undefined) variables.delete(name);
    else variables.set(name, value);
  }
  return status;
}
