/** The small parts that the parser makes commands of. */
import type { Command, Redirect, Script, Word } from './syntax';

export function literal(text: string): Word {
  return [{ part: 'text', text, quoted: true }];
}

export function item(command: Command): Script['items'][number] {
  return { command, isBackground: false };
}

export function letCommand(expression: Word): Command {
  return { kind: 'simple', assignments: [], words: [literal('let'), expression], redirects: [] };
}

export function operatorOf(text: string): Redirect['operator'] {
  switch (text) {
    case '<':
    case '>>':
    case '<&':
    case '>&':
    case '<<<':
      return text;
    case '&>':
    case '&>>':
      return '&>';
    default:
      return '>';
  }
}

/** Those whose words may be arrays: `declare -A x=(…)`. */
export function isDeclaration([first]: Word = []): boolean {
  return first?.part === 'text' && /^(?:declare|typeset|local|export|readonly)$/.test(first.text);
}

export interface Assignment {
  readonly name: string;
  readonly value: Word;
  readonly appends: boolean;
  readonly subscript?: Word;
}

export function assignmentOf(word: Word): Assignment | undefined {
  const [first, ...rest] = word;
  if (first?.part !== 'text' || first.quoted) return undefined;
  const match = /^([A-Za-z_]\w*)(\+?)=([\s\S]*)$/.exec(first.text);
  if (!match) return elementAssignment(word);
  const [, name = '', plus, text = ''] = match;
  return { name, appends: plus === '+', value: text === '' ? rest : [{ ...first, text }, ...rest] };
}

/** `x[1]=a`, `x[$i]+=a` */
function elementAssignment(word: Word): Assignment | undefined {
  const [first, ...others] = word;
  const [opening, name = ''] = first?.part === 'text' ? (/^([A-Za-z_]\w*)\[/.exec(first.text) ?? []) : [];
  if (opening === undefined || first?.part !== 'text') return undefined;
  const parts: Word = [{ ...first, text: first.text.slice(opening.length) }, ...others];
  for (const [at, part] of parts.entries()) {
    const [whole, before = '', plus, after = ''] =
      part.part === 'text' && !part.quoted ? (/^([^\]]*)\](\+?)=([\s\S]*)$/.exec(part.text) ?? []) : [];
    if (whole === undefined || part.part !== 'text') continue;
    const text = (given: string): Word => (given === '' ? [] : [{ ...part, text: given }]);
    return {
      name,
      appends: plus === '+',
      subscript: [...parts.slice(0, at), ...text(before)],
      value: [...text(after), ...parts.slice(at + 1)],
    };
  }
  return undefined;
}

/** `alias k='kubectl -n web'`: words only, and no alias within another. */
export function aliasOf(
  aliases: ReadonlyMap<string, readonly string[]>,
  word: Word | undefined,
): readonly string[] | undefined {
  const [first] = word ?? [];
  if (word?.length !== 1 || first?.part !== 'text' || first.quoted) return undefined;
  return aliases.get(first.text);
}

/** The file of `$(< file)`, which is read and not run. */
export function readInstead({ items }: Script): Word | undefined {
  const [only, ...others] = items;
  if (only?.command.kind !== 'simple' || others.length > 0) return undefined;
  const { words, assignments, redirects } = only.command;
  const [redirect, ...more] = redirects;
  const isReading = redirect?.operator === '<' && words.length + assignments.length + more.length === 0;
  return isReading ? redirect.word : undefined;
}
