/** Values as Go's `%#v` prints what go-yaml decodes: go-yaml quotes a bad map key so. */
import { formatFloat, parseInteger } from './go-number';
import { effectiveEntries } from './entries';
import type { YamlMap, YamlNode, YamlScalar } from './model';
import { isUnsigned } from './resolve';

/** Where printing stops: a nest of keys may be ten thousand levels deep. */
const MAX_DEPTH = 200;

const NOT_PRINTABLE = /[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu;
const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '\u0007': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
};

export function printGo(node: YamlNode, depth = 0): string {
  if (depth > MAX_DEPTH) return '…';
  switch (node.kind) {
    case 'alias':
      return node.target ? printGo(node.target, depth + 1) : 'interface {}(nil)';
    case 'list':
      return `[]interface {}{${node.items.map((item) => printGo(item, depth + 1)).join(', ')}}`;
    case 'map':
      return `map[interface {}]interface {}{${printEntries(node, depth)}}`;
    case 'scalar':
      return printScalar(node);
    default:
      return node satisfies never;
  }
}

/** The type as `%s` prints it. */
export function goTypeOf(node: YamlNode): string {
  return node.value === null ? '%!s(<nil>)' : 'uint64';
}

function printScalar({ value, tag, text }: YamlScalar): string {
  if (typeof value === 'string') return quoteGo(value);
  if (typeof value === 'number' && tag !== '!!int') return formatFloat(value, 64);
  if (isUnsigned(value)) return `0x${parseInteger(text.replaceAll('_', ''))?.toString(16)}`;
  const isPrimitive = typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean';
  return isPrimitive ? String(value) : 'interface {}(nil)';
}

/** As strconv.Quote; which characters count as printable is Unicode's word, not Go's table. */
export function quoteGo(text: string): string {
  const escaped = text
    .replaceAll(/["\\]/g, '\\$&')
    .replaceAll(NOT_PRINTABLE, (char) => SHORT_ESCAPES[char] ?? escapeCode(char.codePointAt(0) ?? 0));
  return `"${escaped}"`;
}

function escapeCode(code: number): string {
  if (code < 0x80) return `\\x${hex(code, 2)}`;
  return code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
}

function hex(code: number, width: number): string {
  return code.toString(16).padStart(width, '0');
}

/** Go sorts the keys: nil, then by type, then by value; the order of the types is that of kubectl's binary. */
const TYPE_ORDER = ['string', 'uint64', 'int', 'float64', 'bool'];

function printEntries(map: YamlMap, depth: number): string {
  const sorted = effectiveEntries(map).sort((a, b) => compareKeys(a.key, b.key));
  return sorted.map(({ key, value }) => `${printGo(key, depth + 1)}:${printGo(value, depth + 1)}`).join(', ');
}

function compareKeys(a: YamlNode, b: YamlNode): number {
  const rank = typeRank(a) - typeRank(b);
  if (rank !== 0) return rank;
  const [left, right] = [a.value, b.value];
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : 1;
  return Number(left) - Number(right);
}

/** The place of a key's type in Go's order; nil comes first. */
function typeRank({ value, tag }: YamlNode): number {
  switch (typeof value) {
    case 'string':
      return TYPE_ORDER.indexOf('string');
    case 'boolean':
      return TYPE_ORDER.indexOf('bool');
    case 'bigint':
      return TYPE_ORDER.indexOf('int');
    case 'number':
      return TYPE_ORDER.indexOf(tag !== '!!int' ? 'float64' : isUnsigned(value) ? 'uint64' : 'int');
    default:
      return -1;
  }
}
