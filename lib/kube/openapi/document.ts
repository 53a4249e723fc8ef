/** The OpenAPI v3 document of one group version. */
import { groupVersionOf, resources, type ResourceInfo, type StoredDefinition } from '../discovery';
import { kindOf } from '../schema';
import { customName, customSchema, listSchema } from './custom-schema';
import { customVersionSchema } from './custom-version';
import { fullName, shortName } from './names';
import { pathsOf, type PathItem, type ResourceTypes } from './operations';
import { referencesIn, referenceTo, type Descriptions, type GroupVersionKind, type Schema } from './schema';
import { typeSchema } from './type-schema';

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
    const types = typesOf(info);
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

/** Kinds that only a subresource takes, and that no resource is of. */
const BELOW: Readonly<Record<string, string>> = {
  'autoscaling/v1/Scale': 'Scale',
  'policy/v1/Eviction': 'Eviction',
  'authentication.k8s.io/v1/TokenRequest': 'AuthenticationV1TokenRequest',
};

function typesOf(info: ResourceInfo): ResourceTypes {
  const type = kindOf(info.apiVersion, info.kind)?.type ?? BELOW[`${info.apiVersion}/${info.kind}`];
  const isCustom = kindOf(groupVersionOf(info), ownKindOf(info)) === undefined;
  const object = type === undefined ? customName(gvkOf(info)) : fullName(type);
  return { object, list: `${object}List`, isCustom };
}

/** The kind of the resource itself, of which a subresource may know nothing. */
function ownKindOf(info: ResourceInfo): string {
  const own = resources().find(
    ({ group, version, resource, subresource }) =>
      subresource === undefined && group === info.group && version === info.version && resource === info.resource,
  );
  return own?.kind ?? '';
}

function gvkOf({ apiVersion, kind }: ResourceInfo): GroupVersionKind {
  const [version = '', group = ''] = apiVersion.split('/').reverse();
  return { group, kind, version };
}

function addBuiltIn(
  info: ResourceInfo,
  { object, list }: ResourceTypes,
  descriptions: Descriptions,
  schemas: Map<string, Schema>,
): void {
  // The options of a connection are no type of the document.
  if (info.kind.endsWith('Options')) return;
  const gvk = gvkOf(info);
  addType(object, descriptions, schemas, [gvk]);
  if (info.subresource !== undefined || !info.verbs.includes('list')) return;
  const item = { default: {}, allOf: [{ $ref: referenceTo(object) }] };
  schemas.set(list, listSchema(gvk, info.resource, item, descriptions));
}

function addCustom(
  info: ResourceInfo,
  { object, list }: ResourceTypes,
  definitions: readonly StoredDefinition[],
  descriptions: Descriptions,
  schemas: Map<string, Schema>,
): void {
  const gvk = gvkOf(info);
  if (shortName(object) !== undefined) addType(object, descriptions, schemas, [gvk]);
  if (info.subresource !== undefined) return;
  schemas.set(object, customSchema(customVersionSchema(info, definitions), gvk, descriptions));
  schemas.set(list, listSchema(gvk, info.resource, { $ref: referenceTo(object) }, descriptions));
}

/** A built-in type by its full name, once; the types that it refers to follow as the map is walked on. */
function addType(
  name: string,
  descriptions: Descriptions,
  schemas: Map<string, Schema>,
  gvks: readonly GroupVersionKind[] = [],
): void {
  if (schemas.has(name)) return;
  const known = shortName(name);
  const schema = known === undefined ? undefined : typeSchema(known, gvks, descriptions);
  if (schema) schemas.set(name, schema);
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : Number(a > b);
}
