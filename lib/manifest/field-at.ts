import { schemaOf, schemaType, type SchemaField, type SchemaType } from '@/lib/kube';

/** A place in a kind's structure: a type whose fields may be written, or a field that takes a value. */
export interface SchemaPlace {
  /** The type in which the field stands, and the field's name there; absent at the root and below a map. */
  readonly owner?: SchemaType;
  readonly name?: string;
  readonly field?: SchemaField;
  /** The fields that can be written here, if this place is an object. */
  readonly type?: SchemaType;
}

/** Follows a path from a kind's root. Undefined where the kind is unknown or the path leaves its structure. */
export function placeAt(apiVersion: string, kind: string, path: readonly (string | number)[]): SchemaPlace | undefined {
  const root = schemaOf(apiVersion, kind);
  let place: SchemaPlace | undefined = root ? { type: root } : undefined;
  for (const step of path) {
    if (!place) return undefined;
    place = below(place, step);
  }
  return place;
}

function below(place: SchemaPlace, step: string | number): SchemaPlace | undefined {
  if (typeof step === 'number') {
    return place.field?.is === 'list' && place.field.of ? placeOf(place.field.of, place) : undefined;
  }
  if (place.type) {
    const field = place.type.fields.get(step);
    return field ? placeOf(field, { owner: place.type, name: step }) : undefined;
  }
  return place.field?.is === 'map' && place.field.of ? placeOf(place.field.of, place) : undefined;
}

/** The documentation of an item is that of its list: it keeps the owner. */
function placeOf(field: SchemaField, { owner, name }: Pick<SchemaPlace, 'owner' | 'name'>): SchemaPlace {
  const type = field.is === 'object' && field.type !== undefined ? schemaType(field.type) : undefined;
  return { field, ...(owner ? { owner } : {}), ...(name === undefined ? {} : { name }), ...(type ? { type } : {}) };
}

/** The type as a person reads it: `integer`, `list of Container`, `map of string`, `one of Always, Never`. */
export function typeLabel(field: SchemaField): string {
  if (field.enum && field.enum.length > 0) return field.enum.join(' | ');
  if (field.is === 'list') return field.of ? `[]${typeLabel(field.of)}` : '[]';
  if (field.is === 'map') return field.of ? `map[string]${typeLabel(field.of)}` : 'map';
  if (field.is === 'object') return field.type ?? 'object';
  if (field.is === 'bytes') return 'base64 string';
  return field.is;
}
