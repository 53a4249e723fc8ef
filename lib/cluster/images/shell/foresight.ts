/** What can be told of a command before it runs. */
import type { Command, Script } from './syntax';

/** A condition such as `[ $i -lt 10 ]`: its loop comes to an end, and that may be waited for. */
export function countsUp({ items }: Script): boolean {
  const [only] = items;
  if (items.length !== 1 || !only || (only.command.kind !== 'simple' && only.command.kind !== 'test')) return false;
  const { kind } = only.command;
  const words = only.command.words.map((word) => word.map((part) => (part.part === 'text' ? part.text : '$')).join(''));
  return (
    (kind === 'test' || /^(?:\[|test)$/.test(words[0] ?? '')) &&
    words.some((word) => /^-(?:lt|le|gt|ge|ne)$/.test(word))
  );
}

/** Those that take a line for itself, and with which words they look further. */
const LINE_TOOLS = new Map([
  ['cat', /^-/],
  ['grep', /^-\w*[cmqlLABC]|^--/],
  ['sed', /^-\w*[nsi]|[$\d][\s,]*[!pdqaic]|\bN\b/],
  ['awk', /BEGIN|END|NR|\[|\bprev|\w\+\+/],
  ['tr', /\\n|^-/],
  ['cut', /^$/],
]);

/** What can be given its input piece by piece: line filters, and `while read`. */
export function isReadingOn(command: Command): boolean {
  if (command.kind === 'while') {
    const asked = command.condition.items[0]?.command;
    return asked?.kind === 'simple' && isNamed(asked, (name) => name === 'read');
  }
  if (command.kind !== 'simple') return false;
  const [name = '', ...words] = command.words.map((word) =>
    word.map((part) => (part.part === 'text' ? part.text : '')).join(''),
  );
  const further = LINE_TOOLS.get(name);
  return further !== undefined && !words.some((word) => further.test(word));
}

function isNamed(command: Extract<Command, { kind: 'simple' }>, test: (name: string) => boolean): boolean {
  const first = command.words[0]?.[0];
  return first?.part === 'text' && test(first.text);
}
