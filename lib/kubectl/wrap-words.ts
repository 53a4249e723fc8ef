/** Lines no longer than a limit, broken between words. Models mitchellh/go-wordwrap: a longer word stands alone. */
export function wrapWords(text: string, limit: number): string {
  let out = '';
  let column = 0;
  let spaces = '';
  let word = '';
  const flush = (): void => {
    column += spaces.length + word.length;
    out += spaces + word;
    spaces = '';
    word = '';
  };
  for (const char of text) {
    if (char === '\n') {
      if (word !== '' || column + spaces.length <= limit) flush();
      spaces = '';
      out += char;
      column = 0;
    } else if (/\s/.test(char) && char !== '\u00a0') {
      if (spaces === '' || word !== '') flush();
      spaces += char;
    } else {
      word += char;
      if (column + spaces.length + word.length > limit && word.length < limit) {
        out += '\n';
        column = 0;
        spaces = '';
      }
    }
  }
  if (word !== '' || column + spaces.length <= limit) flush();
  return out;
}
