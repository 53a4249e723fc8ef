/**
 * OpenAPI v2: one document of all types. kubectl still reads it, as Protocol Buffers, where it checks an object itself: the
 * items of a List, and what no group version of the server knows.
 *
 * Not modelled: paths, and in the bytes descriptions, of which that check makes no use.
 */
import { customResources, resources, type StoredDefinition } from '../discovery';
import { isObject } from '../json-object';
import { customName, customSchema } from './custom-schema';
import { versionOf } from './custom-version';
import { builtInList, customList } from './list-schema';
import { fullName, shortNames } from './names';
import { joined, message, text } from './protobuf';
import { described, type Descriptions, type Schema } from './schema';
import { typeSchema } from './type-schema';
import { gvkOf, gvksOf, typedKinds } from './typed-kinds';
import { isOpenObject, V2_SIMPLE, v2Schema, withoutV3 } from './v2-schema';

/** The type of {@link openApiV2Document}; asked for with an `@` where a point stands: `…spec.v2@v1.0+protobuf`. */
export const OPENAPI_V2_TYPE = 'application/com.github.proto-openapi.spec.v2.v1.0+protobuf';

export interface OpenApiV2Json {
  readonly swagger: '2.0';
  readonly info: { readonly title: 'Kubernetes'; readonly version: string };
  readonly paths: object;
  readonly definitions: Readonly<Record<string, Schema>>;
}

/** GET /openapi/v2 as JSON, for who asks for no other type. */
export function openApiV2Json(
  descriptions: Descriptions = {},
  definitions: readonly StoredDefinition[] = [],
): OpenApiV2Json {
  const named = [...builtInSchemas(descriptions), ...customSchemas(descriptions, definitions)];
  return {
    swagger: '2.0',
    info: { title: 'Kubernetes', version: '1.36' },
    paths: {},
    definitions: Object.fromEntries(named.sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

type NamedSchema = readonly [name: string, schema: Schema];

function builtInSchemas(descriptions: Descriptions): NamedSchema[] {
  const types = shortNames().flatMap((name): NamedSchema[] => {
    const schema = typeSchema(name, gvksOf(name), descriptions);
    return schema
      ? [[fullName(name), { ...described(schema.description), ...(V2_SIMPLE[name] ?? v2Schema(schema)) }]]
      : [];
  });
  const listed = new Set(
    resources().flatMap(({ kind, apiVersion, verbs }) => (verbs.includes('list') ? [`${apiVersion}/${kind}`] : [])),
  );
  const lists = typedKinds
    .filter(({ apiVersion, kind }) => listed.has(`${apiVersion}/${kind}`))
    .map((kind): NamedSchema => {
      const object = fullName(kind.type);
      return [`${object}List`, v2Schema(builtInList(gvkOf(kind), object, descriptions))];
    });
  return [...types, ...lists];
}

function customSchemas(descriptions: Descriptions, definitions: readonly StoredDefinition[]): NamedSchema[] {
  const own = definitions.flatMap(customResources).filter(({ subresource }) => subresource === undefined);
  return own.flatMap((info): NamedSchema[] => {
    const gvk = gvkOf(info);
    const name = customName(gvk);
    const version = versionOf(info, definitions);
    const list = customList(version, gvk, name, info.resource, descriptions);
    const schema = version.schema?.openAPIV3Schema;
    // Fields beside apiVersion, kind and metadata would be unknown to kubectl if those were named.
    const isNamed = isObject(schema) && !isOpenObject(schema);
    const object = isNamed
      ? v2Schema(customSchema({ ...version, schema: { openAPIV3Schema: withoutV3(schema) } }, gvk, descriptions, 'v2'))
      : ({ type: 'object', 'x-kubernetes-group-version-kind': [gvk] } as const);
    return [
      [name, object],
      [`${name}List`, v2Schema(list)],
    ];
  });
}

/** GET /openapi/v2 as OPENAPI_V2_TYPE: a message `Document` of gnostic's openapiv2/OpenAPIv2.proto. */
export function openApiV2Document(stored: readonly StoredDefinition[] = []): Uint8Array {
  const { swagger, info, definitions } = openApiV2Json({}, stored);
  const named = Object.entries(definitions).map(([name, schema]) => namedSchema(name, schema));
  return joined([text(1, swagger), message(2, text(1, info.title), text(2, info.version)), message(9, ...named)]);
}

function namedSchema(name: string, schema: Schema): Uint8Array {
  return message(1, text(1, name), message(2, ...schemaFields(schema)));
}

function schemaFields(schema: Schema): Uint8Array[] {
  const { $ref, format, required = [], additionalProperties, type, items, properties } = schema;
  if ($ref !== undefined) return [text(1, $ref)];
  const gvks = schema[GVK];
  const named = Object.entries(properties ?? {}).map(([name, value]) => namedSchema(name, value));
  return [
    ...(format === undefined ? [] : [text(2, format)]),
    ...required.map((field) => text(19, field)),
    // A map of anything says so by having no more to say.
    ...(typeof additionalProperties === 'object'
      ? [message(21, message(1, ...schemaFields(additionalProperties)))]
      : []),
    ...(type === undefined ? [] : [message(22, text(1, type))]),
    ...(items ? [message(23, message(1, ...schemaFields(items)))] : []),
    ...(properties ? [message(25, ...named)] : []),
    ...(gvks === undefined ? [] : [message(31, text(1, GVK), message(2, text(2, JSON.stringify(gvks))))]),
  ];
}

const GVK = 'x-kubernetes-group-version-kind';
