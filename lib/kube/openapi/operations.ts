/**
 * The paths of an OpenAPI document: for each resource what may be done, with the parameters and media types that clients
 * look for. kubectl finds a resource's kind by its path, the fieldValidation parameter by its PATCH, and whether it may send
 * a strategic merge patch by the media types of that.
 *
 * Not modelled: the deprecated watch paths, requests that become connections (exec, proxy), and the sentences that
 * describe operations and parameters.
 */
import { groupVersionOf, type ResourceInfo } from '../discovery';
import { referenceTo, type GroupVersionKind } from './schema';

interface Parameter {
  readonly name: string;
  readonly in: 'query' | 'path';
  readonly required?: true;
  readonly schema: { readonly type: string; readonly uniqueItems: true };
}

type Content = Readonly<Record<string, { readonly schema: { readonly $ref: string } }>>;

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content; readonly required?: true };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: Content }>>;
  readonly 'x-kubernetes-action': string;
  readonly 'x-kubernetes-group-version-kind': GroupVersionKind;
}

export interface PathItem {
  readonly get?: Operation;
  readonly put?: Operation;
  readonly post?: Operation;
  readonly delete?: Operation;
  readonly patch?: Operation;
  readonly parameters: readonly Parameter[];
}

/** How a resource's objects are called in the document. */
export interface ResourceTypes {
  readonly object: string;
  readonly list: string;
  /** Custom resources have no Go struct to merge by. */
  readonly isCustom: boolean;
}

const META = 'io.k8s.apimachinery.pkg.apis.meta.v1';

const WRITE = ['dryRun', 'fieldManager', 'fieldValidation'];
const DELETE = [
  'dryRun',
  'gracePeriodSeconds:integer',
  'ignoreStoreReadErrorWithClusterBreakingPotential:boolean',
  'orphanDependents:boolean',
  'propagationPolicy',
];
const SELECT = ['continue', 'fieldSelector', 'labelSelector', 'limit:integer'];
const AT = ['resourceVersion', 'resourceVersionMatch', 'sendInitialEvents:boolean', 'shardSelector'];
const LIST = ['allowWatchBookmarks:boolean', ...SELECT, ...AT, 'timeoutSeconds:integer', 'watch:boolean'];

const PATCHES = ['application/apply-patch+yaml', 'application/json-patch+json', 'application/merge-patch+json'];
const STRATEGIC = 'application/strategic-merge-patch+json';

/** The paths of one resource or subresource, by path. */
export function pathsOf(info: ResourceInfo, types: ResourceTypes): [string, PathItem][] {
  const root = `/${info.group === '' ? 'api' : 'apis'}/${groupVersionOf(info)}`;
  const below = info.namespaced ? `${root}/namespaces/{namespace}` : root;
  const collection = `${below}/${info.resource}`;
  const namespace = info.namespaced ? ['namespace'] : [];
  const object = pathItem(objectOperations(info, types), ['name', ...namespace]);
  if (info.subresource !== undefined) return entries([`${collection}/{name}/${info.subresource}`, object]);
  const everywhere = has(info, 'list') ? { get: list(info, types, 'ForAllNamespaces') } : {};
  return entries(
    [collection, pathItem(collectionOperations(info, types), namespace)],
    [`${collection}/{name}`, object],
    ...(info.namespaced ? [[`${root}/${info.resource}`, pathItem(everywhere, [])] as const] : []),
  );
}

type Operations = Partial<Record<'get' | 'put' | 'post' | 'delete' | 'patch', Operation>>;

function entries(...items: (readonly [string, PathItem])[]): [string, PathItem][] {
  return items.filter(([, item]) => Object.keys(item).length > 1).map(([path, item]) => [path, item]);
}

function pathItem(operations: Operations, names: readonly string[]): PathItem {
  const inPath = names.map((name) => ({ ...parameter(name), in: 'path' as const, required: true as const }));
  return { ...operations, parameters: [...inPath, parameter('pretty')] };
}

function collectionOperations(info: ResourceInfo, types: ResourceTypes): Operations {
  const collection = [...SELECT.slice(0, 1), ...DELETE.slice(0, 1), ...SELECT.slice(1, 2), ...DELETE.slice(1, 3)];
  const rest = [...SELECT.slice(2), ...DELETE.slice(3), ...AT, 'timeoutSeconds:integer'];
  return {
    ...(has(info, 'list') && { get: list(info, types, '') }),
    ...(has(info, 'create') && { post: write(info, types, 'create', 'post', ['200', '201', '202'], WRITE) }),
    ...(has(info, 'deletecollection') && {
      delete: remove(info, types, 'deletecollection', ['200'], [...collection, ...rest]),
    }),
  };
}

