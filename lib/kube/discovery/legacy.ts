/** Discovery as it was before the aggregated form: one request a group version. */
import type { StoredDefinition } from './custom-resources';
import { groups, type ApiGroup } from './groups';
import type { ResourceInfo } from './resource-info';
import { byGroupVersion, compare } from './resources';

export interface ApiVersions {
  readonly kind: 'APIVersions';
  readonly versions: readonly string[];
  readonly serverAddressByClientCIDRs: readonly { readonly clientCIDR: string; readonly serverAddress: string }[];
}

export interface GroupVersion {
  readonly groupVersion: string;
  readonly version: string;
}

export interface ApiGroupEntry {
  readonly name: string;
  readonly versions: readonly GroupVersion[];
  readonly preferredVersion: GroupVersion;
}

export interface ApiGroupList {
  readonly kind: 'APIGroupList';
  readonly apiVersion: 'v1';
  readonly groups: readonly ApiGroupEntry[];
}

export interface ApiGroupAnswer extends ApiGroupEntry {
  readonly kind: 'APIGroup';
  readonly apiVersion: 'v1';
}

export interface ApiResource {
  /** `pods`, `pods/log`. */
  readonly name: string;
  readonly singularName: string;
  readonly namespaced: boolean;
  readonly group?: string;
  readonly version?: string;
  readonly kind: string;
  readonly verbs: readonly string[];
  readonly shortNames?: readonly string[];
  readonly categories?: readonly string[];
}

export interface ApiResourceList {
  readonly kind: 'APIResourceList';
  readonly apiVersion?: 'v1';
  readonly groupVersion: string;
  readonly resources: readonly ApiResource[];
}

/** @param serverAddress host and port at which the server is reached */
export function apiVersions(serverAddress = '192.168.49.2:8443'): ApiVersions {
  return {
    kind: 'APIVersions',
    versions: ['v1'],
    serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress }],
  };
}

/** Custom groups go by the first of their APIServices, `v1.example.com`. Models SortedByGroupAndVersion of kube-aggregator. */
export function apiGroupList(definitions: readonly StoredDefinition[] = []): ApiGroupList {
  const all = groups(definitions);
  const builtIn = groups().length;
  const first = ({ name, versions }: ApiGroup): string =>
    versions.map((version) => `${version}.${name}`).sort()[0] ?? '';
  const custom = all.slice(builtIn).sort((a, b) => compare(first(a), first(b)));
  return { kind: 'APIGroupList', apiVersion: 'v1', groups: [...all.slice(0, builtIn), ...custom].map(entryOf) };
}

/** Undefined for a group that nobody serves. */
export function apiGroup(name: string, definitions: readonly StoredDefinition[] = []): ApiGroupAnswer | undefined {
  const found = groups(definitions).find((group) => group.name === name);
  return found && { kind: 'APIGroup', apiVersion: 'v1', ...entryOf(found) };
}

/** @param groupVersion `v1`, `apps/v1`; undefined for one that nobody serves */
export function apiResourceList(
  groupVersion: string,
  definitions: readonly StoredDefinition[] = [],
): ApiResourceList | undefined {
  const list = byGroupVersion(definitions).get(groupVersion);
  if (!list) return undefined;
  const head = groupVersion === 'v1' ? ({ kind: 'APIResourceList' } as const) : HEAD;
  return { ...head, groupVersion, resources: list.map(apiResource) };
}

/** That of the core group says no version of its own. */
const HEAD = { kind: 'APIResourceList', apiVersion: 'v1' } as const;

function entryOf({ name, versions }: ApiGroup): ApiGroupEntry {
  const list = versions.map((version) => ({ groupVersion: `${name}/${version}`, version }));
  return { name, versions: list, preferredVersion: list[0] ?? { groupVersion: '', version: '' } };
}

function apiResource(info: ResourceInfo): ApiResource {
  const { resource, subresource, singularName, namespaced, kind, verbs, shortNames, categories } = info;
  const [version = '', group = ''] = info.apiVersion.split('/').reverse();
  const isForeign = group !== info.group || version !== info.version;
  return {
    name: subresource === undefined ? resource : `${resource}/${subresource}`,
    singularName,
    namespaced,
    ...(isForeign && { group, version }),
    kind,
    verbs,
    ...(shortNames.length > 0 && { shortNames }),
    ...(categories.length > 0 && { categories }),
  };
}
