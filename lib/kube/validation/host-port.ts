/**
 * Whether a text is `host:port`, as Go's net.SplitHostPort sees it: one colon, or an address in brackets before it.
 */
export function isHostPort(text: string): boolean {
  const colon = text.lastIndexOf(':');
  if (colon < 0) return false;
  if (!text.startsWith('[')) {
    const host = text.slice(0, colon);
    return !host.includes(':') && !/[[\]]/.test(text);
  }
  const close = text.indexOf(']');
  return close >= 0 && close + 1 === colon && !text.slice(1).includes('[') && !text.slice(close + 1).includes(']');
}
