import type { YamlEntry, YamlMap, YamlNode } from './model';

/** The maps that the value of `<<` brings in, the one that counts most first. */
export function mergedMaps(value: YamlNode): YamlMap[] {
  const sources = value.kind === 'list' ? value.items : [value];
  return sources.flatMap((source) => {
    const map = source.kind === 'alias' ? source.target : source;
    return map?.kind === 'map' ? [map] : [];
  });
}

/** The entries that count, merges resolved: of a key that is set more than once the last. */
export function effectiveEntries(map: YamlMap): YamlEntry[] {
  const entries = new Map<unknown, YamlEntry>();
  collect(map, entries, new Set());
  return [...entries.values()];
}

function collect(map: YamlMap, into: Map<unknown, YamlEntry>, within: Set<YamlMap>): void {
  if (within.has(map)) return;
  within.add(map);
  for (const entry of map.entries) {
    if (!entry.merge) into.set(entry.name ?? entry.key.value, entry);
    else for (const source of mergedMaps(entry.value).toReversed()) collect(source, into, within);
  }
  within.delete(map);
}

/** The entry that sets a field: the last of that name, be it in the map or merged into it. */
export function findEntry(map: YamlMap, name: string): YamlEntry | undefined {
  for (let k = map.entries.length - 1; k >= 0; k--) {
    const entry = map.entries[k];
    if (entry?.name === name) return entry;
    if (!entry?.merge) continue;
    for (const source of mergedMaps(entry.value)) {
      const found = findEntry(source, name);
      if (found) return found;
    }
  }
  return undefined;
}
