/** bash's arrays: by number, or (`declare -A`) by key. They never change: what is set makes another one. */
import type { Call } from '../call';
import { evaluate, type Variables } from './arithmetic';
import type { ShellState } from './state';

export interface ShellArray {
  readonly isKeyed: boolean;
  readonly entries: ReadonlyMap<string, string>;
}

/** No array of a learner's is longer. */
const MOST_ELEMENTS = 100_000;

export function arrayOf(values: readonly string[]): ShellArray {
  return { isKeyed: false, entries: new Map(values.map((value, at) => [String(at), value])) };
}

export const KEYED: ShellArray = { isKeyed: true, entries: new Map() };

export function keysOf({ isKeyed, entries }: ShellArray): readonly string[] {
  const keys = [...entries.keys()];
  return isKeyed ? keys : keys.sort((a, b) => Number(a) - Number(b));
}

export function elementsOf(array: ShellArray): readonly string[] {
  return keysOf(array).map((key) => array.entries.get(key) ?? '');
}

/** Where the next one goes that has no key of its own. */
export function nextIndex(array: ShellArray): number {
  return Number(keysOf(array).at(-1) ?? -1) + 1;
}

/** Undefined where there are too many. */
export function withElement(array: ShellArray, key: string, value: string): ShellArray | undefined {
  if (array.entries.size >= MOST_ELEMENTS) return undefined;
  return { ...array, entries: new Map([...array.entries, [key, value]]) };
}

export function withoutElement(array: ShellArray, key: string): ShellArray {
  return { ...array, entries: new Map([...array.entries].filter(([each]) => each !== key)) };
}

/** By which an element is found; a negative number counts from the end. @param subscript expanded */
export function keyIn(
  { state, call }: { readonly state: ShellState; readonly call: Call },
  array: ShellArray,
  subscript: string,
): string {
  if (array.isKeyed) return subscript;
  const index = evaluate(subscript, variablesOf({ state, call }));
  const number = typeof index === 'bigint' ? Number(index) : 0;
  return String(number < 0 ? number + nextIndex(array) : number);
}

/** What arithmetic reads and writes: `x`, `a[1]`, `m[key]`. */
export function variablesOf(shell: { readonly state: ShellState; readonly call: Call }): Variables {
  const { state, call } = shell;
  const elementOf = (word: string): { array: ShellArray; name: string; key: string } | undefined => {
    const [, name, subscript = ''] = /^(\w+)\[(.*)\]$/.exec(word) ?? [];
    if (name === undefined) return undefined;
    const array = state.arrays.get(name) ?? arrayOf([]);
    return { array, name, key: keyIn(shell, array, subscript) };
  };
  return {
    get(word) {
      const element = elementOf(word);
      return element ? element.array.entries.get(element.key) : state.parameter(word, call);
    },
    set(word, value) {
      const element = elementOf(word);
      const array = element && withElement(element.array, element.key, value);
      if (element && array) state.arrays.set(element.name, array);
      else if (!element && !state.readonlyNames.has(word)) state.variables.set(word, value);
    },
  };
}
