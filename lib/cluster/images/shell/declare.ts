/** What gives variables their kind: declare, local, export, readonly, unset. */
import { arrayOf, KEYED, withoutElement } from './arrays';
import type { Shell } from './shell';
import type { ShellState } from './state';

export function declare(shell: Shell, words: readonly string[]): number {
  const { state } = shell;
  const [command = ''] = words;
  const flags = words.slice(1).filter((word) => /^-[a-zA-Z]/.test(word));
  const has = (letter: string): boolean => flags.some((word) => word.includes(letter));
  const isLocal = state.locals !== undefined && command !== 'readonly' && command !== 'export' && !has('g');
  if (command === 'local' && !state.locals) {
    shell.streams.err(`${state.parameters[0] ?? 'sh'}: local: can only be used in a function\n`);
    return 1;
  }
  let status = 0;
  for (const word of words.slice(1)) {
    const [, name, value] = /^([A-Za-z_]\w*)(?:=([\s\S]*))?$/.exec(word) ?? [];
    if (name === undefined) continue;
    if (isLocal) keep(state, name);
    if (isLocal && value === undefined && !state.arrays.has(name)) state.variables.delete(name);
    if (has('A')) state.arrays.set(name, state.arrays.get(name) ?? KEYED);
    else if (has('a')) state.arrays.set(name, state.arrays.get(name) ?? arrayOf([]));
    if (value !== undefined && !shell.set(name, value)) status = 1;
    if (has('x') || command === 'export') state.exported.add(name);
    if (has('r') || command === 'readonly') state.readonlyNames.add(name);
  }
  return status;
}

/** Before a function changes it. An array was set already: what the caller had was kept then. */
export function keep(state: ShellState, name: string): void {
  const { locals } = state;
  if (!locals || locals.has(name)) return;
  locals.set(name, { value: state.variables.get(name), array: state.arrays.get(name) });
}

/** A function has ended. */
export function restore(state: ShellState, locals: NonNullable<ShellState['locals']>): void {
  for (const [name, { value, array }] of locals) {
    if (value === undefined) state.variables.delete(name);
    else state.variables.set(name, value);
    if (array) state.arrays.set(name, array);
    else state.arrays.delete(name);
  }
}

export function exportVariables(shell: Shell, words: readonly string[]): number {
  const { state, streams } = shell;
  const names = words.slice(1).filter((word) => !word.startsWith('-'));
  if (names.length === 0) {
    for (const [name, value] of state.environment()) streams.out(`export ${name}='${value}'\n`);
    return 0;
  }
  if (!words.includes('-n')) return declare(shell, ['export', ...names]);
  for (const name of names) state.exported.delete(name);
  return 0;
}

export function unset({ state, streams }: Shell, words: readonly string[]): number {
  const isFunction = words[1] === '-f';
  let status = 0;
  for (const word of words.slice(1).filter((each) => !/^-[fv]$/.test(each))) {
    const [, name = word, key] = /^(\w+)\[(.*)\]$/.exec(word) ?? [];
    if (state.readonlyNames.has(name)) {
      streams.err(`${state.parameters[0] ?? 'sh'}: unset: ${name}: cannot unset: readonly variable\n`);
      status = 1;
      continue;
    }
    const array = state.arrays.get(name);
    if (key !== undefined && array) {
      state.arrays.set(name, withoutElement(array, key));
      continue;
    }
    if (!isFunction) {
      state.variables.delete(name);
      state.arrays.delete(name);
    }
    if (isFunction || !words.includes('-v')) state.functions.delete(name);
  }
  return status;
}
