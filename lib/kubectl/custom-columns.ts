/** `-o custom-columns=NAME:.metadata.name,…`. Models kubectl's get/customcolumn.go. */
import { findJsonPath, type JsonPath } from '@/lib/kube';
import { Columns } from './columns';
import { bad, good, type Result } from './failure';
import { isObject, scalarText } from './json-object';
import { readRelaxedPath } from './json-path';

export interface CustomColumns {
  readonly headers: readonly string[];
  readonly paths: readonly JsonPath[];
}

export function readCustomColumns(spec: string): Result<CustomColumns> {
  if (spec === '') return bad('custom-columns format specified but no custom columns given');
  const headers: string[] = [];
  const paths: JsonPath[] = [];
  for (const part of spec.split(',')) {
    const colon = part.indexOf(':');
    if (colon === -1) return bad(`unexpected custom-columns spec: ${part}, expected <header>:<json-path-expr>`);
    const path = readRelaxedPath(part.slice(colon + 1));
    if (!path)
      return bad(
        `unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'`,
      );
    headers.push(part.slice(0, colon));
    paths.push(path);
  }
  return good({ headers, paths });
}

/** A file's first line are the headers, its second the paths below them. */
export function readColumnsFile(text: string): Result<CustomColumns> {
  const [headers = '', paths = ''] = text.split('\n').map((line) => line.trim());
  const names = headers.split(/\s+/);
  const fields = paths.split(/\s+/);
  if (names.length !== fields.length) {
    return bad(`number of headers (${names.length}) and field specifications (${fields.length}) don't match`);
  }
  return readCustomColumns(names.map((name, i) => `${name}:${fields[i] ?? ''}`).join(','));
}

export function printCustomColumns(
  { headers, paths }: CustomColumns,
  objects: readonly unknown[],
  noHeaders: boolean,
): string {
  const rows = objects.map((object) => paths.map((path) => cell(findJsonPath(path, object) ?? [])));
  return new Columns().write([...(noHeaders ? [] : [headers]), ...rows]);
}

function cell(found: readonly unknown[]): string {
  const shown = found.map(goText);
  return shown.length === 0 ? '<none>' : shown.join(',');
}

/** As Go's %v prints it. */
export function goText(value: unknown): string {
  if (value === null || value === undefined) return '<nil>';
  if (Array.isArray(value)) return `[${value.map(goText).join(' ')}]`;
  if (!isObject(value)) return scalarText(value);
  return `map[${Object.keys(value)
    .sort()
    .map((key) => `${key}:${goText(value[key])}`)
    .join(' ')}]`;
}
