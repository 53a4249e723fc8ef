import { isObject } from '../json';
import type { DataType } from './row';

/** A longer text is cut: the view shows what was read, not all of it. */
const LONGEST = 160;

export function typeOf(value: unknown): DataType {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'object') return 'map';
  if (typeof value === 'boolean') return 'boolean';
  return typeof value === 'number' || typeof value === 'bigint' ? 'number' : 'string';
}

/** A value on one line. A text is in quotes, so that `"8080"` and 8080 differ to the eye. */
export function printed(value: unknown): string {
  if (Array.isArray(value)) return `[${value.length}]`;
  if (isObject(value)) return `{${Object.keys(value).length}}`;
  if (typeof value === 'string') return printedText(value);
  return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean' ? String(value) : 'null';
}

export function printedText(text: string): string {
  const cut = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  const lines = cut.split('\n').map((line) => JSON.stringify(line).slice(1, -1));
  return `"${lines.join('⏎')}"`;
}
