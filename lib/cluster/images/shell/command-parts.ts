/** The small parts that the parser makes commands of. */
import type { Command, Redirect, Script, Word } from './syntax';

export function literal(text: string): Word {
  return [{ part: 'text', text, quoted: true }];
}

export function item(command: Command): Script['items'][number] {
  return { command, isBackground: false };
}

export function letCommand(expression: string): Command {
  return { kind: 'simple', assignments: [], words: [literal('let'), literal(expression)], redirects: [] };
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

export function assignmentOf(word: Word): { name: string; value: Word; appends: boolean } | undefined {
  const [first, ...rest] = word;
  if (first?.part !== 'text' || first.quoted) return undefined;
  const match = /^([A-Za-z_]\w*)(\+?)=([\s\S]*)$/.exec(first.text);
  if (!match) return undefined;
  const [, name = '', plus, text = ''] = match;
  return { name, appends: plus === '+', value: text === '' ? rest : [{ ...first, text }, ...rest] };
}
