/**
 * The structure of custom resources, as the types of the server's own kinds are written down: who manages which field, and
 * what an apply merges, is worked out of it. Models the type converter that apiextensions builds of a definition's schema
 * (pkg/controller/openapi/builder), with the x-kubernetes extensions.
 *
 * Not modelled: what is below x-kubernetes-preserve-unknown-fields is owned as a whole.
 */
import { isObject } from '../json-object';
import { rememberType, type GoField, type GoType } from '../schema';
import type { CustomResourceDefinition, JSONSchemaProps } from '../schema/generated/types';

const known = new WeakMap<JSONSchemaProps, GoType>();
let made = 0;

/** Undefined where the definition has no such version, or it no schema. */
export function customStructure(definition: CustomResourceDefinition | undefined, version: string): GoType | undefined {
  const schema = definition?.spec?.versions?.find(({ name }) => name === version)?.schema?.openAPIV3Schema;
  if (!schema) return undefined;
  const found = known.get(schema);
  if (found) return found;
  const type = structOf(schema, definition.spec?.names?.kind ?? '', HEAD);
  known.set(schema, type);
  return type;
}

const TEXT: GoField = { is: 'string', goType: 'string', pointer: false, always: false };
const META: GoField = { is: 'object', type: 'ObjectMeta', goType: 'v1.ObjectMeta', pointer: false, always: true };

/** What every object begins with. */
const HEAD: readonly (readonly [string, GoField])[] = [
  ['kind', { ...TEXT, embedded: 'TypeMeta' }],
  ['apiVersion', { ...TEXT, embedded: 'TypeMeta' }],
  ['metadata', META],
];

const ANY: GoField = { is: 'any', goType: 'interface {}', pointer: true, always: false };

/** Of an object that keeps what its schema does not name: whatever is looked up is there. */
class OpenFields extends Map<string, GoField> {
  override get(name: string): GoField {
    return super.get(name) ?? ANY;
  }

  override has(_name: string): boolean {
    return true;
  }
}

function structOf(schema: JSONSchemaProps, goName: string, head: readonly (readonly [string, GoField])[] = []): GoType {
  made += 1;
  const name = `custom-${made}`;
  const { properties = {}, required = [] } = schema;
  const own = Object.entries(properties).filter(([key]) => !head.some(([taken]) => taken === key));
  const named = [...head, ...own.map(([key, property]) => [key, fieldOf(property, key)] as const)];
  const fields = schema['x-kubernetes-preserve-unknown-fields'] ? new OpenFields(named) : new Map(named);
  const type: GoType = {
    name,
    goName,
    fields,
    required: new Set(required),
    always: [...fields].filter(([, field]) => field.always),
    atomic: false,
  };
  rememberType(type);
  return type;
}

const SCALARS: Readonly<Record<string, Pick<GoField, 'is' | 'goType'>>> = {
  string: { is: 'string', goType: 'string' },
  integer: { is: 'integer', goType: 'int64' },
  number: { is: 'number', goType: 'float64' },
  boolean: { is: 'boolean', goType: 'bool' },
};

function fieldOf(schema: JSONSchemaProps, name: string): GoField {
  const plain = { pointer: true, always: false };
  if (schema['x-kubernetes-int-or-string']) return { ...plain, is: 'int-or-string', goType: 'intstr.IntOrString' };
  switch (schema.type) {
    case 'array': {
      const items: unknown = schema.items;
      const of = fieldOf(isObject(items) ? items : {}, name);
      const listType = schema['x-kubernetes-list-type'];
      const keys = listType === 'map' ? schema['x-kubernetes-list-map-keys'] : undefined;
      const merge = { isSet: listType === 'set', ...(keys && { keys }) };
      return { ...plain, is: 'list', of, goType: `[]${of.goType}`, merge };
    }
    case 'object':
      return objectOf(schema, name, plain);
    default:
      return { ...plain, ...(SCALARS[schema.type ?? ''] ?? { is: 'any', goType: 'interface {}' }) };
  }
}

function objectOf(schema: JSONSchemaProps, name: string, plain: Pick<GoField, 'pointer' | 'always'>): GoField {
  const merge = schema['x-kubernetes-map-type'] === 'atomic' ? { merge: { isSet: false, atomic: true } } : {};
  if (schema.properties) {
    const { name: type } = structOf(schema, name);
    return { ...plain, is: 'object', type, goType: name, ...merge };
  }
  const more: unknown = schema.additionalProperties;
  const of = fieldOf(isObject(more) ? more : {}, name);
  if (!isObject(more)) return { ...plain, is: 'any', goType: 'interface {}' };
  return { ...plain, is: 'map', of, goType: `map[string]${of.goType}`, ...merge };
}
