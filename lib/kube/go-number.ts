/** Numbers as Go's strconv reads them, and what it says of a text that is none. */
import { quote } from './field/print';

const GREATEST = 2n ** 63n;

/** ParseInt, of 64 bits; a string is what is wrong. */
export function parseInteger(text: string): number | string {
  if (!/^[+-]?\d+$/.test(text)) return `strconv.ParseInt: parsing ${quote(text)}: invalid syntax`;
  const value = BigInt(text.replace(/^\+/, ''));
  if (value >= GREATEST || value < -GREATEST) return `strconv.ParseInt: parsing ${quote(text)}: value out of range`;
  return Number(value);
}

/** What ParseUint says of a text; undefined for a number. */
export function unsignedFault(text: string): string | undefined {
  if (!/^\d+$/.test(text)) return `strconv.ParseUint: parsing ${quote(text)}: invalid syntax`;
  return BigInt(text) >= 2n * GREATEST ? `strconv.ParseUint: parsing ${quote(text)}: value out of range` : undefined;
}
