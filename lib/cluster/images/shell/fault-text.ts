/** How each shell says that a text is no script. */
import type { Toolbox } from '../call';
import type { SyntaxFault } from './syntax';

export function faultText(fault: SyntaxFault, flavour: Toolbox['flavour'], shell: string): string {
  const { unexpected, expecting, what } = fault;
  switch (flavour) {
    case 'busybox': {
      if (what !== undefined) return `${shell}: syntax error: ${what}\n`;
      const token = unexpected === undefined ? 'end of file' : unexpected === 'newline' ? 'newline' : `"${unexpected}"`;
      return `${shell}: syntax error: unexpected ${token}${expecting === undefined ? '' : ` (expecting "${expecting}")`}\n`;
    }
    case 'dash': {
      if (what !== undefined) return `${shell}: 1: Syntax error: ${what.replace('unterminated', 'Unterminated')}\n`;
      const token = unexpected === undefined ? 'end of file' : unexpected === 'newline' ? 'newline' : `"${unexpected}"`;
      return `${shell}: 1: Syntax error: ${token} unexpected${expecting === undefined ? '' : ` (expecting "${expecting}")`}\n`;
    }
    case 'bash':
      if (unexpected === undefined) return `${shell}: -c: line 1: syntax error: unexpected end of file\n`;
      return `${shell}: -c: line 1: syntax error near unexpected token \`${unexpected}'\n`;
  }
}
