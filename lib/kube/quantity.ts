/**
 * Amounts as Kubernetes writes them: `500m`, `128Mi`, `1e3`. Models apimachinery's pkg/api/resource: what parses, which
 * words it is refused with, and how it is written again (its canonical form). Exact: a bigint times a power of ten.
 *
 * Not modelled: arithmetic on quantities, and int64 overflow of exponents beyond 32 bits in a sum.
 */
export interface Quantity {
  /** The amount is `unscaled × 10^scale`. */
  readonly unscaled: bigint;
  readonly scale: number;
  readonly format: QuantityFormat;
  /** The text as it was written, where Go keeps it because it takes it for canonical: `+5Mi` and `1.500` stay so. */
  readonly written?: string;
}

export type QuantityFormat = 'decimal' | 'binary' | 'exponent';

export const FORMAT_WRONG =
  "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
export const NUMERIC_WRONG = 'unable to parse numeric part of quantity';
export const SUFFIX_WRONG = "unable to parse quantity's suffix";

const DECIMAL: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, '': 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const BINARY: Readonly<Record<string, number>> = { Ki: 10, Mi: 20, Gi: 30, Ti: 40, Pi: 50, Ei: 60 };
const DECIMAL_SUFFIX = new Map(Object.entries(DECIMAL).map(([suffix, exponent]) => [exponent, suffix]));
const BINARY_SUFFIX = new Map(Object.entries(BINARY).map(([suffix, exponent]) => [exponent, suffix]));

const NANO = -9;
const INT64_DIGITS = 18;
const MAX = 2n ** 63n - 1n;

/** Looser than the expression of the error text: Go scans, and takes `.`, `+` and `m` for zero. */
const SHAPE = /^([+-]?)(0*)(\d*)(?:\.(\d*))?([eEinumkKMGTP]*[-+]?\d*)$/;

/** The quantity, or undefined where Go would refuse; {@link quantityFault} has the words. */
export function parseQuantity(text: string): Quantity | undefined {
  const read = readQuantity(text);
  return typeof read === 'string' ? undefined : read;
}

/** ParseQuantity's error text, or undefined for a quantity that parses. */
export function quantityFault(text: string): string | undefined {
  const read = readQuantity(text);
  return typeof read === 'string' ? read : undefined;
}

/** The quantity, or the error text. */
export function readQuantity(text: string): Quantity | string {
  const match = text === '' ? null : SHAPE.exec(text);
  if (!match) return FORMAT_WRONG;
  const [, sign = '', zeros = '', digits = '', fraction = '', suffix = ''] = match;
  const meaning = suffixMeaning(suffix);
  if (!meaning) return SUFFIX_WRONG;
  const { exponent, format } = meaning;

  const whole = digits === '' ? '0' : digits;
  const shifted = whole + fraction;
  const scale = (format === 'binary' ? 0 : exponent) - fraction.length;
  if (fitsInt64(whole, fraction, exponent, format) && scale >= NANO) {
    const number = BigInt(shifted);
    const amount = format === 'binary' ? number << BigInt(exponent) : number;
    const unscaled = sign === '-' ? -amount : amount;
    const kept =
      format === 'binary'
        ? (number & 7n) !== 0n
        : scale % 3 === 0 && !shifted.endsWith('000') && !shifted.startsWith('0');
    return kept ? { unscaled, scale, format, written: text } : { unscaled, scale, format };
  }
  if (zeros + digits + fraction === '') return NUMERIC_WRONG;
  return bounded(sign === '-', BigInt(shifted), exponent, fraction.length, format);
}

/** The text the API server writes: `0.5` → `500m`, `1024Mi` → `1Gi`. A text that does not parse comes back as it is. */
export function canonicalQuantity(text: string): string {
  const quantity = parseQuantity(text);
  return quantity ? formatQuantity(quantity) : text;
}

export function formatQuantity(quantity: Quantity): string {
  if (quantity.written !== undefined) return quantity.written;
  if (quantity.unscaled === 0n) return '0';
  return (quantity.format === 'binary' && binaryText(quantity)) || decimalText(quantity);
}

