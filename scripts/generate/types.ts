/**
 * Writes lib/kube/schema/generated/types.ts: one interface for each type of the API.
 * Every field is optional: in Go an absent field is its zero value, and decode drops nulls.
 */
import { readOpenApi, referenceOf, shortNames, type OpenApiProperty } from './openapi';

const SCALARS: Record<string, string> = {
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': 'number | string',
  'io.k8s.apimachinery.pkg.api.resource.Quantity': 'string',
  'io.k8s.apimachinery.pkg.apis.meta.v1.Time': 'string',
  'io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime': 'string',
  'io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1': 'Record<string, unknown>',
};

export function typesSource(): string {
  const types = readOpenApi();
  const names = shortNames(types);

  const typeOf = (property: OpenApiProperty): string => {
    const reference = referenceOf(property);
    if (reference !== undefined) return SCALARS[reference] ?? names.get(reference) ?? 'unknown';
    if (property.type === 'array') return `${wrapped(typeOf(property.items ?? {}))}[]`;
    if (property.type === 'object') {
      return property.additionalProperties
        ? `Record<string, ${typeOf(property.additionalProperties)}>`
        : 'Record<string, unknown>';
    }
    if (property.type === 'integer' || property.type === 'number') return 'number';
    return property.type ?? 'unknown';
  };

  const interfaces = [...types].map(([full, type]) => {
    if (SCALARS[full] !== undefined) return '';
    const name = names.get(full) ?? full;
    if (!type.properties) return `export type ${name} = unknown;\n`;
    const fields = Object.entries(type.properties).map(
      ([field, property]) => `  ${JSON.stringify(field)}?: ${typeOf(property)};\n`,
    );
    return `export interface ${name} {\n${fields.join('')}}\n`;
  });
  return `// Made by scripts/generate from fixtures/golden/openapi.json; not to be edited.\n${interfaces.join('')}`;
}

function wrapped(type: string): string {
  return type.includes('|') ? `(${type})` : type;
}
