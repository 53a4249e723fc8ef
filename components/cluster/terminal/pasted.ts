/** What a paste is: one line goes in at once, several are asked about, what is no command line is refused. */
export type Pasted =
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'lines'; readonly lines: readonly string[] }
  | { readonly kind: 'binary' }
  | { readonly kind: 'large'; readonly length: number };

const MOST = 100_000;
const MOST_LINES = 500;

export function readPaste(text: string): Pasted {
  // oxlint-disable-next-line no-control-regex -- what no text has
  if (/[\u0000-\u0008\u000e-\u001a\ufffd]/.test(text)) return { kind: 'binary' };
  if (text.length > MOST) return { kind: 'large', length: text.length };
  const lines = text
    .replaceAll('\r\n', '\n')
    .split('\n')
    .map((line) => withoutPrompt(line));
  while (lines.at(-1)?.trim() === '') lines.pop();
  if (lines.length > MOST_LINES) return { kind: 'large', length: text.length };
  if (lines.length <= 1) return { kind: 'line', text: lines[0] ?? '' };
  return { kind: 'lines', lines: whole(lines) };
}

/** Lessons and posts show commands with their prompt. */
function withoutPrompt(line: string): string {
  return line.replace(/^\s*\$ (?=\S)/, '');
}

/** Lines that a backslash or a heredoc holds together are one command. */
function whole(lines: readonly string[]): readonly string[] {
  const commands: string[] = [];
  let open: string | undefined;
  let end: string | undefined;
  for (const line of lines) {
    if (open === undefined && (line.trim() === '' || /^\s*#/.test(line))) continue;
    const text: string = open === undefined ? line : `${open}\n${line}`;
    end ??= /<<-?\s*['"]?(\w+)['"]?/.exec(line)?.[1];
    const isOpen = end === undefined ? line.endsWith('\\') : line.trim() !== end;
    if (isOpen) {
      open = text;
      continue;
    }
    commands.push(text);
    open = undefined;
    end = undefined;
  }
  if (open !== undefined) commands.push(open);
  return commands;
}
