/** The hash FNV of 32 bits, over UTF-8. Models hash/fnv: New32a, which takes a byte in first, and New32, which multiplies first. */
const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;

export class Fnv32 {
  #hash = OFFSET;
  readonly #xorFirst: boolean;

  constructor(order: 'xor first' | 'multiply first') {
    this.#xorFirst = order === 'xor first';
  }

  get sum(): number {
    return this.#hash >>> 0;
  }

  bytes(bytes: readonly number[]): void {
    for (const byte of bytes) this.#take(byte);
  }

  text(text: string): void {
    for (const character of text) {
      const code = character.codePointAt(0) ?? 0;
      if (code < 0x80) this.#take(code);
      else this.bytes(utf8(code));
    }
  }

  #take(byte: number): void {
    this.#hash = this.#xorFirst ? Math.imul(this.#hash ^ byte, PRIME) : Math.imul(this.#hash, PRIME) ^ byte;
  }
}

function utf8(code: number): number[] {
  const last = 0x80 | (code & 0x3f);
  if (code < 0x800) return [0xc0 | (code >> 6), last];
  const middle = 0x80 | ((code >> 6) & 0x3f);
  if (code < 0x10000) return [0xe0 | (code >> 12), middle, last];
  return [0xf0 | (code >> 18), 0x80 | ((code >> 12) & 0x3f), middle, last];
}
