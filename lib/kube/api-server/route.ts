/**
 * Which resource an address means: first as it is written, which is what authorization asks for, then whether anything is
 * served there. Models RequestInfoFactory (apiserver's endpoints/request/requestinfo.go) and the routes that installer.go
 * makes of a resource.
 */
import { resourceOf, resources, type ResourceInfo, type StoredDefinition } from '../discovery';
import { kindOf, type Kind } from '../schema';

export interface ResourceAddress {
  readonly group: string;
  readonly version: string;
  readonly namespace?: string;
  readonly resource: string;
  readonly name?: string;
  readonly subresource?: string;
  /** What stands behind the subresource: `proxy`'s path. */
  readonly rest: string;
  /** `/api/v1/watch/pods`: the old way to ask for a watch. */
  readonly isWatch: boolean;
}

export interface Route extends ResourceAddress {
  readonly info: ResourceInfo;
  /** Of the objects that lie there: `Deployment` also for `deployments/scale`. */
  readonly kind: Kind;
}

/** Undefined for an address of something else. @param segments `['apis', 'apps', 'v1', 'namespaces', 'default', 'deployments', 'web']` */
export function readResourceAddress(segments: readonly string[]): ResourceAddress | undefined {
  const [root] = segments;
  const isCore = root === 'api';
  if (!isCore && root !== 'apis') return undefined;
  let rest = segments.slice(isCore ? 2 : 3);
  if (rest.length === 0) return undefined;
  const isWatch = rest[0] === 'watch' && rest.length > 1;
  if (isWatch) rest = rest.slice(1);
  let namespace: string | undefined;
  if (rest[0] === 'namespaces' && rest[1] !== undefined) {
    namespace = rest[1];
    if (rest.length > 2 && !isPartOfNamespace(rest[2])) rest = rest.slice(2);
  }
  const [resource = '', name, subresource, ...tail] = rest;
  return {
    group: isCore ? '' : (segments[1] ?? ''),
    version: segments[isCore ? 1 : 2] ?? '',
    resource,
    ...(namespace !== undefined && { namespace }),
    ...(name !== undefined && { name }),
    ...(subresource !== undefined && { subresource }),
    rest: tail.join('/'),
    isWatch,
  };
}

/** `/namespaces/default/status` is about the namespace itself. */
function isPartOfNamespace(segment: string | undefined): boolean {
  return segment === 'status' || segment === 'finalize';
}

/** Undefined where nothing is served. */
export function routeOf(address: ResourceAddress, definitions: readonly StoredDefinition[]): Route | undefined {
  const { group, version, resource, name, subresource, rest, isWatch } = address;
  const own =
    resourceOf(group, version, resource, undefined, definitions) ??
    resources(definitions).find((one) => one.resource === resource && one.group === group && one.version === version);
  const info = subresource === undefined ? own : resourceOf(group, version, resource, subresource, definitions);
  if (!own || !info) return undefined;
  if (subresource !== undefined && rest !== '' && subresource !== 'proxy') return undefined;
  if (isWatch && !own.verbs.includes('watch')) return undefined;
  // What lives in no namespace but itself: `/namespaces/default` names one all the same.
  const { namespace: home, ...outside } = address;
  const isNamespace = resource === 'namespaces' && group === '';
  const isInside = home !== undefined && !isNamespace;
  if (isInside && !info.namespaced) return undefined;
  if (!isInside && info.namespaced && name !== undefined) return undefined;
  const isItem = name !== undefined && subresource === undefined;
  if (isItem && !own.verbs.some((verb) => ON_ITEMS.has(verb))) return undefined;
  const kind = kindBehind(own, group, version);
  return { ...(isInside ? address : outside), info, kind };
}

const ON_ITEMS: ReadonlySet<string> = new Set(['get', 'update', 'patch', 'delete']);
const ON_COLLECTIONS: ReadonlySet<string> = new Set(['list', 'watch', 'create', 'deletecollection']);

/** Whether its address takes the verb; a collection of all namespaces can only be read. */
export function takesVerb({ info, name, namespace, subresource, isWatch }: Route, verb: string): boolean {
  if (subresource === 'proxy') return true;
  if (subresource !== undefined) return info.verbs.includes(verb);
  if (!info.verbs.includes(verb)) return false;
  if (isWatch) return verb === 'watch';
  if (name !== undefined) return ON_ITEMS.has(verb) || verb === 'watch';
  if (!ON_COLLECTIONS.has(verb)) return false;
  return namespace !== undefined || !info.namespaced || verb === 'list' || verb === 'watch';
}

function kindBehind(info: ResourceInfo, group: string, version: string): Kind {
  const apiVersion = group === '' ? version : `${group}/${version}`;
  const { kind, resource, namespaced, shortNames } = info;
  return kindOf(apiVersion, kind) ?? { apiVersion, kind, group, version, resource, namespaced, shortNames, type: '' };
}
