/** YAML as sigs.k8s.io/yaml writes it: keys in order, texts bare where they can be, several lines as a block. */
import { isObject } from './json';

export function yamlText(value: unknown): string {
  return `${lines(value, 0).join('\n')}\n`;
}

function lines(value: unknown, depth: number): string[] {
  const indent = '  '.repeat(depth);
  if (Array.isArray(value) && value.length > 0) {
    return value.flatMap((item: unknown) => {
      const [first = '', ...rest] = lines(item, isCollection(item) ? depth + 1 : depth);
      return [`${indent}- ${first.trimStart()}`, ...rest];
    });
  }
  if (isObject(value)) {
    const keys = Object.keys(value).filter((key) => value[key] !== undefined);
    if (keys.length > 0) return keys.sort(byNature).flatMap((key) => entry(key, value[key], depth));
  }
  return scalar(value, depth).map((line, i) => (i === 0 ? indent + line : line));
}

function entry(key: string, value: unknown, depth: number): string[] {
  const head = `${'  '.repeat(depth)}${scalar(key, depth).join('')}:`;
  // Lists stand as far left as the key that they belong to.
  if (Array.isArray(value) && value.length > 0) return [head, ...lines(value, depth)];
  if (isCollection(value)) return [head, ...lines(value, depth + 1)];
  const [first = '', ...rest] = scalar(value, depth);
  return [`${head} ${first}`, ...rest];
}

function isCollection(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return isObject(value) && Object.keys(value).length > 0;
}

function scalar(value: unknown, depth: number): string[] {
  if (Array.isArray(value)) return ['[]'];
  if (isObject(value)) return ['{}'];
  if (typeof value !== 'string')
    return [typeof value === 'bigint' ? value.toString() : (JSON.stringify(value) ?? 'null')];
  if (value.includes('\n') && isPlainBlock(value)) return block(value, depth);
  if (/[\u0000-\u0008\u000b-\u001f\u007f\u0085\u2028\ufeff]/.test(value) || value.includes('\n'))
    return [JSON.stringify(value)];
  if (meansOther(value)) return [/^[^'\\]*$/.test(value) ? JSON.stringify(value) : `'${value.replaceAll("'", "''")}'`];
  return [canStandBare(value) ? value : `'${value.replaceAll("'", "''")}'`];
}

function isPlainBlock(text: string): boolean {
  return !/[\u0000-\u0008\u000b-\u001f\u007f\u0085\u2028\ufeff]/.test(text) && !/[ \t]\n|[ \t]$/.test(text);
}

function block(text: string, depth: number): string[] {
  const indent = '  '.repeat(depth + 1);
  const chomp = text.endsWith('\n\n') || text === '\n' ? '+' : text.endsWith('\n') ? '' : '-';
  const hint = /^[ \n]/.test(text) ? '2' : '';
  const body = text.endsWith('\n') ? text.slice(0, -1) : text;
  return [`|${hint}${chomp}`, ...body.split('\n').map((line) => (line === '' ? '' : indent + line))];
}

/** Bare it would be read as something that is no text. */
function meansOther(text: string): boolean {
  return (
    text === '' ||
    /^(?:~|null|Null|NULL|true|True|TRUE|false|False|FALSE|y|Y|yes|Yes|YES|n|N|no|No|NO|on|On|ON|off|Off|OFF|\.nan|\.NaN|\.NAN|[-+]?\.(?:inf|Inf|INF)|<<)$/.test(
      text,
    ) ||
    /^[-+]?(?:0b[01_]+|0x[\da-fA-F_]+|0o?[0-7_]+|[\d][\d_]*(?:\.[\d_]*)?(?:[eE][-+]?\d+)?|\.[\d_]+(?:[eE][-+]?\d+)?)$/.test(
      text,
    ) ||
    /^\d{4}-\d\d?-\d\d?(?:[Tt ].*)?$/.test(text) ||
    /^[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?$/.test(text)
  );
}

function canStandBare(text: string): boolean {
  if (/^[-?:](?:\s|$)|^[,[\]{}#&*!|>'"%@`]|^\s|\s$|^---|^\.\.\./.test(text)) return false;
  return !/: |:$| #|\t/.test(text);
}

/** go-yaml sorts keys with the numbers in them as numbers. */
function byNature(a: string, b: string): number {
  const [ours, theirs] = [a.match(/\d+|\D/gu) ?? [], b.match(/\d+|\D/gu) ?? []];
  for (let i = 0; i < Math.min(ours.length, theirs.length); i++) {
    const [x = '', y = ''] = [ours[i], theirs[i]];
    if (x === y) continue;
    if (/^\d/.test(x) && /^\d/.test(y)) return Number(x) - Number(y);
    const [xIsLetter, yIsLetter] = [/^\p{L}/u.test(x), /^\p{L}/u.test(y)];
    if (xIsLetter !== yIsLetter) return xIsLetter ? 1 : -1;
    return x < y ? -1 : 1;
  }
  return ours.length - theirs.length;
}
