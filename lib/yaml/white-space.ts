/** Go's unicode.IsSpace, which differs from JavaScript's: NEL is a space, the byte order mark is none. */
const SPACE = '[\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const ONE = new RegExp(`^${SPACE}$`);
const AT_START = new RegExp(`^${SPACE}+`);
const AT_END = new RegExp(`${SPACE}+$`);

export function isSpace(char: string): boolean {
  return ONE.test(char);
}

export function trimSpaceStart(text: string): string {
  return text.replace(AT_START, '');
}

/** As Go's strings.TrimSpace. */
export function trimSpace(text: string): string {
  return trimSpaceStart(text).replace(AT_END, '');
}
