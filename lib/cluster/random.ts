/** Chance with a seed: the same seed, the same names. Models k8s.io/apimachinery/pkg/util/rand's alphabet. */
const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

const DIGITS = Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));
const [FOUR, DASH] = [0x34, 0x2d];

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
    return String.fromCharCode(...this.#digits(words));
  }

  /** A version 4 UUID. */
  uuid(): string {
    const digits = this.#digits(4);
    const variant = DIGITS.indexOf(digits[16] ?? 0) % 4;
    digits[12] = FOUR;
    digits[16] = DIGITS[8 + variant] ?? 0;
    return String.fromCharCode(
      ...digits.slice(0, 8),
      DASH,
      ...digits.slice(8, 12),
      DASH,
      ...digits.slice(12, 16),
      DASH,
      ...digits.slice(16, 20),
      DASH,
      ...digits.slice(20),
    );
  }

  /** As codes: a text made of them at once is small, and there are tens of thousands. */
  #digits(words: number): number[] {
    const digits: number[] = [];
    for (let word = 0; word < words; word += 1) {
      const drawn = this.integer(4_294_967_296);
      for (let shift = 28; shift >= 0; shift -= 4) digits.push(DIGITS[(drawn >>> shift) & 15] ?? 0);
    }
    return digits;
  }
}
