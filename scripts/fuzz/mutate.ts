import type { Random } from './random';

/** What slips in while one types or pastes, and what hostile files are made of. */
const PIECES = [
  '\t',
  ' ',
  '  ',
  '\n',
  '\r\n',
  '\r',
  ':',
  ': ',
  '- ',
  '-',
  '#',
  '"',
  "'",
  '{',
  '}',
  '[',
  ']',
  ',',
  '|',
  '>',
  '>-',
  '|2',
  '&a ',
  '*a',
  '<<: *a',
  '!!str ',
  '!!binary ',
  '? ',
  '---\n',
  '--- ',
  '...\n',
  '%YAML 1.1\n',
  '@',
  '`',
  '~',
  'null',
  'true',
  'yes',
  'NO',
  '0x1F',
  '010',
  '1:30',
  '1e3',
  '.inf',
  '.nan',
  '9223372036854775808',
  '-1',
  '0',
  '3.5',
  '\u0000',
  '\u0007',
  '\u00A0',
  '\u200B',
  '\uFEFF',
  '\uD800',
  '\uDC00',
  '😀',
  '한글',
  '“',
  '{{ .Values.x }}',
  '$(VAR)',
  'kind: List\nitems:\n',
  'apiVersion: v1\n',
  'metadata:\n',
  '=',
  '..',
] as const;

/** One to six edits of a text: insert, delete, repeat, swap, indent, cut off. */
export function mutate(text: string, random: Random): string {
  let mutated = text;
  for (let edits = 1 + random.int(6); edits > 0; edits -= 1) mutated = edit(mutated, random);
  return mutated;
}

function edit(text: string, random: Random): string {
  const at = random.int(text.length + 1);
  const length = random.int(12);
  switch (random.int(7)) {
    case 0:
    case 1:
      return text.slice(0, at) + random.pick(PIECES) + text.slice(at);
    case 2:
      return text.slice(0, at) + text.slice(at + length);
    case 3:
      return text.slice(0, at) + text.slice(at, at + length * 10) + text.slice(at);
    case 4:
      return onLine(text, random, (line) => ' '.repeat(random.int(5)) + line.trimStart());
    case 5:
      return onLine(text, random, (line) => line + random.pick(PIECES).repeat(1 + random.int(40)));
    default:
      return random.int(8) === 0 ? text.slice(0, at) : onLine(text, random, () => '');
  }
}

function onLine(text: string, random: Random, change: (line: string) => string): string {
  const lines = text.split('\n');
  const at = random.int(lines.length);
  return lines.map((line, index) => (index === at ? change(line) : line)).join('\n');
}
