/** UTF-8, for the few places where Go counts or names bytes. */

export function utf8Width(code: number): number {
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}

export function utf8Length(text: string): number {
  let length = 0;
  for (const char of text) length += utf8Width(char.codePointAt(0) ?? 0);
  return length;
}

/** The first byte of a character's encoding. */
export function firstByte(code: number): number {
  if (code < 0x80) return code;
  if (code < 0x800) return 0xc0 | (code >> 6);
  return code < 0x10000 ? 0xe0 | (code >> 12) : 0xf0 | (code >> 18);
}
