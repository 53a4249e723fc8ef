/**
 * The schema of a custom resource: its definition's own, with what every object has. Models apiextensions-apiserver's
 * pkg/controller/openapi/builder; values stay as the definition has them.
 */
import { isObject } from '../json-object';
import type { CustomResourceDefinitionVersion } from '../schema/generated/types';
import { fullName } from './names';
import { referenceTo, typeMeta, type Descriptions, type GroupVersionKind, type Schema } from './schema';

const METADATA =
  "Standard object's metadata. More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata";
export const CONVENTIONS =
  'More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md';

/** `til.dev`, `v1`, `Book` → `dev.til.v1.Book`. */
export function customName({ group, version, kind }: GroupVersionKind): string {
  return [...group.split('.').reverse(), version, kind].join('.');
}

/** @param descriptions where those of apiVersion and kind are found */
export function customSchema(
  version: CustomResourceDefinitionVersion,
  gvk: GroupVersionKind,
  descriptions: Descriptions,
  form: 'v2' | 'v3' = 'v3',
): Schema {
  const schema = completed(version.schema?.openAPIV3Schema, form);
  return {
    ...schema,
    type: 'object',
    properties: sorted({
      ...schema.properties,
      ...typeMeta(descriptions),
      metadata: { description: METADATA, allOf: [{ $ref: referenceTo(fullName('ObjectMeta')) }] },
    }),
    'x-kubernetes-group-version-kind': [gvk],
    ...selectableFields(version),
  };
}

/** The fields that may be selected by, `spec.color`. */
export function selectableFields({ selectableFields = [] }: CustomResourceDefinitionVersion): Schema {
  if (selectableFields.length === 0) return {};
  const fields = selectableFields.map(({ jsonPath = '' }) => ({ fieldPath: jsonPath.replace(/^\./, '') }));
  return { 'x-kubernetes-selectable-fields': fields };
}

/** An embedded object gets the fields of one; int-or-string gets both its types. */
function completed(value: unknown, form: 'v2' | 'v3'): Schema {
  if (!isObject(value)) return {};
  const { properties, items, additionalProperties, required, ...rest } = value;
  const names = Array.isArray(required) ? required.map(String) : [];
  const below = isObject(properties) ? mapped(properties, form) : undefined;
  const isOpen = value['x-kubernetes-preserve-unknown-fields'] === true;
  const isEmbedded = value['x-kubernetes-embedded-resource'] === true && !(form === 'v2' && isOpen);
  const embedded = isEmbedded ? EMBEDDED : undefined;
  const needed = [...names, ...(embedded ? ['kind', 'apiVersion'].filter((name) => !names.includes(name)) : [])];
  const isEither = value['x-kubernetes-int-or-string'] === true && form === 'v3' && !value['anyOf'] && !value['allOf'];
  return {
    ...rest,
    ...(isEither && { anyOf: [{ type: 'integer' }, { type: 'string' }] }),
    ...(needed.length > 0 && { required: needed }),
    ...((below ?? embedded) && { properties: sorted({ ...below, ...embedded }) }),
    ...(isObject(items) && { items: completed(items, form) }),
    ...(isObject(additionalProperties) && { additionalProperties: completed(additionalProperties, form) }),
    ...(typeof additionalProperties === 'boolean' && { additionalProperties }),
  };
}

function mapped(properties: Record<string, unknown>, form: 'v2' | 'v3'): Record<string, Schema> {
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, completed(value, form)]));
}

function sorted(properties: Readonly<Record<string, Schema>>): Record<string, Schema> {
  return Object.fromEntries(Object.entries(properties).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const EMBEDDED: Readonly<Record<string, Schema>> = {
  apiVersion: {
    description: `apiVersion defines the versioned schema of this representation of an object. ${CONVENTIONS}#resources`,
    type: 'string',
  },
  kind: {
    description: `kind is a string value representing the type of this object. In CamelCase. ${CONVENTIONS}#types-kinds`,
    type: 'string',
  },
  metadata: { description: METADATA, allOf: [{ $ref: referenceTo(fullName('ObjectMeta')) }] },
};
