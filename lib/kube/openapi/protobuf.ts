/** Messages of Protocol Buffers, as far as texts and messages in messages go: https://protobuf.dev/programming-guides/encoding */
import { utf8 } from '../decode/utf8';

/** A field that holds a text. */
export function text(field: number, value: string): Uint8Array {
  return message(field, Uint8Array.from(utf8(value)));
}

/** A field that holds a message of these fields. */
export function message(field: number, ...fields: readonly Uint8Array[]): Uint8Array {
  const length = fields.reduce((sum, { length }) => sum + length, 0);
  return joined([Uint8Array.from([...varint(field * 8 + LENGTH_DELIMITED), ...varint(length)]), ...fields]);
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

const LENGTH_DELIMITED = 2;

/** Seven bits a byte, the lowest first. */
function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) + 0x80);
  bytes.push(rest);
  return bytes;
}
