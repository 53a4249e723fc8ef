/**
 * Go's text/template as far as it is commonly used with kubectl: fields, variables, range, if, with, pipes and the usual
 * functions. Missing keys print `<no value>`.
 *
 * Not modelled: define, template, block, break, continue, methods, numbers other than decimal, and Go's positions in errors.
 */
import { goText } from './custom-columns';
import { bad, good, type Result } from './failure';
import { isObject } from './json-object';
import { readPipe, tokensOf, type Pipe, type Operand } from './go-template-pipe';
import { printf } from './go-printf';

export type TemplateNode =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'pipe'; readonly pipe: Pipe }
  | {
      readonly is: 'if' | 'with' | 'range';
      readonly pipe: Pipe;
      readonly body: TemplateNode[];
      readonly otherwise: TemplateNode[];
    };

interface Open {
  readonly into: TemplateNode[];
  readonly otherwise: TemplateNode[] | undefined;
  /** `else if` opens a further one that the same `end` closes. */
  readonly isChained: boolean;
}

export function parseGoTemplate(source: string): Result<readonly TemplateNode[]> {
  const root: TemplateNode[] = [];
  const open: Open[] = [{ into: root, otherwise: undefined, isChained: false }];
  const failed = (why: string) => bad(`error parsing template ${source}, template: output:1: ${why}`);
  const action = /\{\{(-\s)?((?:"(?:[^"\\]|\\.)*"|`[^`]*`|[^"`}]|\}(?!\}))*?)(\s-)?\}\}/g;
  let pos = 0;
  let trims = false;
  const addText = (text: string): void => {
    if (text !== '') open.at(-1)?.into.push({ is: 'text', text });
  };
  for (const match of source.matchAll(action)) {
    const [whole, before, inner = '', after] = match;
    const text = source.slice(pos, match.index);
    const started = trims ? text.trimStart() : text;
    addText(before === undefined ? started : started.trimEnd());
    trims = after !== undefined;
    pos = match.index + whole.length;
    const wrong = addAction(inner.trim());
    if (wrong !== undefined) return failed(wrong);
  }
  const left = source.slice(pos);
  if (left.includes('{{')) return failed('unclosed action');
  addText(trims ? left.trimStart() : left);
  return open.length > 1 ? failed('unexpected EOF') : good(root);

  function addAction(inner: string): string | undefined {
    if (inner.startsWith('/*')) return undefined;
    const [, word = '', rest = ''] = /^(\S*)\s*(.*)$/s.exec(inner) ?? [];
    if (word === 'end') {
      if (open.length === 1) return 'unexpected {{end}}';
      let closed = open.pop();
      while (closed?.isChained) closed = open.pop();
      return undefined;
    }
    if (word === 'else') {
      const current = open.at(-1);
      if (!current?.otherwise) return 'unexpected {{else}}';
      if (rest === '') {
        open.pop();
        open.push({ into: current.otherwise, otherwise: undefined, isChained: current.isChained });
        return undefined;
      }
      const [, further = '', condition = ''] = /^(if|with)\s+(.*)$/s.exec(rest) ?? [];
      return further === ''
        ? 'unexpected in {{else}}'
        : addBlock(further === 'if' ? 'if' : 'with', condition, current.otherwise);
    }
    if (word === 'if' || word === 'with' || word === 'range') return addBlock(word, rest);
    const tokens = tokensOf(inner);
    const pipe = tokens && readPipe(tokens);
    if (!pipe || typeof pipe === 'string') return pipe ?? `unexpected ${JSON.stringify(inner)} in command`;
    open.at(-1)?.into.push({ is: 'pipe', pipe });
    return undefined;
  }

  function addBlock(is: 'if' | 'with' | 'range', condition: string, chainedIn?: TemplateNode[]): string | undefined {
    const tokens = tokensOf(condition);
    const pipe = tokens && readPipe(tokens);
    if (!pipe || typeof pipe === 'string') return pipe ?? `missing value for ${is}`;
    const body: TemplateNode[] = [];
    const otherwise: TemplateNode[] = [];
    (chainedIn ?? open.at(-1)?.into)?.push({ is, pipe, body, otherwise });
    open.push({ into: body, otherwise, isChained: chainedIn !== undefined });
    return undefined;
  }
}

class TemplateFault extends Error {}

export function executeGoTemplate(nodes: readonly TemplateNode[], root: unknown): Result<string> {
  try {
    return good(runAll(nodes, root, new Map([['$', root]])));
  } catch (error) {
    if (error instanceof TemplateFault) return bad(`error executing template: template: output:1: ${error.message}`);
    throw error;
  }
}

type Variables = Map<string, unknown>;

function runAll(nodes: readonly TemplateNode[], dot: unknown, variables: Variables): string {
  return nodes.map((node) => run(node, dot, variables)).join('');
}

function run(node: TemplateNode, dot: unknown, variables: Variables): string {
  if (node.is === 'text') return node.text;
  const value = valueOf(node.pipe, dot, variables);
  const names = node.pipe.variables;
  if (node.is === 'pipe') {
    const [name] = names;
    if (name === undefined) return shown(value);
    variables.set(name, value);
    return '';
  }
  if (node.is === 'range') {
    const entries = entriesOf(value);
    if (entries.length === 0) return runAll(node.otherwise, dot, variables);
    return entries
      .map(([key, item]) => {
        const inner = new Map(variables);
        const [first, second] = names;
        if (second !== undefined && first !== undefined) inner.set(first, key).set(second, item);
        else if (first !== undefined) inner.set(first, item);
        return runAll(node.body, item, inner);
      })
      .join('');
  }
  const inner = new Map(variables);
  if (names[0] !== undefined) inner.set(names[0], value);
  if (isTrue(value)) return runAll(node.body, node.is === 'with' ? value : dot, inner);
  return runAll(node.otherwise, dot, inner);
}

function entriesOf(value: unknown): readonly (readonly [unknown, unknown])[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.map((item: unknown, i) => [i, item] as const);
  if (isObject(value))
    return Object.keys(value)
      .sort()
      .map((key) => [key, value[key]] as const);
  if (typeof value === 'number') return Array.from({ length: value }, (_, i) => [i, i] as const);
  throw new TemplateFault(`range can't iterate over ${goText(value)}`);
}

function isTrue(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (isObject(value)) return Object.keys(value).length > 0;
  return Boolean(value);
}

function shown(value: unknown): string {
  return value === undefined || value === null ? '<no value>' : goText(value);
}

function valueOf(pipe: Pipe, dot: unknown, variables: Variables): unknown {
  let carried: { readonly value: unknown } | undefined;
  for (const command of pipe.commands) {
    const [head, ...more] = command;
    if (!head) continue;
    if (head.is === 'word') {
      const args = more.map((operand) => operandOf(operand, dot, variables));
      carried = { value: call(head.name, carried ? [...args, carried.value] : args) };
    } else carried = { value: operandOf(head, dot, variables) };
  }
  return carried?.value;
}

function operandOf(operand: Operand, dot: unknown, variables: Variables): unknown {
  switch (operand.is) {
    case 'literal':
      return operand.value;
    case 'field':
      return follow(dot, operand.path);
    case 'variable':
      if (!variables.has(operand.name)) throw new TemplateFault(`undefined variable "${operand.name}"`);
      return follow(variables.get(operand.name), operand.path);
    case 'pipe':
      return follow(valueOf(operand.pipe, dot, variables), operand.path);
    case 'word':
      return call(operand.name, []);
    default:
      return operand satisfies never;
  }
}

function follow(value: unknown, path: readonly string[]): unknown {
  let found = value;
  for (const name of path) {
    if (found === undefined || found === null) return undefined;
    if (!isObject(found)) throw new TemplateFault(`can't evaluate field ${name} in type interface {}`);
    found = Object.hasOwn(found, name) ? found[name] : undefined;
  }
  return found;
}

function call(name: string, args: readonly unknown[]): unknown {
  const [first, ...others] = args;
  const [second] = others;
  switch (name) {
    case 'print':
      return args.map(shown).join(' ');
    case 'println':
      return `${args.map(shown).join(' ')}\n`;
    case 'printf':
      return printf(String(first), others);
    case 'len':
      return Array.isArray(first) || typeof first === 'string'
        ? first.length
        : isObject(first)
          ? Object.keys(first).length
          : 0;
    case 'index':
      return others.reduce<unknown>(indexed, first);
    case 'not':
      return !isTrue(first);
    case 'and':
      return args.find((each) => !isTrue(each)) ?? args.at(-1);
    case 'or':
      return args.find(isTrue) ?? args.at(-1);
    case 'eq':
      return others.includes(first);
    case 'ne':
      return first !== second;
    case 'lt':
      return compare(first, second) < 0;
    case 'le':
      return compare(first, second) <= 0;
    case 'gt':
      return compare(first, second) > 0;
    case 'ge':
      return compare(first, second) >= 0;
    case 'exists':
      return others.reduce<unknown>(indexed, first) !== undefined;
    case 'base64decode':
      return decodeBase64(String(first));
    case 'html':
      return shown(first).replace(/[<>&'"]/g, (char) => `&#${char.charCodeAt(0)};`);
    default:
      throw new TemplateFault(`function "${name}" not defined`);
  }
}

function indexed(value: unknown, key: unknown): unknown {
  if (Array.isArray(value)) {
    if (typeof key !== 'number' || key < 0 || key >= value.length) {
      throw new TemplateFault(`error calling index: reflect: slice index out of range`);
    }
    return value[key];
  }
  return isObject(value) && Object.hasOwn(value, String(key)) ? value[String(key)] : undefined;
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a) < String(b) ? -1 : Number(a !== b);
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function decodeBase64(text: string): string {
  let bits = 0;
  let held = 0;
  let escaped = '';
  for (const char of text.replace(/[=\s]/g, '')) {
    held = ((held << 6) | ALPHABET.indexOf(char)) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    escaped += `%${((held >> bits) & 0xff).toString(16).padStart(2, '0')}`;
  }
  try {
    return decodeURIComponent(escaped);
  } catch {
    return '';
  }
}
