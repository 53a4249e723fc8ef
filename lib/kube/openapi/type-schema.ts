/** The schema of a built-in type, from the one table of their structure. Models what kube-openapi's generators write. */
import { schemaType, type GoField, type GoType } from '../schema';
import { freeType, fullName } from './names';
import { described, referenceTo, type Descriptions, type GroupVersionKind, type Schema } from './schema';
import { simpleTypes } from './simple-types';

/** Undefined for a type that is not known, or not yet (learnStructure). */
export function typeSchema(
  name: string,
  gvks: readonly GroupVersionKind[],
  descriptions: Descriptions,
): Schema | undefined {
  const texts = descriptions[name] ?? {};
  const simple = simpleTypes[name];
  if (simple) return { ...described(texts['']), ...simple };
  const type = schemaType(name);
  if (!type) return undefined;
  const properties = [...type.fields]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([field, value]) => [field, fieldSchema(type, field, value, texts[field])] as const);
  return {
    ...described(texts['']),
    type: 'object',
    ...(type.required.size > 0 && { required: [...type.required] }),
    ...(properties.length > 0 && { properties: Object.fromEntries(properties) }),
    ...(gvks.length > 0 && { 'x-kubernetes-group-version-kind': gvks }),
    ...(type.atomic && { 'x-kubernetes-map-type': 'atomic' }),
  };
}

/** A struct that reads any JSON: it has no zero value. */
const RAW = 'RawExtension';

function fieldSchema(type: GoType, name: string, field: GoField, text: string | undefined): Schema {
  const value = valueSchema(type, name, field);
  const fallback = defaultOf(field);
  const beside = { ...(fallback !== undefined && { default: fallback }), ...mergeExtensions(field) };
  // Nothing may stand beside a reference: what has more to say wraps it.
  const isBare = value.$ref === undefined || (text === undefined && Object.keys(beside).length === 0);
  return { ...described(text), ...(isBare ? value : { allOf: [value] }), ...beside };
}

/** What a list or map holds is never absent: its zero value is its default. */
function itemSchema(type: GoType, name: string, field: GoField): Schema {
  const value = valueSchema(type, name, field);
  if (field.pointer) return value;
  const zero = zeroOf(field);
  if (zero === undefined) return value;
  return { ...(value.$ref === undefined ? value : { allOf: [value] }), default: zero };
}

function valueSchema(type: GoType, name: string, field: GoField): Schema {
  const of = (other: string): Schema => ({ $ref: referenceTo(fullName(other)) });
  switch (field.is) {
    case 'object':
      return of(field.type ?? '');
    case 'any':
      return of(freeType(type.name, name));
    case 'time':
      return of(field.goType === 'v1.MicroTime' ? 'MicroTime' : 'Time');
    case 'quantity':
      return of('Quantity');
    case 'int-or-string':
      return of('IntOrString');
    case 'list':
      return { type: 'array', ...(field.of && { items: itemSchema(type, name, field.of) }) };
    case 'map':
      return { type: 'object', ...(field.of && { additionalProperties: itemSchema(type, name, field.of) }) };
    case 'bytes':
      return { type: 'string', format: 'byte' };
    default:
      return {
        type: field.is,
        ...(field.format !== undefined && { format: field.format }),
        ...(field.enum && { enum: field.enum }),
      };
  }
}

/** A declared one, or the zero value where the field is always written. */
function defaultOf(field: GoField): unknown {
  if (field.default !== undefined) return field.default;
  if (field.pointer || (!field.always && field.is !== 'object')) return undefined;
  return zeroOf(field);
}

function zeroOf({ is, type }: GoField): unknown {
  switch (is) {
    case 'string':
      return '';
    case 'integer':
    case 'number':
      return 0;
    case 'boolean':
      return false;
    case 'object':
      return type === RAW ? undefined : {};
    default:
      return undefined;
  }
}

/** How it is shared and patched. */
function mergeExtensions({ is, merge }: GoField): Schema {
  const listType = merge?.keys ? 'map' : merge?.isSet ? 'set' : 'atomic';
  const strategies = [...(merge?.patch ? [merge.patch] : []), ...(merge?.retainKeys ? ['retainKeys'] : [])];
  return {
    ...(merge?.keys && { 'x-kubernetes-list-map-keys': merge.keys }),
    ...(is === 'list' && { 'x-kubernetes-list-type': listType }),
    ...(is !== 'list' &&
      merge?.atomic !== undefined && { 'x-kubernetes-map-type': merge.atomic ? 'atomic' : 'granular' }),
    ...(merge?.patchKey !== undefined && { 'x-kubernetes-patch-merge-key': merge.patchKey }),
    ...(strategies.length > 0 && { 'x-kubernetes-patch-strategy': strategies.join(',') }),
  };
}
