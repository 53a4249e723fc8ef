/** Base64 as a Secret holds it, for the sentences about it. No `atob`: this runs wherever the engine does. */

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const WHOLE = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

export function toBase64(text: string): string {
  const bytes = bytesOf(text);
  let encoded = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.slice(at, at + 3);
    const bits = (a << 16) | (b << 8) | c;
    const left = bytes.length - at;
    encoded += DIGITS.charAt(bits >> 18) + DIGITS.charAt((bits >> 12) & 63);
    encoded += (left > 1 ? DIGITS.charAt((bits >> 6) & 63) : '=') + (left > 2 ? DIGITS.charAt(bits & 63) : '=');
  }
  return encoded;
}

/** The text that was encoded; undefined where it is no base64, or its bytes are no text that a person reads. */
export function fromBase64(encoded: string): string | undefined {
  const bytes = bytesIn(encoded);
  const text = bytes?.length ? textOf(bytes) : undefined;
  return text !== undefined && !/\p{Cc}/u.test(text.replaceAll(/[\t\r\n]/g, '')) ? text : undefined;
}

/** Undefined for what is no base64. */
export function bytesIn(encoded: string): readonly number[] | undefined {
  const digits = encoded.replaceAll(/[\r\n]/g, '');
  if (!WHOLE.test(digits)) return undefined;
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const digit of digits.replaceAll('=', '')) {
    held = ((held << 6) | DIGITS.indexOf(digit)) & 0xffff;
    bits += 6;
    if (bits >= 8) bytes.push((held >> (bits -= 8)) & 0xff);
  }
  return bytes;
}

/** UTF-8, by way of the one encoder that the language itself has. */
function bytesOf(text: string): number[] {
  const escaped = encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\uFFFD'));
  return [...escaped.matchAll(/%([0-9A-F]{2})|(.)/g)].map(([, hex, character = '']) =>
    hex === undefined ? character.charCodeAt(0) : Number.parseInt(hex, 16),
  );
}

/** Undefined for bytes that are no UTF-8. */
export function textOf(bytes: readonly number[]): string | undefined {
  try {
    return decodeURIComponent(bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''));
  } catch {
    return undefined;
  }
}
