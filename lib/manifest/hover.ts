import type { TextRange } from '@/lib/yaml';
import { cursorAt } from './cursor';
import { placeAt, typeLabel } from './field-at';

export interface Hover {
  readonly range: TextRange;
  /** The field from the document's root, `spec.replicas`. */
  readonly path: string;
  readonly type: string;
  readonly required: boolean;
  readonly default?: string;
  readonly docs?: { readonly type: string; readonly field: string };
}

/** What is known of the field whose name or value is at the offset. */
export function hover(text: string, offset: number): Hover | undefined {
  const cursor = cursorAt(text, offset);
  if (!cursor) return undefined;
  const word = text.slice(cursor.start, cursor.end);
  if (word === '') return undefined;
  const path = cursor.writing === 'key' ? [...cursor.path, word.replace(/^["']|["']$/g, '')] : cursor.path;
  const place = placeAt(cursor.apiVersion, cursor.kind, path);
  if (!place?.field) return undefined;
  const { field, owner, name } = place;
  return {
    range: { start: cursor.start, end: cursor.end },
    path: path.reduce<string>(
      (all, step) => (typeof step === 'number' ? `${all}[${step}]` : all ? `${all}.${step}` : step),
      '',
    ),
    type: typeLabel(field),
    required: name !== undefined && (owner?.required.has(name) ?? false),
    ...(field.default === undefined || typeof field.default === 'object' ? {} : { default: String(field.default) }),
    ...(owner && name !== undefined ? { docs: { type: owner.name, field: name } } : {}),
  };
}
