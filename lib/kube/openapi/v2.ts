/**
 * OpenAPI v2, which kubectl still reads, as Protocol Buffers, where it checks an object itself: the items of a List, and
 * what no group version of the server knows. Fields are those of gnostic's openapiv2/OpenAPIv2.proto.
 *
 * Not modelled: paths, descriptions, defaults and custom resources, of which that check makes no use or does without.
 */
import { builtInList } from './list-schema';
import { fullName, shortNames } from './names';
import { joined, message, text } from './protobuf';
import type { Schema } from './schema';
import { typeSchema } from './type-schema';
import { gvkOf, gvksOf, typedKinds } from './typed-kinds';

export const OPENAPI_V2_TYPE = 'application/com.github.proto-openapi.spec.v2.v1.0+protobuf';

/** GET /openapi/v2: the bytes of a message `Document`. */
export function openApiV2Document(): Uint8Array {
  const types = shortNames().flatMap((name) => {
    const schema = SIMPLE[name] ?? typeSchema(name, gvksOf(name), {});
    return schema ? [namedSchema(fullName(name), schema)] : [];
  });
  const lists = typedKinds.map((kind) => {
    const object = fullName(kind.type);
    return namedSchema(`${object}List`, builtInList(gvkOf(kind), object, {}));
  });
  const info = [text(1, 'Kubernetes'), text(2, 'v1.36.3')];
  return joined([text(1, '2.0'), message(2, ...info), message(9, ...types, ...lists)]);
}

/** Those that v2 has no words for, or other ones. */
const SIMPLE: Readonly<Record<string, Schema>> = {
  IntOrString: { type: 'string', format: 'int-or-string' },
  Quantity: { type: 'string' },
};

function namedSchema(name: string, schema: Schema): Uint8Array {
  return message(1, text(1, name), message(2, ...schemaFields(schema)));
}

function schemaFields(schema: Schema): Uint8Array[] {
  const reference = schema.$ref ?? schema.allOf?.[0]?.$ref;
  if (reference !== undefined) return [text(1, reference.replace('#/components/schemas/', '#/definitions/'))];
  const { format, required = [], additionalProperties, type, items, properties } = schema;
  const gvks = schema['x-kubernetes-group-version-kind'];
  const named = Object.entries(properties ?? {}).map(([name, value]) => namedSchema(name, value));
  return [
    ...(format === undefined ? [] : [text(2, format)]),
    ...required.map((field) => text(19, field)),
    ...(additionalProperties ? [message(21, message(1, ...schemaFields(additionalProperties)))] : []),
    ...(type === undefined ? [] : [message(22, text(1, type))]),
    ...(items ? [message(23, message(1, ...schemaFields(items)))] : []),
    ...(properties ? [message(25, ...named)] : []),
    ...(gvks === undefined ? [] : [message(31, text(1, GVK), message(2, text(2, JSON.stringify(gvks))))]),
  ];
}

const GVK = 'x-kubernetes-group-version-kind';
