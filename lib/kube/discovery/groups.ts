/** API groups and their versions, best version first. */
import type { StoredDefinition } from './custom-resources';
import { resources, compare } from './resources';
import { compareVersions } from './version-order';

export interface ApiGroup {
  readonly name: string;
  /** The preferred version goes first. */
  readonly versions: readonly string[];
}

/** Without the core group, whose versions stand apart. Custom groups come last, sorted by name. */
export function groups(definitions: readonly StoredDefinition[] = []): ApiGroup[] {
  const versions = new Map<string, Set<string>>();
  const builtIn = new Set(resources().map(({ group }) => group));
  for (const { group, version } of resources(definitions)) {
    versions.set(group, (versions.get(group) ?? new Set()).add(version));
  }
  const list = [...versions].map(([name, found]) => ({
    name,
    versions: builtIn.has(name) ? [...found] : [...found].sort(compareVersions),
  }));
  const custom = list.filter(({ name }) => !builtIn.has(name));
  return [
    ...list.filter(({ name }) => name !== '' && builtIn.has(name)),
    ...custom.sort((a, b) => compare(a.name, b.name)),
  ];
}