export function compareQuantities(a: Quantity, b: Quantity): -1 | 0 | 1 {
  const sign = signOfQuantity(a);
  if (sign !== signOfQuantity(b)) return sign < signOfQuantity(b) ? -1 : 1;
  if (sign === 0) return 0;
  // The number of digits decides between amounts that are far apart: no power of ten of a learner's exponent is computed.
  const reach = magnitude(a) - magnitude(b);
  if (reach !== 0) return reach * sign < 0 ? -1 : 1;
  const low = Math.min(a.scale, b.scale);
  const difference = shift(a.unscaled, a.scale - low) - shift(b.unscaled, b.scale - low);
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

export function signOfQuantity(quantity: Quantity): -1 | 0 | 1 {
  return quantity.unscaled === 0n ? 0 : quantity.unscaled < 0n ? -1 : 1;
}

/** The same amount with nothing below `10^scale`, rounded away from zero. Models Quantity.RoundUp. */
export function roundUpQuantity(quantity: Quantity, scale: number): Quantity {
  if (quantity.scale >= scale) return quantity;
  return { unscaled: roundAway(quantity.unscaled, scale - quantity.scale), scale, format: quantity.format };
}

/** How many units of `10^scale` it is, rounded away from zero: `scaledQuantity(q, -3)` is Go's MilliValue. */
export function scaledQuantity(quantity: Quantity, scale: number): bigint {
  return quantity.scale >= scale
    ? shift(quantity.unscaled, Math.min(quantity.scale - scale, INT64_DIGITS * 2))
    : roundAway(quantity.unscaled, scale - quantity.scale);
}

/** Whether it is a whole number, to the thousandth. Models the integer check of ValidateResourceQuantityValue. */
export function isIntegerQuantity(quantity: Quantity): boolean {
  return quantity.scale >= 0 || scaledQuantity(quantity, -3) % 1000n === 0n;
}

function suffixMeaning(suffix: string): { exponent: number; format: QuantityFormat } | undefined {
  const decimal = Object.hasOwn(DECIMAL, suffix) ? DECIMAL[suffix] : undefined;
  if (decimal !== undefined) return { exponent: decimal, format: 'decimal' };
  const binary = Object.hasOwn(BINARY, suffix) ? BINARY[suffix] : undefined;
  if (binary !== undefined) return { exponent: binary, format: 'binary' };
  const power = /^[eE]([-+]?\d+)$/.exec(suffix)?.[1];
  if (power === undefined || power.length > 20) return undefined;
  const number = BigInt(power.replace('+', ''));
  if (number !== BigInt.asIntN(64, number)) return undefined;
  return { exponent: Number(BigInt.asIntN(32, number)), format: 'exponent' };
}

/** Whether Go takes its fast way, which neither caps nor rounds, and may keep the text. */
function fitsInt64(whole: string, fraction: string, exponent: number, format: QuantityFormat): boolean {
  if (format !== 'binary') return whole.length + fraction.length <= INT64_DIGITS;
  return fraction === '' && whole.length + Math.floor((exponent * 3) / 10) + 1 <= 15;
}

/** Models the slow way: rounded up to a nano, a binary amount capped at 2^63-1. */
function bounded(
  negative: boolean,
  digits: bigint,
  exponent: number,
  places: number,
  format: QuantityFormat,
): Quantity {
  let unscaled = format === 'binary' ? digits << BigInt(exponent) : digits;
  let scale = (format === 'binary' ? 0 : exponent) - places;
  if (scale < NANO) {
    unscaled = roundAway(unscaled, NANO - scale);
    scale = NANO;
  }
  let written = format;
  if (format === 'binary') {
    const one = shift(1n, -scale);
    if (unscaled > MAX * one) {
      unscaled = MAX;
      scale = 0;
    } else if (unscaled > 0n && unscaled < one) written = 'decimal';
  }
  return { unscaled: negative ? -unscaled : unscaled, scale, format: written };
}

/** Undefined where it would lose a fraction, or is below 1024 and therefore written in decimals. */
function binaryText({ unscaled, scale }: Quantity): string | undefined {
  const unit = shift(1n, Math.max(-scale, 0));
  if (unscaled % unit !== 0n) return undefined;
  let amount = shift(unscaled / unit, Math.max(scale, 0));
  if (amount > -1024n && amount < 1024n) return undefined;
  let exponent = 0;
  while (amount % 1024n === 0n) {
    amount /= 1024n;
    exponent += 10;
  }
  return `${amount}${BINARY_SUFFIX.get(exponent) ?? ''}`;
}

function decimalText({ unscaled, scale, format }: Quantity): string {
  let amount = unscaled;
  let exponent = scale;
  while (amount % 10n === 0n) {
    amount /= 10n;
    exponent++;
  }
  while (exponent % 3 !== 0) {
    amount *= 10n;
    exponent--;
  }
  // Beyond E there is no suffix, and Go then writes none.
  const suffix = format === 'exponent' ? (exponent === 0 ? '' : `e${exponent}`) : (DECIMAL_SUFFIX.get(exponent) ?? '');
  return `${amount}${suffix}`;
}

function magnitude({ unscaled, scale }: Quantity): number {
  return String(unscaled < 0n ? -unscaled : unscaled).length + scale;
}

function shift(amount: bigint, places: number): bigint {
  return places === 0 ? amount : amount * 10n ** BigInt(places);
}

/** Divides by `10^places`, away from zero. A divisor longer than the number leaves one unit. */
function roundAway(amount: bigint, places: number): bigint {
  if (amount === 0n) return 0n;
  if (places > String(amount).length) return amount < 0n ? -1n : 1n;
  const unit = 10n ** BigInt(places);
  const rest = amount % unit;
  return amount / unit + (rest === 0n ? 0n : rest < 0n ? -1n : 1n);
}
