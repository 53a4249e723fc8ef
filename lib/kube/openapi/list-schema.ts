/** The schemas of lists, which are of one form and stand in no table. */
import type { CustomResourceDefinitionVersion } from '../schema/generated/types';
import { CONVENTIONS, selectableFields } from './custom-schema';
import { fullName, shortName } from './names';
import { described, referenceTo, typeMeta, type Descriptions, type GroupVersionKind, type Schema } from './schema';

export function builtInList(gvk: GroupVersionKind, object: string, descriptions: Descriptions): Schema {
  const texts = descriptions[`${shortName(object)}List`] ?? descriptions[`${gvk.kind}List`] ?? {};
  return {
    ...described(texts['']),
    ...listOf(gvk, {
      ...typeMeta(descriptions),
      items: {
        ...described(texts['items']),
        type: 'array',
        items: { default: {}, allOf: [{ $ref: referenceTo(object) }] },
      },
      metadata: { ...described(texts['metadata']), default: {}, allOf: [{ $ref: referenceTo(fullName('ListMeta')) }] },
    }),
  };
}

export function customList(
  version: CustomResourceDefinitionVersion,
  gvk: GroupVersionKind,
  object: string,
  plural: string,
  descriptions: Descriptions,
): Schema {
  return {
    description: `${gvk.kind}List is a list of ${gvk.kind}`,
    ...listOf(gvk, {
      ...typeMeta(descriptions),
      items: {
        description: `List of ${plural}. ${CONVENTIONS}`,
        type: 'array',
        items: { $ref: referenceTo(object) },
      },
      metadata: {
        description: `Standard list metadata. ${CONVENTIONS}#types-kinds`,
        allOf: [{ $ref: referenceTo(fullName('ListMeta')) }],
      },
    }),
    ...selectableFields(version),
  };
}

function listOf(gvk: GroupVersionKind, properties: Record<string, Schema>): Schema {
  return {
    type: 'object',
    required: ['items'],
    properties,
    'x-kubernetes-group-version-kind': [{ ...gvk, kind: `${gvk.kind}List` }],
  };
}
