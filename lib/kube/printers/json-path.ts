/**
 * The JSONPath of additionalPrinterColumns: `.spec.title`, `.status.conditions[?(@.type=="Ready")].status`,
 * `.metadata.labels.a\.b`. Models client-go's util/jsonpath as far as one path in braces can use it: fields, `['quoted']`
 * fields, indexes and slices, unions, `*`, `..` and filters.
 *
 * Not modelled: templates of several paths, `range`, and filters that compare two paths of lists.
 */
import { isObject } from '../json-object';

type Step =
  | { readonly kind: 'field'; readonly name: string }
  | {
      readonly kind: 'slice';
      readonly from?: number;
      readonly to?: number;
      readonly step: number;
      readonly single: boolean;
    }
  | { readonly kind: 'union'; readonly of: readonly JsonPath[] }
  | { readonly kind: 'wildcard' }
  | { readonly kind: 'recursive' }
  | { readonly kind: 'filter'; readonly left: JsonPath; readonly operator: string; readonly right?: Operand };

type Operand = { readonly literal: unknown } | { readonly path: JsonPath };

export type JsonPath = readonly Step[];

const TOKEN =
  /\.\.|\.?\*|\.?((?:[^\s.[\]()'"?@*,=<>!\\]|\\.)+)|\[\s*\?\(((?:[^()"']|"[^"]*"|'[^']*'|\([^()]*\))*)\)\s*\]|\[((?:[^\]"']|"[^"]*"|'[^']*')*)\]|\./gy;

/** Undefined for a text that is no path. */
export function readJsonPath(text: string): JsonPath | undefined {
  const path: Step[] = [];
  let at = text.startsWith('$') ? 1 : 0;
  while (at < text.length) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (!match) return undefined;
    const [token, field, filter, brackets] = match;
    at += token.length;
    const step = readStep(token, field, filter, brackets);
    if (step === undefined) return undefined;
    if (step !== 'nothing') path.push(step);
  }
  return path;
}

function readStep(token: string, field?: string, filter?: string, brackets?: string): Step | 'nothing' | undefined {
  if (token === '.') return 'nothing';
  if (token === '..') return { kind: 'recursive' };
  if (token === '*' || token === '.*') return { kind: 'wildcard' };
  if (field !== undefined) return { kind: 'field', name: field.replace(/\\(.)/g, '$1') };
  return filter === undefined ? readBrackets((brackets ?? '').trim()) : readFilter(filter);
}

function readBrackets(text: string): Step | undefined {
  if (text === '*') return { kind: 'wildcard' };
  const parts = splitUnion(text);
  if (parts.length > 1) {
    const of = parts.map((part) => readBrackets(part.trim()));
    return of.every((step) => step !== undefined) ? { kind: 'union', of: of.map((step) => [step]) } : undefined;
  }
  const quoted = /^(?:'([^']*)'|"([^"]*)")$/.exec(text);
  if (quoted) return { kind: 'field', name: quoted[1] ?? quoted[2] ?? '' };
  const slice = /^(-?\d+)?(?:(:)(-?\d+)?(?::(\d+))?)?$/.exec(text);
  if (!slice || text === '') return undefined;
  const [, from, colon, to, step] = slice;
  return {
    kind: 'slice',
    ...(from !== undefined && { from: Number(from) }),
    ...(to !== undefined && { to: Number(to) }),
    step: Number(step ?? 1),
    single: colon === undefined,
  };
}

function splitUnion(text: string): string[] {
  return text.match(/(?:[^,"']|"[^"]*"|'[^']*')+/g) ?? [];
}

function readFilter(text: string): Step | undefined {
  const [, leftText = '', operator = 'exists', rightText] =
    /^\s*@((?:[^=<>!"']|"[^"]*"|'[^']*')*?)\s*(?:(==|!=|<=|>=|<|>)\s*(.*?))?\s*$/.exec(text) ?? [];
  const left = readJsonPath(leftText.trim());
  const right = rightText === undefined ? undefined : readOperand(rightText);
  if (!left || (rightText !== undefined && !right)) return undefined;
  return { kind: 'filter', left, operator, ...(right && { right }) };
}

function readOperand(text: string): Operand | undefined {
  const quoted = /^(?:'([^']*)'|"([^"]*)")$/.exec(text);
  if (quoted) return { literal: quoted[1] ?? quoted[2] };
  if (/^-?\d+(?:\.\d+)?$/.test(text)) return { literal: Number(text) };
  if (text === 'true' || text === 'false') return { literal: text === 'true' };
  const path = text.startsWith('@') ? readJsonPath(text.slice(1)) : undefined;
  return path && { path };
}

/** What the path finds, in its order; undefined where Go would give up with an error. */
export function findJsonPath(path: JsonPath, root: unknown): unknown[] | undefined {
  let found: unknown[] = [root];
  for (const step of path) {
    const next: unknown[] = [];
    for (const value of found) {
      const values = takeStep(step, value);
      if (!values) return undefined;
      next.push(...values);
    }
    found = next;
  }
  return found;
}

function takeStep(step: Step, value: unknown): unknown[] | undefined {
  switch (step.kind) {
    case 'field':
      return isObject(value) && Object.hasOwn(value, step.name) ? [value[step.name]] : [];
    case 'wildcard':
      return childrenOf(value);
    case 'recursive':
      return selfAndBelow(value);
    case 'union': {
      const found = step.of.map((path) => findJsonPath(path, value));
      return found.every((values) => values !== undefined) ? found.flat() : undefined;
    }
    case 'slice':
      return value === null ? [] : Array.isArray(value) ? sliceOf(value, step) : undefined;
    case 'filter':
      return Array.isArray(value) ? value.filter((item) => passes(step, item)) : undefined;
  }
}

function childrenOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  return isObject(value) ? Object.values(value) : [];
}

/** Only what has something below it. */
function selfAndBelow(value: unknown): unknown[] {
  const children = childrenOf(value);
  return children.length === 0 ? [] : [value, ...children.flatMap(selfAndBelow)];
}

/** An index beyond the list's end is an error. */
function sliceOf(list: readonly unknown[], step: Extract<Step, { kind: 'slice' }>): unknown[] | undefined {
  const wrapped = (index: number): number => (index < 0 ? index + list.length : index);
  const from = wrapped(step.from ?? 0);
  const to = step.single ? from + 1 : wrapped(step.to ?? list.length);
  if (from === to) return [];
  if (from < 0 || from >= list.length || to < 0 || to > list.length || from > to) return undefined;
  return list.slice(from, to).filter((_, index) => index % step.step === 0);
}

function passes(filter: Extract<Step, { kind: 'filter' }>, item: unknown): boolean {
  const lefts = findJsonPath(filter.left, item) ?? [];
  if (filter.operator === 'exists') return lefts.length > 0;
  const right = filter.right;
  const rights =
    right === undefined ? [] : 'literal' in right ? [right.literal] : (findJsonPath(right.path, item) ?? []);
  return lefts.length === 1 && rights.length === 1 && compares(lefts[0], filter.operator, rights[0]);
}

function compares(left: unknown, operator: string, right: unknown): boolean {
  if (operator === '==') return left === right;
  if (operator === '!=') return left !== right;
  const isOrdered =
    (typeof left === 'number' && typeof right === 'number') || (typeof left === 'string' && typeof right === 'string');
  if (!isOrdered) return false;
  const order = left < right ? -1 : Number(left > right);
  return operator.startsWith('<')
    ? order < 0 || (order === 0 && operator === '<=')
    : order > 0 || (order === 0 && operator === '>=');
}
