import { printedText } from './printed';

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** What a Secret's value holds: a text on one line, or how many bytes; undefined for what is no base64. */
export function decoded(value: string): { readonly text: string } | { readonly bytes: number } | undefined {
  const digits = value.replaceAll(/[\r\n]/g, '');
  if (!BASE64.test(digits)) return undefined;
  const escapes: string[] = [];
  let bits = 0;
  let held = 0;
  for (const digit of digits.replaceAll('=', '')) {
    held = ((held << 6) | DIGITS.indexOf(digit)) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    escapes.push(`%${((held >> bits) & 0xff).toString(16).padStart(2, '0')}`);
  }
  try {
    return { text: printedText(decodeURIComponent(escapes.join(''))) };
  } catch {
    // Bytes that are no text.
    return { bytes: escapes.length };
  }
}