function objectOperations(info: ResourceInfo, types: ResourceTypes): Operations {
  // What is created below an object has its name in the path: a binding, an eviction, a token. Connections are left out.
  const isConnection = info.kind.endsWith('Options');
  const isBelow = info.subresource !== undefined;
  if (isConnection) return {};
  return {
    ...(has(info, 'get') && { get: operation(info, 'read', 'get', [], responses(['200'], types.object)) }),
    ...(has(info, 'update') && { put: write(info, types, 'replace', 'put', ['200', '201'], WRITE) }),
    ...(isBelow && has(info, 'create') && { post: write(info, types, 'create', 'post', ['200', '201', '202'], []) }),
    ...(has(info, 'delete') && { delete: remove(info, types, 'delete', ['200', '202'], DELETE) }),
    ...(has(info, 'patch') && { patch: patch(info, types) }),
  };
}

function list(info: ResourceInfo, types: ResourceTypes, scope: string): Operation {
  return operation(info, 'list', 'list', LIST, responses(['200'], types.list), scope);
}

function write(
  info: ResourceInfo,
  { object }: ResourceTypes,
  verb: string,
  action: string,
  codes: readonly string[],
  parameters: readonly string[],
): Operation {
  const requestBody = { content: content(['*/*'], object), required: true as const };
  return { ...operation(info, verb, action, parameters, responses(codes, object)), requestBody };
}

function patch(info: ResourceInfo, { object, isCustom }: ResourceTypes): Operation {
  const media = isCustom ? PATCHES : [...PATCHES, STRATEGIC];
  const requestBody = { content: content(media, `${META}.Patch`), required: true as const };
  const parameters = [...WRITE, 'force:boolean'];
  return { ...operation(info, 'patch', 'patch', parameters, responses(['200', '201'], object)), requestBody };
}

function remove(
  info: ResourceInfo,
  _types: ResourceTypes,
  action: 'delete' | 'deletecollection',
  codes: readonly string[],
  parameters: readonly string[],
): Operation {
  const requestBody = { content: content(['*/*'], `${META}.DeleteOptions`) };
  const answer = responses(codes, `${META}.Status`);
  return { ...operation(info, 'delete', action, parameters, answer), requestBody };
}

function operation(
  info: ResourceInfo,
  verb: string,
  action: string,
  parameters: readonly string[],
  answer: Operation['responses'],
  scope = '',
): Operation {
  const [version = '', group = ''] = info.apiVersion.split('/').reverse();
  return {
    operationId: operationId(info, action === 'deletecollection' ? 'deleteCollection' : verb, scope),
    ...(parameters.length > 0 && { parameters: parameters.map(parameter) }),
    responses: answer,
    'x-kubernetes-action': action,
    'x-kubernetes-group-version-kind': { group, version, kind: info.kind },
  };
}

/** `readAppsV1NamespacedDeploymentScale`. */
function operationId(
  { group, version, namespaced, kind, subresource, resource }: ResourceInfo,
  verb: string,
  scope: string,
): string {
  const place = group === '' ? 'Core' : capital(group.split('.')[0] ?? '');
  const [action, collection] = verb === 'deleteCollection' ? ['delete', 'Collection'] : [verb, ''];
  const isNamespaced = namespaced && scope === '' ? 'Namespaced' : '';
  const own = subresource === undefined ? kind : `${capital(resource)}${capital(subresource)}`;
  return `${action}${place}${capital(version)}${collection}${isNamespaced}${own}${namespaced ? scope : ''}`;
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

function has({ verbs }: ResourceInfo, verb: string): boolean {
  return verbs.includes(verb);
}

function parameter(text: string): Parameter {
  const [name = '', type = 'string'] = text.split(':');
  return { name, in: 'query', schema: { type, uniqueItems: true } };
}

function content(media: readonly string[], type: string): Content {
  return Object.fromEntries(media.map((name) => [name, { schema: { $ref: referenceTo(type) } }]));
}

function responses(codes: readonly string[], type: string): Operation['responses'] {
  const media = ['application/json', 'application/yaml'];
  const answers = codes.map((code) => [code, { description: DESCRIPTIONS[code] ?? '', content: content(media, type) }]);
  return { ...Object.fromEntries(answers), '401': { description: 'Unauthorized' } };
}

const DESCRIPTIONS: Readonly<Record<string, string>> = { '200': 'OK', '201': 'Created', '202': 'Accepted' };
