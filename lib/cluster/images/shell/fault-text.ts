/** How each shell says what is wrong. */
import type { Toolbox } from '../call';
import type { ShellState } from './state';
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

/** There is no such program. */
export function notFoundText(name: string, flavour: Toolbox['flavour'], state: ShellState): string {
  const own = state.parameters[0] ?? 'sh';
  switch (flavour) {
    case 'bash': {
      const where = state.isInteractive ? own : `${own}: line 1`;
      return `${where}: ${name}: ${name.includes('/') ? 'No such file or directory' : 'command not found'}\n`;
    }
    case 'dash':
      return `${own}: 1: ${name}: not found\n`;
    case 'busybox':
      return `${own}: ${name}: not found\n`;
  }
}
