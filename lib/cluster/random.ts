/** Chance with a seed: the same seed, the same names. Models k8s.io/apimachinery/pkg/util/rand's alphabet. */
const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

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

  /** A version 4 UUID. Joined, because a text that is put together piece by piece keeps its pieces. */
  uuid(): string {
    const words = Array.from({ length: 4 }, () => this.integer(4_294_967_296).toString(16).padStart(8, '0'));
    const digits = words.join('');
    const variant = (8 + (Number.parseInt(digits.slice(16, 17), 16) % 4)).toString(16);
    return [
      digits.slice(0, 8),
      digits.slice(8, 12),
      `4${digits.slice(13, 16)}`,
      variant + digits.slice(17, 20),
      digits.slice(20),
    ].join('-');
  }
}
