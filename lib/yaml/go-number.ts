/**
 * Numbers as Go reads and prints them. Models strconv's ParseInt(text, 0, 64), ParseUint and ParseFloat as go-yaml's
 * resolve calls them, and FormatFloat(value, 'g', -1, size).
 */

const INTEGER = /^([-+]?)(?:(0[xX][0-9a-fA-F]+|0[bB][01]+|[1-9][0-9]*)|0[oO]?([0-7]*))$/;
/** A sign behind the prefix: what go-yaml's own reading of binary numbers lets through. */
const BINARY_WITH_SIGN = /^0b([-+])([01]+)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const FLOAT_BY_POINT = /^\.[0-9](?:_?[0-9])*(?:[eE][-+]?[0-9](?:_?[0-9])*)?$/;

const INT64_MIN = -(2n ** 63n);
export const INT64_MAX = 2n ** 63n - 1n;
const UINT64_MAX = 2n ** 64n - 1n;

/** A number where it is exact, a bigint beyond 2^53; undefined where Go finds no 64-bit integer. */
export function parseInteger(text: string): number | bigint | undefined {
  const match = INTEGER.exec(text);
  if (match === null) {
    const binary = BINARY_WITH_SIGN.exec(text);
    return binary ? parseInteger(`${binary[1]}0b${binary[2]}`) : undefined;
  }
  const [, sign = '', prefixed, octal = ''] = match;
  if (text.endsWith('o') || text.endsWith('O')) return undefined;
  const magnitude = prefixed ?? (octal === '' ? '0' : `0o${octal}`);
  const value = Number(magnitude);
  if (value <= Number.MAX_SAFE_INTEGER) return sign === '-' ? 0 - value : value;
  const exact = BigInt(magnitude) * (sign === '-' ? -1n : 1n);
  // Only ParseInt takes a sign; without one ParseUint is asked next.
  return exact >= INT64_MIN && exact <= (sign === '' ? UINT64_MAX : INT64_MAX) ? exact : undefined;
}

export function parseFloat64(text: string): number | undefined {
  return FLOAT.test(text) ? finite(Number(text)) : undefined;
}

/** For texts that begin with a point go-yaml asks ParseFloat alone. */
export function parseFloatByPoint(text: string): number | undefined {
  return FLOAT_BY_POINT.test(text) ? finite(Number(text.replaceAll('_', ''))) : undefined;
}

/** Out of range is an error in Go. */
function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}

export function formatFloat(float: number, size: 32 | 64): string {
  const value = size === 32 ? Math.fround(float) : float;
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const [digits = '', power = '0'] = (size === 64 ? value.toExponential() : shortestFloat32(value)).split('e');
  const exponent = Number(power);
  if (exponent >= -4 && exponent < 6) return plainDecimal(digits, exponent);
  return `${digits}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

/** The fewest digits that give the same 32-bit float, as `1.5e+3`. */
function shortestFloat32(value: number): string {
  for (let digits = 0; digits < 9; digits++) {
    const text = value.toExponential(digits);
    if (Math.fround(Number(text)) === value) return text;
  }
  return value.toExponential();
}

function plainDecimal(digits: string, exponent: number): string {
  const negative = digits.startsWith('-');
  const figures = digits.replace('-', '').replace('.', '');
  let text: string;
  if (exponent < 0) text = `0.${'0'.repeat(-exponent - 1)}${figures}`;
  else if (figures.length <= exponent + 1) text = figures.padEnd(exponent + 1, '0');
  else text = `${figures.slice(0, exponent + 1)}.${figures.slice(exponent + 1)}`;
  return negative ? `-${text}` : text;
}
