/**
 * A file is bytes, a day is text, and the way there and back must lose nothing. A byte that is not UTF-8 becomes one
 * character of a private range (U+10FE00 + the byte) and goes out as the byte it was. A file that holds such a
 * character itself has its four bytes carried in the same way, so that the way back is never in doubt.
 */
const ESCAPE = 0x10_fe00;
const ESCAPED = /([\u{10FE00}-\u{10FEFF}]+)/u;

export function decodeText(bytes: Uint8Array): string {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let text = '';
  let from = 0;
  for (let i = 0; i < bytes.length;) {
    const length = sequenceLength(bytes, i);
    if (length === 0) {
      text += decoder.decode(bytes.subarray(from, i)) + String.fromCodePoint(ESCAPE + (bytes[i] ?? 0));
      from = i + 1;
    }
    i += Math.max(1, length);
  }
  return text + decoder.decode(bytes.subarray(from));
}

export function encodeText(text: string): Uint8Array<ArrayBuffer> {
  const pieces = text
    .split(ESCAPED)
    .map((piece, i) => (i % 2 === 0 ? new TextEncoder().encode(piece) : unescape(piece)));
  const out = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    out.set(piece, at);
    at += piece.length;
  }
  return out;
}

function unescape(piece: string): Uint8Array {
  return Uint8Array.from(piece, (char) => (char.codePointAt(0) ?? 0) - ESCAPE);
}

/** How many bytes the UTF-8 character at `i` has (Unicode, table 3-7); 0 if there is none, or one of our own range. */
function sequenceLength(bytes: Uint8Array, i: number): number {
  const first = bytes[i] ?? 0;
  const second = bytes[i + 1] ?? 0;
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first <= 0xdf) return isTail(second) ? 2 : 0;
  if (first >= 0xe0 && first <= 0xef) {
    const low = first === 0xe0 ? 0xa0 : 0x80;
    const high = first === 0xed ? 0x9f : 0xbf;
    return second >= low && second <= high && isTail(bytes[i + 2]) ? 3 : 0;
  }
  if (first >= 0xf0 && first <= 0xf4) {
    const low = first === 0xf0 ? 0x90 : 0x80;
    const high = first === 0xf4 ? 0x8f : 0xbf;
    const third = bytes[i + 2];
    const whole = second >= low && second <= high && isTail(third) && isTail(bytes[i + 3]);
    const ours = first === 0xf4 && second === 0x8f && (third ?? 0) >= 0xb8 && (third ?? 0) <= 0xbb;
    return whole && !ours ? 4 : 0;
  }
  return 0;
}

function isTail(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x80 && byte <= 0xbf;
}
