/** JSON ⇄ the API's types, in Go's words. */
import type { GoType } from '../schema';
import { Decoder } from './decoder';
import type { DecodeFault } from './fault';

export { canonicalBase64, encodeText } from './base64';
export { encode, type Encode } from './encode';
export { decodeMessage, type DecodeFault } from './fault';
export { fieldText, type Path } from './place';

export interface Decoded<T> {
  /** Known fields of the right type only, also where there are faults. A copy: the manifest is not touched by what changes it. */
  readonly object: T;
  readonly faults: readonly DecodeFault[];
}

/**
 * @param T the interface of `type`, made from the same tables: what is decoded by the one fits the other
 * @param sorted read keys in alphabetical order, as kubectl sends them: it decides which fault is the first
 */
export function decode<T extends object = Record<string, unknown>>(
  type: GoType,
  manifest: Readonly<Record<string, unknown>>,
  sorted = false,
): Decoded<T> {
  const decoder = new Decoder(type, sorted);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the one place where JSON becomes typed
  return { object: decoder.decode(manifest) as T, faults: decoder.faults };
}
