/**
 * Whether what is applied has the types of the API. Server-side apply looks before anything is decoded, in words of its own.
 * Models Validate of TypedValue (structured-merge-diff).
 *
 * Not modelled: it goes through an object's fields in no order of its own; here it is theirs.
 */
import { goJson, quote } from '../field/print';
import { isObject, type JsonObject } from '../json-object';
import type { GoField, GoType } from '../schema';
import { structOf } from './field-set';
import { goReflectKind, goTypeOf, goValue } from './go-value';
import { fieldOf, relationOf, type Shape } from './ownership';
import { elementText, itemElement } from './path-element';

/** `.spec.replicas: expected numeric (int or float), got string`; several stand in lines of their own. */
export function typedFault(type: GoType, applied: JsonObject): string | undefined {
  const faults = structFaults(type, applied, '');
  if (faults.length < 2) return faults[0];
  return ['errors:', ...faults.map((fault) => `  ${fault}`)].join('\n');
}

function structFaults(shape: Shape, value: JsonObject, path: string): string[] {
  const struct = structOf(shape);
  const faults: string[] = [];
  for (const [name, item] of Object.entries(value)) {
    const field = fieldOf(shape, name);
    // It stops at the first field that nobody knows.
    if (struct && !field) return [...faults, `${path}.${name}: field not declared in schema`];
    if (field) faults.push(...valueFaults(field, item, `${path}.${name}`));
  }
  return faults;
}

function valueFaults(field: GoField, value: unknown, path: string): string[] {
  if (value === null) return [];
  switch (field.is) {
    case 'object':
    case 'map':
      return isObject(value) ? structFaults(field, value, path) : [`${path}: expected map, got ${boxed(value)}`];
    case 'list':
      return Array.isArray(value) ? listFaults(field, value, path) : [`${path}: expected list, got ${boxed(value)}`];
    case 'integer':
    case 'number': {
      const found = Array.isArray(value) || isObject(value) ? goTypeOf(value) : goReflectKind(value);
      return typeof value === 'number' ? [] : [`${path}: expected numeric (int or float), got ${found}`];
    }
    case 'boolean':
      return typeof value === 'boolean' ? [] : [`${path}: expected boolean, got ${boxed(value)}`];
    case 'int-or-string':
    case 'quantity':
      return isScalar(value) ? [] : [`${path}: expected any scalar, got ${boxed(value)}`];
    case 'any':
      return [];
    default:
      return typeof value === 'string'
        ? []
        : [`${path}: expected string, got &value.valueUnstructured{Value:${goSyntax(value)}}`];
  }
}

function listFaults(list: GoField, items: readonly unknown[], path: string): string[] {
  const faults: string[] = [];
  const seen = new Set<string>();
  for (const [at, item] of items.entries()) {
    let here = `[${at}]`;
    if (relationOf(list) === 'items') {
      const found = itemElement(list, item);
      if ('fault' in found) return [...faults, `${path}: element ${at}: ${found.fault}`];
      here = elementText(found.element);
      if (seen.has(found.element)) faults.push(`${path}: duplicate entries for key ${here}`);
      seen.add(found.element);
    }
    if (list.of) faults.push(...valueFaults(list.of, item, `${path}${here}`));
  }
  return faults;
}

function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** A value as Go prints the box that it lies in. */
function boxed(value: unknown): string {
  return `&{${goValue(value)}}`;
}

/** `%#v`. */
function goSyntax(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return `[]interface {}{${value.map(goSyntax).join(', ')}}`;
  if (!isObject(value)) return goJson(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `map[string]interface {}{${entries.map(([key, item]) => `${quote(key)}:${goSyntax(item)}`).join(', ')}}`;
}
