/** All resources that are served, in the order in which the server lists them. */
import { customResources, type StoredDefinition } from './custom-resources';
import { readResources } from './read-resources';
import { groupVersionOf, type ResourceInfo } from './resource-info';

let builtIn: readonly ResourceInfo[] | undefined;

/** Built-in resources first, group by group; subresources follow their resource. */
export function resources(definitions: readonly StoredDefinition[] = []): readonly ResourceInfo[] {
  builtIn ??= readResources();
  if (definitions.length === 0) return builtIn;
  const custom = definitions.flatMap(customResources);
  return [...builtIn, ...custom.sort((a, b) => compare(a.resource, b.resource))];
}

let byPath: ReadonlyMap<string, ResourceInfo> | undefined;

/** The resource behind a path of the API, or undefined: that is a 404. */
export function resourceOf(
  group: string,
  version: string,
  resource: string,
  subresource?: string,
  definitions: readonly StoredDefinition[] = [],
): ResourceInfo | undefined {
  byPath ??= new Map(resources().map((info) => [pathOf(info), info]));
  const wanted = pathOf({ group, version, resource, ...(subresource !== undefined && { subresource }) });
  const found = byPath.get(wanted);
  if (found) return found;
  for (const definition of definitions) {
    const custom = customResources(definition).find((info) => pathOf(info) === wanted);
    if (custom) return custom;
  }
  return undefined;
}

/** `apps/v1` → its resources; one list for each group version, in their order. */
export function byGroupVersion(definitions: readonly StoredDefinition[] = []): Map<string, ResourceInfo[]> {
  const lists = new Map<string, ResourceInfo[]>();
  for (const info of resources(definitions)) {
    const groupVersion = groupVersionOf(info);
    const list = lists.get(groupVersion);
    if (list) list.push(info);
    else lists.set(groupVersion, [info]);
  }
  return lists;
}

export function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function pathOf(info: Pick<ResourceInfo, 'group' | 'version' | 'resource' | 'subresource'>): string {
  return `${info.group}/${info.version}/${info.resource}/${info.subresource ?? ''}`;
}
