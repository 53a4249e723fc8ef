/** What can be YAML and not JSON. Models sigs.k8s.io/yaml's convertToJSONableObject and encoding/json's Marshal. */
import { formatFloat, INT64_MAX } from './go-number';
import { goTypeOf, printGo } from './go-syntax';
import type { YamlNode } from './model';

/** A key as JSON has it; undefined for what no JSON key can be made of. */
export function keyName(key: YamlNode): string | undefined {
  const { value } = key;
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'bigint') return value > INT64_MAX ? undefined : String(value);
  if (typeof value !== 'number') return undefined;
  return key.tag === '!!int' ? String(value) : floatKey(value);
}

function floatKey(value: number): string {
  const text = formatFloat(value, 32);
  if (text === '+Inf') return '.inf';
  if (text === '-Inf') return '-.inf';
  return text === 'NaN' ? '.nan' : text;
}

export function unsupportedKeyProblem(key: YamlNode, value: YamlNode): string {
  return `unsupported map key of type: ${goTypeOf(key)}, key: ${printArgument(key)}, value: ${printArgument(value)}`;
}

/** A nil that is an argument of its own is printed unlike one within a value. */
function printArgument(node: YamlNode): string {
  return node.value === null ? '<nil>' : printGo(node);
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
