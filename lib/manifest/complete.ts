import { kinds, type SchemaField } from '@/lib/kube';
import { cursorAt, type Cursor } from './cursor';
import { placeAt, typeLabel } from './field-at';
import type { Offer, References } from './references';

export interface Completion {
  readonly label: string;
  readonly kind: 'field' | 'value' | 'name';
  /** Snippet text: `$0` is where the cursor goes. */
  readonly insert: string;
  readonly detail: string;
  readonly required: boolean;
  /** Whose documentation to show: type and field of the schema. */
  readonly docs?: { readonly type: string; readonly field: string };
}

export interface Completions {
  /** Offsets that a chosen completion replaces. */
  readonly start: number;
  readonly end: number;
  readonly items: readonly Completion[];
}

/** The file that is written in, and what all files name of each other. */
export interface Among {
  readonly file: string;
  readonly references: References;
}

/**
 * What can be written at the cursor: the names that exist elsewhere, then what the document's own apiVersion and kind
 * know. Empty where nothing is known.
 */
export function complete(text: string, offset: number, among?: Among): Completions {
  const cursor = cursorAt(text, offset);
  if (!cursor) return { start: offset, end: offset, items: [] };
  const names = among ? offered(cursor, offset, among) : [];
  const items = cursor.writing === 'value' ? values(cursor) : fields(cursor, text);
  return { start: cursor.start, end: cursor.end, items: [...names, ...items] };
}

/** A label is offered whole, with its value, where its key is written. */
function offered(cursor: Cursor, offset: number, { file, references }: Among): Completion[] {
  if (cursor.writing === 'value') return references.offers(file, offset, cursor.path).map(nameItem);
  return references
    .labelOffers(file, offset, cursor.path)
    .filter(({ word }) => !cursor.siblings.has(word.slice(0, word.indexOf(': '))))
    .map(nameItem);
}

function nameItem({ word, detail }: Offer): Completion {
  return { label: word, kind: 'name', insert: word.replaceAll(/[\\$}]/g, '\\$&'), detail, required: true };
}

function fields(cursor: Cursor, text: string): Completion[] {
  const known = cursor.apiVersion !== '' && cursor.kind !== '';
  const place = placeAt(cursor.apiVersion, cursor.kind, cursor.path);
  if (!place && cursor.path.length === 0 && !known) return rootFields(cursor);
  if (place?.field?.is === 'list' && place.field.of) return [listItem(place.field.of)];
  const type = place?.type;
  if (!type) return place?.field ? valuesOf(place.field) : [];
  const hasColon = text.slice(cursor.end, cursor.end + 1) === ':';
  return [...type.fields]
    .filter(([name]) => name !== 'status' && !cursor.siblings.has(name))
    .map(([name, field]) => ({
      label: name,
      kind: 'field' as const,
      insert: hasColon ? name : name + opening(field, cursor.indent),
      detail: typeLabel(field),
      required: type.required.has(name),
      docs: { type: type.name, field: name },
    }));
}

function rootFields(cursor: Cursor): Completion[] {
  return ['apiVersion', 'kind', 'metadata', 'spec']
    .filter((name) => !cursor.siblings.has(name))
    .map((name) => ({
      label: name,
      kind: 'field',
      insert: name === 'metadata' || name === 'spec' ? `${name}:\n  $0` : `${name}: $0`,
      detail: name === 'apiVersion' || name === 'kind' ? 'string' : 'object',
      required: name !== 'spec',
    }));
}

function listItem(of: SchemaField): Completion {
  return { label: '-', kind: 'value', insert: '- $0', detail: typeLabel(of), required: false };
}

/** What is written after a field's name, so that the cursor stands where its value begins. */
function opening(field: SchemaField, indent: number): string {
  const inner = ' '.repeat(indent + 2);
  if (field.is === 'object' || field.is === 'map') return `:\n${inner}$0`;
  if (field.is === 'list') return `:\n${inner}- $0`;
  return ': $0';
}

function values(cursor: Cursor): Completion[] {
  if (cursor.path.length === 1 && cursor.path[0] === 'kind') return kindNames(cursor);
  if (cursor.path.length === 1 && cursor.path[0] === 'apiVersion') return apiVersions(cursor);
  const place = placeAt(cursor.apiVersion, cursor.kind, cursor.path);
  return place?.field ? valuesOf(place.field) : [];
}

function valuesOf(field: SchemaField): Completion[] {
  const words = field.enum ?? (field.is === 'boolean' ? ['true', 'false'] : []);
  return words.map((word) => value(word, field.default === word ? 'default' : typeLabel({ ...field, enum: [] })));
}

function kindNames(cursor: Cursor): Completion[] {
  return kinds
    .filter((kind) => cursor.apiVersion === '' || kind.apiVersion === cursor.apiVersion)
    .map((kind) => value(kind.kind, kind.apiVersion));
}

function apiVersions(cursor: Cursor): Completion[] {
  const fitting = kinds.filter((kind) => cursor.kind === '' || kind.kind === cursor.kind);
  return [...new Set(fitting.map((kind) => kind.apiVersion))].map((apiVersion) =>
    value(
      apiVersion,
      fitting
        .filter((kind) => kind.apiVersion === apiVersion)
        .map((kind) => kind.kind)
        .join(', '),
    ),
  );
}

function value(word: string, detail: string): Completion {
  return { label: word, kind: 'value', insert: word, detail, required: false };
}
