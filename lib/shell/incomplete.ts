/** Whether a line wants another one, and what is said of one that is no command. */
import { parseScript, type SyntaxFault } from '@/lib/cluster';

export function isIncomplete(line: string): boolean {
  if (/(?:^|[^\\])(?:\\\\)*\\\n?$/.test(line)) return true;
  // With a line end: a heredoc begins behind it.
  const script = parseScript(`${line}\n`);
  if (!('fault' in script)) return false;
  return script.fault.unexpected === undefined && script.fault.what !== 'bad substitution';
}

/** What bash knows and is refused here: earlier lines called back by `!!`, `!42`, `!kubectl`. */
export function refusedText(line: string): string | undefined {
  const recalled = /^\s*(?:sudo\s+)?(!(?:!|-?\d+|\$|[A-Za-z][\w-]*))/.exec(line)?.[1];
  if (recalled === undefined) return undefined;
  return `bash: ${recalled}: earlier lines are not called back so here: ArrowUp and Ctrl+R have them\n`;
}

/** In bash's words. */
export function syntaxFaultText({ unexpected, what }: SyntaxFault): string {
  if (what === 'nested too deeply') return 'bash: nested too deeply\n';
  if (what !== undefined && unexpected !== undefined) return `bash: ${what}\n`;
  if (unexpected !== undefined) return `bash: syntax error near unexpected token \`${unexpected}'\n`;
  return what === undefined ? 'bash: syntax error: unexpected end of file\n' : `bash: ${what}\n`;
}
