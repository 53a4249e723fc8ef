/** `${x#…}`, `${x%…}`, `${x/a/b}`, `${x^^}`, `${x:from:length}`: what becomes of a variable's value. */
import { Pattern } from './pattern';

/** @param pattern with backslashes before what was quoted */
export function changed(value: string, operator: string, pattern: string): string {
  switch (operator) {
    case '#':
    case '##':
      return withoutStart(value, Pattern.of(pattern), operator === '##');
    case '%':
    case '%%':
      return turned(withoutStart(turned(value), Pattern.of(pattern).reversed(), operator === '%%'));
    case '/':
    case '//':
    case '/#':
    case '/%':
      return replaced(value, operator, pattern);
    case '^':
    case '^^':
    case ',':
    case ',,':
      return inCase(value, operator, Pattern.of(pattern === '' ? '?' : pattern));
    default:
      throw new Error(`no such change of a variable: ${operator}`);
  }
}

function withoutStart(value: string, pattern: Pattern, isLongest: boolean): string {
  const characters = Array.from(value);
  return characters.slice(pattern.prefix(characters, 0, isLongest) ?? 0).join('');
}

function turned(text: string): string {
  return Array.from(text).reverse().join('');
}

function replaced(value: string, operator: string, whole: string): string {
  const [from = '', ...more] = whole.split(/(?<!\\)\//);
  const to = more.join('/').replace(/\\(.)/gs, '$1');
  if (from === '') return value;
  const pattern = Pattern.of(from);
  const characters = Array.from(value);
  if (operator === '/%') {
    const backwards = pattern.reversed().prefix([...characters].reverse(), 0, true);
    return backwards === undefined ? value : characters.slice(0, characters.length - backwards).join('') + to;
  }
  if (operator === '/#') {
    const length = pattern.prefix(characters, 0, true);
    return length === undefined ? value : to + characters.slice(length).join('');
  }
  let text = '';
  let at = 0;
  for (let found = pattern.find(characters, 0); found; found = pattern.find(characters, at)) {
    text += characters.slice(at, found.start).join('') + to;
    at = found.start + found.length;
    if (operator === '/') break;
  }
  return text + characters.slice(at).join('');
}

function inCase(value: string, operator: string, pattern: Pattern): string {
  const turn = (character: string): string => {
    if (!pattern.matches(character)) return character;
    return operator.startsWith('^') ? character.toUpperCase() : character.toLowerCase();
  };
  const [first = '', ...rest] = Array.from(value);
  return operator.length === 2 ? [first, ...rest].map(turn).join('') : turn(first) + rest.join('');
}
