/**
 * JSONPath templates: `{range .items[*]}{.metadata.name}{"\n"}{end}`. Models client-go's util/jsonpath with kubectl's settings.
 * The paths themselves are those of lib/kube.
 *
 * Not modelled: the dump of the object that kubectl prints below an error of execution.
 */
import { findJsonPath, readJsonPath, type JsonPath } from '@/lib/kube';
import { bad, good, type Result } from './failure';
import { scalarText } from './json-object';
import { printJson } from './print-json';

type Part =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'path'; readonly path: JsonPath; readonly fromRoot: boolean; readonly source: string }
  | {
      readonly is: 'range';
      readonly path: JsonPath;
      readonly fromRoot: boolean;
      readonly source: string;
      readonly body: Part[];
    };

export interface Template {
  readonly source: string;
  readonly parts: readonly Part[];
}

export function parseTemplate(source: string): Result<Template> {
  const root: Part[] = [];
  const open: Part[][] = [root];
  let pos = 0;
  const failed = (why: string) => bad(`error parsing jsonpath ${source}, ${why}`);
  while (pos < source.length) {
    const start = source.indexOf('{', pos);
    const into = open.at(-1) ?? root;
    if (start === -1) {
      into.push({ is: 'text', text: source.slice(pos) });
      break;
    }
    if (start > pos) into.push({ is: 'text', text: source.slice(pos, start) });
    const end = endOfAction(source, start + 1);
    if (end === undefined) return failed('unclosed action');
    const action = source.slice(start + 1, end).trim();
    pos = end + 1;
    if (action === 'end') {
      if (open.length === 1) return failed('not in range, nothing to end');
      open.pop();
      continue;
    }
    const isRange = /^range(?:\s|$)/.test(action);
    for (const word of isRange ? [action.slice(5).trim()] : splitWords(action)) {
      const text = readText(word);
      if (text !== undefined) {
        into.push({ is: 'text', text });
        continue;
      }
      const path = readJsonPath(word.startsWith('@') ? word.slice(1) : word);
      if (!path || !/^[.$@[]/.test(word)) return failed(`unrecognized identifier ${word}`);
      const found = { path, fromRoot: word.startsWith('$'), source: word };
      if (!isRange) into.push({ is: 'path', ...found });
      else {
        const body: Part[] = [];
        into.push({ is: 'range', ...found, body });
        open.push(body);
      }
    }
  }
  return open.length > 1 ? failed('unclosed range') : good({ source, parts: root });
}

/** The matching brace, past quotes. */
function endOfAction(text: string, from: number): number | undefined {
  let quote = '';
  for (let i = from; i < text.length; i++) {
    const char = text.charAt(i);
    if (char === '\\') i++;
    else if (quote !== '') quote = char === quote ? '' : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (char === '}') return i;
  }
  return undefined;
}

/** At blanks that stand in no brackets and quotes. */
function splitWords(action: string): string[] {
  return action.match(/(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\[(?:[^\]"']|"[^"]*"|'[^']*')*\]|[^\s"'[])+/g) ?? [];
}

function readText(word: string): string | undefined {
  const quoted = /^(?:"(.*)"|'(.*)')$/s.exec(word);
  if (!quoted) return undefined;
  const inner = quoted[1] ?? quoted[2] ?? '';
  const known: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };
  return inner.replace(/\\(.)/gs, (_, char: string) => known[char] ?? char);
}

/** What the template prints of an object. */
export function executeTemplate({ parts, source }: Template, root: unknown, keepMissing = true): Result<string> {
  let failure: string | undefined;
  const text = run(parts, root);
  return failure === undefined ? good(text) : bad(`error executing jsonpath ${JSON.stringify(source)}: ${failure}`);

  function run(parts: readonly Part[], current: unknown): string {
    return parts.map((part) => runPart(part, current)).join('');
  }

  function runPart(part: Part, current: unknown): string {
    if (part.is === 'text') return part.text;
    const found = findJsonPath(part.path, part.fromRoot ? root : current);
    if (!found) {
      failure ??=
        'Error executing template: array index out of bounds. Printing more information for debugging the template:';
      return '';
    }
    if (found.length === 0 && !keepMissing) failure ??= `${part.source} is not found`;
    return part.is === 'path' ? found.map(valueText).join(' ') : found.map((each) => run(part.body, each)).join('');
  }
}

/** All that the template's paths find, for `jsonpath-as-json`. */
export function findAll({ parts }: Template, root: unknown): readonly unknown[] {
  return parts.flatMap((part) => (part.is === 'path' ? (findJsonPath(part.path, root) ?? []) : []));
}

function valueText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? printJson(value, { indent: '' }) : scalarText(value);
}

/** `.metadata.name`, `metadata.name` or `{.metadata.name}`: the path of a column or of a sort. */
export function readRelaxedPath(text: string): JsonPath | undefined {
  const inner = /^\{(.*)\}$/s.exec(text)?.[1] ?? text;
  return readJsonPath(/^[.$@[]/.test(inner) ? inner.replace(/^@/, '') : `.${inner}`);
}
