/** What a Secret's data says: base64 to text. Bytes that are no UTF-8 become U+FFFD, for files and variables are texts here. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUES = new Map(ALPHABET.split('').map((character, at) => [character, at]));

export function decodeBase64(base64: string): string {
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const character of base64) {
    const value = VALUES.get(character);
    if (value === undefined) continue;
    held = (held << 6) | value;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((held >> bits) & 255);
    held &= (1 << bits) - 1;
  }
  return textOf(bytes);
}

function textOf(bytes: readonly number[]): string {
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at] ?? 0;
    const length = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 0;
    const tail = bytes.slice(at + 1, at + length);
    if (length === 0 || tail.length < length - 1 || tail.some((byte) => (byte & 0xc0) !== 0x80)) {
      text += '\ufffd';
      at += 1;
      continue;
    }
    const head = length === 1 ? first : first & (0xff >> (length + 1));
    const point = tail.reduce((code, byte) => (code << 6) | (byte & 63), head);
    text += point > 0x10ffff ? '\ufffd' : String.fromCodePoint(point);
    at += length;
  }
  return text;
}
