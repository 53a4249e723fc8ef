/** The table of a custom resource. Models apiextensions-apiserver's pkg/registry/customresource/tableconvertor. */
import { isObject } from '../json-object';
import { goValue } from '../patch/go-value';
import type { CustomResourceColumnDefinition } from '../schema/generated/types';
import { parseTime } from '../time';
import type { ColumnDefinition } from './column';
import { humanDuration } from './duration';
import { findJsonPath, readJsonPath } from './json-path';
import type { PrintedObject, PrintedTable } from './print-table';
import type { Cell } from './printer';

const NAME: ColumnDefinition = { name: 'Name', type: 'string', format: 'name', priority: 0 };
const AGE: CustomResourceColumnDefinition = { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' };

export function printCustomTable(
  columns: readonly CustomResourceColumnDefinition[] | undefined,
  objects: readonly PrintedObject[],
  now: number,
): PrintedTable {
  const additional = (columns ?? [AGE]).map((column) => ({ ...column, path: readJsonPath(column.jsonPath ?? '') }));
  const definitions = additional.map(({ name = '', type = '', format = '', priority = 0 }) => ({
    name,
    type,
    format,
    priority,
  }));
  const rows = objects.map((object) => {
    const cells = additional.map(({ type = '', path }) => {
      const [found] = (path && findJsonPath(path, object)) ?? [];
      return cellOf(type, found, now);
    });
    return { cells: [nameOf(object), ...cells] };
  });
  return { columnDefinitions: [NAME, ...definitions], rows };
}

function nameOf({ metadata }: PrintedObject): string {
  return isObject(metadata) && typeof metadata['name'] === 'string' ? metadata['name'] : '';
}

/** Of several values the first; a value of another type than the column's is left out. */
function cellOf(type: string, value: unknown, now: number): Cell {
  if (value === undefined) return null;
  switch (type) {
    case 'string':
      return textOf(value);
    case 'integer':
      return typeof value === 'number' ? Math.trunc(value) : null;
    case 'number':
      return typeof value === 'number' ? value : null;
    case 'boolean':
      return typeof value === 'boolean' ? value : null;
    case 'date':
      return typeof value === 'string' ? dateText(value, now) : null;
    default:
      return null;
  }
}

function textOf(value: unknown): string {
  if (value === null) return '<no value>';
  return isObject(value) || Array.isArray(value) ? goJson(value) : goValue(value);
}

/** As encoding/json writes it: keys sorted, and what HTML would read escaped. */
function goJson(value: unknown): string {
  const text = JSON.stringify(sorted(value));
  return text.replace(/[<>&\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, sorted(value[key])]));
}

function dateText(text: string, now: number): string {
  if (text === '' || text === 'null') return '<unknown>';
  const moment = parseZonedTime(text);
  return moment === undefined ? '<invalid>' : humanDuration(now - moment);
}

/** RFC 3339 as a learner writes it, with an offset from UTC. */
function parseZonedTime(text: string): number | undefined {
  const offset = /([+-])(\d\d):(\d\d)$/.exec(text);
  if (!offset) return parseTime(text);
  const [zone, sign, hours, minutes] = offset;
  const local = parseTime(`${text.slice(0, -zone.length)}Z`);
  const ahead = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return local === undefined ? undefined : local - (sign === '-' ? -ahead : ahead);
}
