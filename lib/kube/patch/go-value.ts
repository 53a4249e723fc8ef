/** JSON values as Go's fmt prints them (`%v`), and what Go calls their types. */
import { isObject } from '../json-object';

/** `map[app:web ports:[80 443] off:<nil>]`: keys sorted, strings bare. */
export function goValue(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(goValue).join(' ')}]`;
  if (isObject(value)) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `map[${entries.map(([key, item]) => `${key}:${goValue(item)}`).join(' ')}]`;
  }
  if (typeof value === 'number') return goNumber(value);
  return typeof value === 'string' || typeof value === 'boolean' ? String(value) : '<nil>';
}

/** Two digits at least in an exponent, which begins at 1e+21 and below 0.0001. */
function goNumber(value: number): string {
  if (value !== 0 && Math.abs(value) < 1e-4) {
    const [digits = '', exponent = ''] = value.toExponential().split('e-');
    return `${digits}e-${exponent.padStart(2, '0')}`;
  }
  return String(value);
}

/** What encoding/json calls it. */
export function goKind(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (isObject(value)) return 'object';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

/** What package reflect calls the type of a decoded value. */
export function goTypeOf(value: unknown): string {
  if (Array.isArray(value)) return '[]interface {}';
  if (isObject(value)) return 'map[string]interface {}';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64';
  if (value === null || value === undefined) return '%!s(<nil>)';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

/** What package reflect calls its kind: `map`, `slice`, `int64`. */
export function goReflectKind(value: unknown): string {
  if (Array.isArray(value)) return 'slice';
  return isObject(value) ? 'map' : goTypeOf(value);
}
