/** The OpenAPI v3 document of one group version. */
import { groupVersionOf, resourceOf, resources, type ResourceInfo, type StoredDefinition } from '../discovery';
import { kindOf } from '../schema';
import { customName, customSchema } from './custom-schema';
import { versionOf } from './custom-version';
import { builtInList, customList } from './list-schema';
import { fullName, shortName } from './names';
import type { ResourceTypes } from './operation';
import { pathsOf, type PathItem } from './operations';
import { referencesIn, type Descriptions, type Schema } from './schema';
import { typeSchema } from './type-schema';
import { gvkOf, gvksOf, typedKinds } from './typed-kinds';

export interface OpenApiDocument {
  readonly openapi: '3.0.0';
  readonly info: { readonly title: 'Kubernetes'; readonly version: string };
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly securitySchemes: object;
  };
}

/** @param path `api/v1`, `apis/apps/v1`; undefined for a group version that nobody serves */
export function openApiDocument(
  path: string,
  descriptions: Descriptions = {},
  definitions: readonly StoredDefinition[] = [],
): OpenApiDocument | undefined {
  const served = resources(definitions).filter((info) => openApiPath(info) === path);
  if (served.length === 0) return undefined;
  const schemas = new Map<string, Schema>();
  const paths: [string, PathItem][] = [];
  for (const info of served) {
    const types = typesOf(info, definitions);
    paths.push(...pathsOf(info, types));
    if (types.isCustom) addCustom(info, types, definitions, descriptions, schemas);
    else addBuiltIn(info, types, descriptions, schemas);
  }
  for (const name of ALWAYS) addType(fullName(name), descriptions, schemas);
  for (const schema of schemas.values()) for (const name of referencesIn(schema)) addType(name, descriptions, schemas);
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: '1.36' },
    paths: Object.fromEntries(paths.sort(byName)),
    components: { schemas: Object.fromEntries([...schemas].sort(byName)), securitySchemes: SECURITY },
  };
}

/** Where the document of a resource's group version stands below /openapi/v3/. */
export function openApiPath(info: Pick<ResourceInfo, 'group' | 'version'>): string {
  return `${info.group === '' ? 'api' : 'apis'}/${groupVersionOf(info)}`;
}

/** Sent or answered everywhere. */
const ALWAYS = ['DeleteOptions', 'Patch', 'Status'];

const SECURITY = {
  BearerToken: {
    type: 'apiKey',
    description: 'Bearer Token authentication',
    name: 'authorization',
    in: 'header',
  },
};

function typesOf(info: ResourceInfo, definitions: readonly StoredDefinition[]): ResourceTypes {
  const typed = typedKinds.find(({ apiVersion, kind }) => apiVersion === info.apiVersion && kind === info.kind);
  const object = typed ? fullName(typed.type) : customName(gvkOf(info));
  const own = resourceOf(info.group, info.version, info.resource, undefined, definitions);
  const kind = own?.kind ?? info.kind;
  return { object, list: `${object}List`, kind, isCustom: kindOf(groupVersionOf(info), kind) === undefined };
}

function addBuiltIn(
  info: ResourceInfo,
  { object, list }: ResourceTypes,
  descriptions: Descriptions,
  schemas: Map<string, Schema>,
): void {
  // The options of a connection are no type of the document.
  if (info.kind.endsWith('Options')) return;
  addType(object, descriptions, schemas);
  if (info.subresource !== undefined || !info.verbs.includes('list')) return;
  const gvk = gvkOf(info);
  schemas.set(list, builtInList(gvk, object, descriptions));
}

function addCustom(
  info: ResourceInfo,
  { object, list }: ResourceTypes,
  definitions: readonly StoredDefinition[],
  descriptions: Descriptions,
  schemas: Map<string, Schema>,
): void {
  const gvk = gvkOf(info);
  if (info.subresource !== undefined) return addType(object, descriptions, schemas);
  const version = versionOf(info, definitions);
  schemas.set(object, customSchema(version, gvk, descriptions));
  schemas.set(list, customList(version, gvk, object, info.resource, descriptions));
}

/** A built-in type by its full name, once; the types that it refers to follow as the map is walked on. */
function addType(name: string, descriptions: Descriptions, schemas: Map<string, Schema>): void {
  const known = schemas.has(name) ? undefined : shortName(name);
  if (known === undefined) return;
  const schema = typeSchema(known, gvksOf(known), descriptions);
  if (schema) schemas.set(name, schema);
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : Number(a > b);
}
