/**
 * Standard base64 with padding, strict as Go's base64.StdEncoding: Kubernetes decodes the values under a Secret's
 * `data` so. (The engine has neither `atob` nor `Buffer`.)
 */
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export class Base64Error extends Error {}

export function decodeBase64(text: string): Uint8Array {
  // Go skips line breaks inside the text, nothing else.
  const clean = text.replace(/[\r\n]/g, '');
  if (clean.length % 4 !== 0) throw new Base64Error(`length ${clean.length} is not a multiple of 4`);
  const body = clean.replace(/={1,2}$/, '');
  const bytes = new Uint8Array(Math.floor((body.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const character of body) {
    const six = alphabet.indexOf(character);
    if (six < 0) throw new Base64Error(`illegal character ${JSON.stringify(character)}`);
    bits = ((bits << 6) | six) & 0xfff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes[at] = (bits >> held) & 0xff;
    at += 1;
  }
  return bytes;
}
