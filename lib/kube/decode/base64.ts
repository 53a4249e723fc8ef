/**
 * Bytes in JSON. Models Go's encoding/base64 StdEncoding: line breaks are skipped, padding is a must, bits left over are
 * ignored.
 */
import { byteLength } from '../field/print';
import { utf8 } from './utf8';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const CANONICAL = /^(?:[A-Za-z0-9+/]{4})*$/;

/** The text as Go writes the bytes again, or the position of the first byte that does not fit. */
export function canonicalBase64(text: string): string | number {
  if (CANONICAL.test(text)) return text;
  let written = '';
  let quantum = '';
  let at = 0;
  for (; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '\n' || character === '\r') continue;
    if (character === '=') return padded(text, at, written, quantum);
    if (!ALPHABET.includes(character)) return byteLength(text.slice(0, at));
    quantum += character;
    if (quantum.length === 4) {
      written += quantum;
      quantum = '';
    }
  }
  // Go names the place where the unfinished group of four would have to begin, line breaks within it not counted.
  return quantum === '' ? written : at - quantum.length;
}

/** The end of the text, from the first `=` on. */
function padded(text: string, first: number, written: string, quantum: string): string | number {
  if (quantum.length < 2) return first;
  let at = first + 1;
  if (quantum.length === 2) {
    at = afterBreaks(text, at);
    if (at === text.length) return at;
    if (text.charAt(at) !== '=') return at - 1;
    at++;
  }
  at = afterBreaks(text, at);
  if (at < text.length) return at;
  return written + withoutSpareBits(quantum) + '='.repeat(4 - quantum.length);
}

function afterBreaks(text: string, from: number): number {
  let at = from;
  while (text.charAt(at) === '\n' || text.charAt(at) === '\r') at++;
  return at;
}

/** Two characters hold 8 bits in 12, three hold 16 in 18: the rest is written as zero. */
function withoutSpareBits(quantum: string): string {
  const last = ALPHABET.indexOf(quantum.slice(-1));
  const spare = quantum.length === 2 ? 16 : 4;
  return quantum.slice(0, -1) + ALPHABET.charAt(last - (last % spare));
}

/** Bytes written as a JSON list of numbers, which Go takes too. */
export function encodeBase64(bytes: readonly number[]): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.slice(at, at + 3);
    const group = (a << 16) | (b << 8) | c;
    const characters = [18, 12, 6, 0].map((shift) => ALPHABET.charAt((group >> shift) & 63)).join('');
    const missing = Math.max(at + 3 - bytes.length, 0);
    text += characters.slice(0, 4 - missing) + '='.repeat(missing);
  }
  return text;
}

/** Plain text as the bytes of a Secret. */
export function encodeText(text: string): string {
  return encodeBase64(utf8(text));
}
