/** `while getopts "ab:" option; do …`: the parameters' flags, one at a time. */
import type { Shell } from './shell';

export function getopts({ state, streams }: Shell, [, wanted = '', name = 'opt', ...given]: readonly string[]): number {
  const args = given.length > 0 ? given : state.parameters.slice(1);
  const own = state.parameters[0] ?? 'sh';
  const isQuiet = wanted.startsWith(':');
  let index = Number(state.variables.get('OPTIND') ?? 1);
  // Within `-ab` the letter that is next.
  const [before, letterAt] = (state.variables.get('OPTPOS') ?? '').split(':').map(Number);
  let at = before === index ? (letterAt ?? 1) : 1;
  const word = args[index - 1];
  const end = (): number => {
    state.variables.set(name, '?');
    state.variables.delete('OPTPOS');
    if (word === '--') state.variables.set('OPTIND', String(index + 1));
    return 1;
  };
  if (word === undefined || word === '--' || word === '-' || !word.startsWith('-')) return end();
  const letter = word.charAt(at);
  const place = letter === ':' ? -1 : wanted.indexOf(letter, isQuiet ? 1 : 0);
  const takesValue = place >= 0 && wanted[place + 1] === ':';
  at += 1;
  let [option, value] = [letter, ''];
  if (place < 0) {
    option = '?';
    if (isQuiet) value = letter;
    else streams.err(`${own}: illegal option -- ${letter}\n`);
  } else if (takesValue && at < word.length) {
    value = word.slice(at);
    at = word.length;
  } else if (takesValue) {
    index += 1;
    const next = args[index - 1];
    value = next ?? (isQuiet ? letter : '');
    if (next === undefined) option = isQuiet ? ':' : '?';
    if (next === undefined && !isQuiet) streams.err(`${own}: option requires an argument -- ${letter}\n`);
    at = word.length;
  }
  if (at >= word.length) {
    index += 1;
    at = 1;
  }
  state.variables.set(name, option);
  state.variables.set('OPTARG', value);
  state.variables.set('OPTIND', String(index));
  state.variables.set('OPTPOS', `${index}:${at}`);
  return 0;
}
