/** base64url of ASCII: tokens and marks that only the server itself reads again. */
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

export function toBase64Url(text: string): string {
  let bits = 0;
  let held = 0;
  let out = '';
  for (let at = 0; at < text.length; at += 1) {
    held = ((held << 8) | (text.charCodeAt(at) & 0xff)) & 0xffff;
    bits += 8;
    while (bits >= 6) {
      bits -= 6;
      out += LETTERS[(held >> bits) & 63];
    }
  }
  return bits > 0 ? out + LETTERS[(held << (6 - bits)) & 63] : out;
}

/** Undefined for what is none. */
export function fromBase64Url(text: string): string | undefined {
  let bits = 0;
  let held = 0;
  let out = '';
  for (const letter of text) {
    const value = LETTERS.indexOf(letter);
    if (value < 0) return undefined;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out += String.fromCharCode((held >> bits) & 0xff);
    }
  }
  return out;
}
