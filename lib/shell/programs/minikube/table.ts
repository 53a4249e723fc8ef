/** A table in a frame, as minikube draws it. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heads.map((head, at) => Math.max(...[head, ...rows.map((row) => row[at] ?? '')].map(widthOf)));
  const rule = (left: string, middle: string, right: string): string =>
    `${left}${widths.map((width) => '─'.repeat(width + 2)).join(middle)}${right}\n`;
  const line = (cells: readonly string[]): string => `│${cells.map((cell) => ` ${cell} `).join('│')}│\n`;
  const head = line(heads.map((text, at) => centred(text, widths[at] ?? 0)));
  const body = rows.map((row) => line(widths.map((width, at) => padded(row[at] ?? '', width))));
  return `${rule('┌', '┬', '┐')}${head}${rule('├', '┼', '┤')}${body.join('')}${rule('└', '┴', '┘')}`;
}

/** In columns: an emoji takes two. */
function widthOf(text: string): number {
  return Array.from(text).reduce((width, letter) => width + (/\p{Emoji_Presentation}/u.test(letter) ? 2 : 1), 0);
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(width - widthOf(text));
}

function centred(text: string, width: number): string {
  const left = Math.floor((width - widthOf(text)) / 2);
  return padded(' '.repeat(left) + text, width);
}
