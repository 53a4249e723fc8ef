/** Chance with a seed: the same seed, the same names. Models k8s.io/apimachinery/pkg/util/rand's alphabet. */
const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

const DIGITS = Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));
const [FOUR, DASH] = [0x34, 0x2d];
/** Written over for each. */
const UUID: number[] = Array.from({ length: 36 }, () => DASH);

export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** What it will say next, as a seed. */
  get state(): number {
    return this.#state;
  }

  set state(state: number) {
    this.#state = state >>> 0;
  }

  /** 0 up to, not including, 1 (mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** 0 up to, not including, `below`. */
  integer(below: number): number {
    return Math.floor(this.next() * below);
  }

  /** As the names of Pods end: no vowels, so that no words come about. */
  suffix(length = 5): string {
    let text = '';
    for (let at = 0; at < length; at += 1) text += ALPHABET[this.integer(ALPHABET.length)];
    return text;
  }

  /** Hexadecimal digits, eight for each word. */
  hex(words: number): string {
    const codes: number[] = [];
    for (let word = 0; word < words; word += 1) this.#draw(codes, word * 8);
    return String.fromCharCode(...codes);
  }

  /** A version 4 UUID. Made of codes at once: a text that is put together piece by piece keeps its pieces. */
  uuid(): string {
    const codes = UUID;
    // Four words, each moved on by as many dashes as stand before it.
    this.#draw(codes, 0);
    this.#draw(codes, 9);
    codes.copyWithin(14, 13, 17);
    this.#draw(codes, 19);
    codes.copyWithin(24, 23, 27);
    this.#draw(codes, 28);
    codes[8] = codes[13] = codes[18] = codes[23] = DASH;
    codes[14] = FOUR;
    codes[19] = DIGITS[8 + (DIGITS.indexOf(codes[19] ?? 0) % 4)] ?? 0;
    return String.fromCharCode(...codes);
  }

  #draw(codes: number[], at: number): void {
    const drawn = this.integer(4_294_967_296);
    for (let digit = 0; digit < 8; digit += 1) codes[at + digit] = DIGITS[(drawn >>> (28 - 4 * digit)) & 15] ?? 0;
  }
}
