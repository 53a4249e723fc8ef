/**
 * The paths of an OpenAPI document: for each resource what may be done, with the parameters and media types that clients
 * look for. kubectl finds a resource's kind by its path, the fieldValidation parameter by its PATCH, and whether it may send
 * a strategic merge patch by the media types of that.
 *
 * Not modelled: the deprecated watch paths, requests that become connections (exec, proxy), the sentences that describe
 * operations and parameters, and where those of custom resources differ in their lists of parameters.
 */
import { groupVersionOf, type ResourceInfo } from '../discovery';
import { operation, queryParameter, type Operation, type Parameter, type ResourceTypes } from './operation';

type Operations = Partial<Record<'get' | 'put' | 'post' | 'delete' | 'patch', Operation>>;

export interface PathItem extends Readonly<Operations> {
  readonly parameters: readonly Parameter[];
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
const AT = ['resourceVersion', 'resourceVersionMatch', 'sendInitialEvents:boolean', 'shardSelector'];
const LIST = [
  'allowWatchBookmarks:boolean',
  'continue',
  'fieldSelector',
  'labelSelector',
  'limit:integer',
  ...AT,
  'timeoutSeconds:integer',
  'watch:boolean',
];
const DELETE_COLLECTION = [
  'continue',
  'dryRun',
  'fieldSelector',
  'gracePeriodSeconds:integer',
  'ignoreStoreReadErrorWithClusterBreakingPotential:boolean',
  'labelSelector',
  'limit:integer',
  'orphanDependents:boolean',
  'propagationPolicy',
  ...AT,
  'timeoutSeconds:integer',
];

const PATCHES = ['application/apply-patch+yaml', 'application/json-patch+json', 'application/merge-patch+json'];
const STRATEGIC = 'application/strategic-merge-patch+json';

/** The paths of one resource or subresource, by path. */
export function pathsOf(info: ResourceInfo, types: ResourceTypes): [string, PathItem][] {
  const root = `/${info.group === '' ? 'api' : 'apis'}/${groupVersionOf(info)}`;
  const collection = `${info.namespaced ? `${root}/namespaces/{namespace}` : root}/${info.resource}`;
  const namespace = info.namespaced ? ['namespace'] : [];
  const below = info.subresource === undefined ? '' : `/${info.subresource}`;
  const paths: [string, Operations, string[], string[]?][] = [
    [`${collection}/{name}${below}`, objectOperations(info, types), ['name', ...namespace]],
  ];
  if (below === '') paths.push([collection, collectionOperations(info, types), namespace]);
  if (below === '' && info.namespaced) paths.push([`${root}/${info.resource}`, everywhere(info, types), [], LIST]);
  return paths
    .filter(([, operations]) => Object.keys(operations).length > 0)
    .map(([path, operations, names, others = []]) => {
      const inPath = names.map((name) => ({ ...queryParameter(name), in: 'path' as const, required: true as const }));
      return [path, { ...operations, parameters: [...inPath, ...['pretty', ...others].map(queryParameter)] }];
    });
}

function everywhere(info: ResourceInfo, types: ResourceTypes): Operations {
  const scope = 'ForAllNamespaces';
  const list = { verb: 'list', action: 'list', codes: ['200'], answer: types.list, scope };
  return has(info, 'list') ? { get: operation(info, types, list) } : {};
}

function collectionOperations(info: ResourceInfo, types: ResourceTypes): Operations {
  const list = { verb: 'list', action: 'list', parameters: LIST, codes: ['200'], answer: types.list };
  return {
    ...(has(info, 'list') && { get: operation(info, types, list) }),
    ...(has(info, 'create') && { post: create(info, types, WRITE) }),
    ...(has(info, 'deletecollection') && {
      delete: remove(info, types, 'deletecollection', DELETE_COLLECTION, ['200']),
    }),
  };
}

/** What is created below an object, a binding, an eviction or a token, has the object's name in its path. */
function objectOperations(info: ResourceInfo, types: ResourceTypes): Operations {
  const isConnection = info.kind.endsWith('Options');
  if (isConnection) return {};
  const read = { verb: 'read', action: 'get', codes: ['200'], answer: types.object };
  return {
    ...(has(info, 'get') && { get: operation(info, types, read) }),
    ...(has(info, 'update') && { put: replace(info, types) }),
    ...(info.subresource !== undefined && has(info, 'create') && { post: create(info, types, []) }),
    ...(has(info, 'delete') && { delete: remove(info, types, 'delete', DELETE, ['200', '202']) }),
    ...(has(info, 'patch') && { patch: patch(info, types) }),
  };
}

function create(info: ResourceInfo, types: ResourceTypes, parameters: readonly string[]): Operation {
  const body = { type: types.object, media: anyMedia(types), required: true } as const;
  const codes = ['200', '201', '202'];
  return operation(info, types, { verb: 'create', action: 'post', parameters, body, codes, answer: types.object });
}

function replace(info: ResourceInfo, types: ResourceTypes): Operation {
  const body = { type: types.object, media: anyMedia(types), required: true } as const;
  const details = { verb: 'replace', action: 'put', parameters: WRITE, body };
  return operation(info, types, { ...details, codes: ['200', '201'], answer: types.object });
}

function patch(info: ResourceInfo, types: ResourceTypes): Operation {
  const media = types.isCustom ? PATCHES : [...PATCHES, STRATEGIC];
  const body = { type: `${META}.Patch`, media, required: true } as const;
  const details = { verb: 'patch', action: 'patch', parameters: [...WRITE, 'force:boolean'], body };
  const codes = types.isCustom ? ['200'] : ['200', '201'];
  return operation(info, types, { ...details, codes, answer: types.object });
}

function remove(
  info: ResourceInfo,
  types: ResourceTypes,
  action: 'delete' | 'deletecollection',
  parameters: readonly string[],
  codes: readonly string[],
): Operation {
  const body = { type: `${META}.DeleteOptions`, media: anyMedia(types) };
  return operation(info, types, { verb: 'delete', action, parameters, body, codes, answer: `${META}.Status` });
}

/** A built-in resource takes any of several, protobuf among them. */
function anyMedia({ isCustom }: ResourceTypes): string[] {
  return isCustom ? ['application/json', 'application/yaml'] : ['*/*'];
}

function has({ verbs }: ResourceInfo, verb: string): boolean {
  return verbs.includes(verb);
}
