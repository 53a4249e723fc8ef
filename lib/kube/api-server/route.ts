/** Which resource an address means. Models RequestInfoFactory (apiserver's endpoints/request/requestinfo.go). */
import { resourceOf, resources, type ResourceInfo, type StoredDefinition } from '../discovery';
import { kindOf, type Kind } from '../schema';

export interface Route {
  readonly info: ResourceInfo;
  /** Of the objects that lie there: `Deployment` also for `deployments/scale`. */
  readonly kind: Kind;
  readonly namespace?: string;
  readonly name?: string;
  readonly subresource?: string;
  /** What stands behind `proxy`. */
  readonly rest: string;
  /** `/api/v1/watch/pods`: the old way to ask for a watch. */
  readonly isWatch: boolean;
}

/** Undefined where nothing is served. @param segments `['apis', 'apps', 'v1', 'namespaces', 'default', 'deployments', 'web']` */
export function routeOf(segments: readonly string[], definitions: readonly StoredDefinition[]): Route | undefined {
  const isCore = segments[0] === 'api';
  const group = isCore ? '' : (segments[1] ?? '');
  const version = segments[isCore ? 1 : 2] ?? '';
  let rest = segments.slice(isCore ? 2 : 3);
  const isWatch = rest[0] === 'watch';
  if (isWatch) rest = rest.slice(1);
  let namespace: string | undefined;
  if (rest[0] === 'namespaces' && rest.length > 2 && !isPartOfNamespace(rest[2])) {
    namespace = rest[1];
    rest = rest.slice(2);
  }
  const [resource = '', name, subresource, ...tail] = rest;
  const own = resourceOf(group, version, resource, undefined, definitions);
  const info = subresource === undefined ? own : resourceOf(group, version, resource, subresource, definitions);
  const isReview = own === undefined && subresource === undefined;
  const found =
    info ??
    (isReview
      ? resources(definitions).find(
          (one) => one.resource === resource && one.group === group && one.version === version,
        )
      : undefined);
  if (!found) return undefined;
  const kind = kindBehind(own ?? found, group, version);
  return {
    info: found,
    kind,
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

function kindBehind(info: ResourceInfo, group: string, version: string): Kind {
  const apiVersion = group === '' ? version : `${group}/${version}`;
  const { kind, resource, namespaced, shortNames } = info;
  return kindOf(apiVersion, kind) ?? { apiVersion, kind, group, version, resource, namespaced, shortNames, type: '' };
}
