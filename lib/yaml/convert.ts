/** What can be YAML and not JSON. Models sigs.k8s.io/yaml's convertToJSONableObject and encoding/json's Marshal. */
import { formatFloat } from './go-number';
import { goTypeOf, printGo } from './go-syntax';
import { effectiveEntries } from './entries';
import type { YamlEntry, YamlNode } from './model';
import { isUnsigned } from './resolve';

/** A key as JSON has it; undefined for what no JSON key can be made of. */
export function keyName(key: YamlNode): string | undefined {
  const { value } = key;
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'number') return undefined;
  if (key.tag !== '!!int') return floatKey(value);
  return isUnsigned(value) ? undefined : String(value);
}

function floatKey(value: number): string {
  const text = formatFloat(value, 32);
  if (text === '+Inf') return '.inf';
  if (text === '-Inf') return '-.inf';
  return text === 'NaN' ? '.nan' : text;
}

export function unsupportedKeyProblem({ key, value }: YamlEntry): string {
  return `unsupported map key of type: ${goTypeOf(key)}, key: ${printArgument(key)}, value: ${printArgument(value)}`;
}

/** A nil that is an argument of its own is printed unlike one within a value. */
function printArgument(node: YamlNode): string {
  return node.value === null ? '<nil>' : printGo(node);
}

/** The first key, from the root down, that has no JSON name; Go takes the keys of a map in no order. */
export function findUnsupportedKey(root: YamlNode): YamlEntry | undefined {
  const seen = new Set<YamlNode>();
  const stack: YamlNode[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    if (node.kind === 'alias' && node.target) stack.push(node.target);
    else if (node.kind === 'list') for (const item of node.items.toReversed()) stack.push(item);
    else if (node.kind === 'map') {
      const entries = effectiveEntries(node);
      const unsupported = entries.find((entry) => entry.name === undefined);
      if (unsupported) return unsupported;
      for (const entry of entries.toReversed()) stack.push(entry.value);
    }
  }
  return undefined;
}

/** What Go's JSON encoder says of the first number it can't write; it takes the fields of a map in order of their names. */
export function conversionProblem(root: unknown): string | undefined {
  const stack: unknown[] = [root];
  while (stack.length > 0) {
    const value = stack.pop();
    if (typeof value === 'number' && !Number.isFinite(value)) {
      return `json: unsupported value: ${formatFloat(value, 64)}`;
    }
    if (Array.isArray(value)) for (const item of value.toReversed()) stack.push(item);
    else if (typeof value === 'object' && value !== null) {
      const fields = Object.entries(value).sort(([a], [b]) => (a < b ? 1 : -1));
      for (const [, field] of fields) stack.push(field);
    }
  }
  return undefined;
}
