/** Discovery in one answer: apidiscovery.k8s.io/v2. */
import type { StoredDefinition } from './custom-resources';
import { groups } from './groups';
import type { ResourceInfo } from './resource-info';
import { byGroupVersion, resourceOf } from './resources';

export const AGGREGATED_DISCOVERY_TYPE = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

interface ResponseKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

interface SubresourceDiscovery {
  readonly subresource: string;
  readonly responseKind: ResponseKind;
  readonly verbs: readonly string[];
}

interface ResourceDiscovery {
  readonly resource: string;
  readonly responseKind: ResponseKind;
  readonly scope: 'Namespaced' | 'Cluster';
  readonly singularResource: string;
  readonly verbs: readonly string[];
  readonly shortNames?: readonly string[];
  readonly categories?: readonly string[];
  readonly subresources?: readonly SubresourceDiscovery[];
}

export interface ApiGroupDiscoveryList {
  readonly kind: 'APIGroupDiscoveryList';
  readonly apiVersion: 'apidiscovery.k8s.io/v2';
  readonly metadata: object;
  readonly items: readonly {
    readonly metadata: { readonly name?: string };
    readonly versions: readonly {
      readonly version: string;
      readonly resources: readonly ResourceDiscovery[];
      readonly freshness: 'Current';
    }[];
  }[];
}

/** @param root the core group, or all the others */
export function aggregatedDiscovery(
  root: 'api' | 'apis',
  definitions: readonly StoredDefinition[] = [],
): ApiGroupDiscoveryList {
  const lists = byGroupVersion(definitions);
  const version = (group: string, version: string) => ({
    version,
    resources: resourcesOf(lists.get(group === '' ? version : `${group}/${version}`) ?? []),
    freshness: 'Current' as const,
  });
  const items =
    root === 'api'
      ? [{ metadata: {}, versions: [version('', 'v1')] }]
      : groups(definitions).map(({ name, versions }) => ({
          metadata: { name },
          versions: versions.map((one) => version(name, one)),
        }));
  return { kind: 'APIGroupDiscoveryList', apiVersion: 'apidiscovery.k8s.io/v2', metadata: {}, items };
}

function resourcesOf(list: readonly ResourceInfo[]): ResourceDiscovery[] {
  return list
    .filter(({ subresource }) => subresource === undefined)
    .map((info) => {
      const { resource, singularName, namespaced, verbs, shortNames, categories } = info;
      const subresources = list
        .filter((other) => other.resource === resource && other.subresource !== undefined)
        .map((other) => ({
          subresource: other.subresource ?? '',
          responseKind: responseKind(other),
          verbs: other.verbs,
        }));
      return {
        resource,
        responseKind: responseKind(info),
        scope: namespaced ? 'Namespaced' : 'Cluster',
        singularResource: singularName,
        verbs,
        ...(shortNames.length > 0 && { shortNames }),
        ...(categories.length > 0 && { categories }),
        ...(subresources.length > 0 && { subresources }),
      };
    });
}

/** A built-in kind of the same group version is named alone. */
function responseKind({ group, version, resource, kind, apiVersion }: ResourceInfo): ResponseKind {
  const [kindVersion = '', kindGroup = ''] = apiVersion.split('/').reverse();
  const isForeign = kindGroup !== group || kindVersion !== version;
  if (!isForeign && resourceOf(group, version, resource)) return { group: '', version: '', kind };
  return { group: kindGroup, version: kindVersion, kind };
}
