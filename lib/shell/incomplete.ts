/** Whether a line wants another one, and what is said of one that is no command. */
import { parseScript, type SyntaxFault } from '@/lib/cluster';

export function isIncomplete(line: string): boolean {
  if (/(?:^|[^\\])(?:\\\\)*\\\n?$/.test(line)) return true;
  // With a line end: a heredoc begins behind it.
  const script = parseScript(`${line}\n`);
  if (!('fault' in script)) return false;
  return script.fault.unexpected === undefined && script.fault.what !== 'bad substitution';
}

/** In bash's words. */
export function syntaxFaultText({ unexpected, what }: SyntaxFault): string {
  if (what === 'nested too deeply') return 'bash: nested too deeply\n';
  if (what !== undefined && unexpected !== undefined) return `bash: ${what}\n`;
  if (unexpected !== undefined) return `bash: syntax error near unexpected token \`${unexpected}'\n`;
  return what === undefined ? 'bash: syntax error: unexpected end of file\n' : `bash: ${what}\n`;
}
