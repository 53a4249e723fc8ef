/** `-o kyaml`: YAML in braces, with every text in quotes. Models the KYAML encoder of sigs.k8s.io/yaml. */
import { isObject } from './json-object';
import { byCodePoint } from './print-json';
import { resolvesToText } from './yaml-plain';

export interface KyamlStyle {
  /** Whether keys are sorted, as of a map; Go keeps the order of a struct. Default: true. */
  readonly sorted?: boolean;
}

/** A document, with the line that begins it. */
export function printKyaml(value: unknown, { sorted = true }: KyamlStyle = {}): string {
  return `---\n${write(value, '')}\n`;

  function write(value: unknown, margin: string): string {
    if (Array.isArray(value)) return list(value, margin);
    if (isObject(value)) return object(value, margin);
    return typeof value === 'string' ? text(value, margin) : JSON.stringify(value ?? null);
  }

  function object(value: Readonly<Record<string, unknown>>, margin: string): string {
    const keys = Object.keys(value).filter((key) => value[key] !== undefined);
    if (sorted) keys.sort(byCodePoint);
    const inner = `${margin}  `;
    const fields = keys.map((key) => `${inner}${keyText(key)}: ${write(value[key], inner)},\n`);
    return keys.length === 0 ? '{}' : `{\n${fields.join('')}${margin}}`;
  }

  /** The brackets of a list keep close to those of what is in it, where that all has some. */
  function list(items: readonly unknown[], margin: string): string {
    if (items.length === 0) return '[]';
    if (items.every(Array.isArray) || items.every(isObject))
      return `[${items.map((item) => write(item, margin)).join(', ')}]`;
    const inner = `${margin}  `;
    return `[\n${items.map((item) => `${inner}${write(item, inner)},\n`).join('')}${margin}]`;
  }
}

/** Names that some reader of YAML takes for something else. */
const DOUBTFUL = new Set(['t', 'f', 'y', 'n', 'T', 'F', 'Y', 'N']);

function keyText(key: string): string {
  const isPlain = /^[A-Za-z_][\w./-]*$/.test(key) && resolvesToText(key) && !DOUBTFUL.has(key);
  return isPlain ? key : `"${escaped(key)}"`;
}

/** Each line of a text on a line of its own. */
function text(value: string, margin: string): string {
  if (!value.includes('\n')) return `"${escaped(value)}"`;
  const lines = value.split(/(?<=\n)/);
  const shown = lines.map((line) => {
    const isIndented = line.startsWith(' ') || line.startsWith('\t');
    return `${margin}  ${isIndented ? '\\' : ' '}${escaped(line)}\\\n`;
  });
  return `"\\\n${shown.join('')}${margin}  "`;
}

function escaped(text: string): string {
  // oxlint-disable-next-line no-control-regex -- it is these that can't stand as they are
  return text.replace(/["\\\n]|[\u0000-\u0008\u000b-\u001f\u007f]/g, (char) => {
    if (char === '\n') return '\\n';
    if (char === '"' || char === '\\') return `\\${char}`;
    if (char === '\r') return '\\r';
    return `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`;
  });
}
