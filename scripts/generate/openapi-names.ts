/**
 * Writes lib/kube/openapi/generated/names.ts: the full names of the OpenAPI's types (`io.k8s.api.apps.v1.DeploymentSpec`),
 * by their package, and which of them a field refers to whose Go type reads any JSON. The names are in the order of the
 * recorded document, and are short as everywhere (shortNames).
 */
import { readOpenApi, referenceOf, shortNames, type OpenApiProperty } from './openapi';

/** Types that are no structs: the structure has no line for them. */
const FREE = /\.(?:FieldsV1|JSON|JSONSchemaPropsOr\w+)$/;

export function openApiNamesSource(): string {
  const openApi = readOpenApi();
  const names = shortNames(openApi);
  const packages: Record<string, string> = {};
  for (const full of openApi.keys()) {
    const name = names.get(full) ?? full;
    const last = full.slice(full.lastIndexOf('.') + 1);
    if (last.endsWith('List') && names.has(full.slice(0, -'List'.length))) continue;
    const folder = full.slice(0, -last.length - 1);
    packages[folder] = `${packages[folder] === undefined ? '' : `${packages[folder]} `}${name}`;
  }
  const free: Record<string, string> = {};
  for (const [full, type] of openApi) {
    for (const [field, property] of Object.entries(type.properties ?? {})) {
      const reference = innermost(property);
      if (reference !== undefined && FREE.test(reference)) {
        free[`${names.get(full)}.${field}`] = names.get(reference) ?? reference;
      }
    }
  }
  const constant = (name: string, value: Record<string, string>): string =>
    `export const ${name}: Readonly<Record<string, string>> = ${JSON.stringify(value, null, 2)};\n`;
  return `// Made by scripts/generate from fixtures/golden; not to be edited.\n${constant('packages', packages)}${constant('freeFields', free)}`;
}

function innermost(property: OpenApiProperty): string | undefined {
  const inner = property.items ?? property.additionalProperties;
  return inner ? innermost(inner) : referenceOf(property);
}
