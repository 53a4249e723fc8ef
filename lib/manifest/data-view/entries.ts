import type { YamlEntry, YamlMap, YamlNode } from '@/lib/yaml';

export interface ReadEntry {
  readonly entry: YamlEntry;
  readonly name: string;
  /** Brought in by `<<`. */
  readonly isMerged: boolean;
  /** The same key is written again, and the last one counts. */
  readonly isDropped: boolean;
}

/** A map's entries in the order of the text, those of a merge where it stands. */
export function readEntries(map: YamlMap): ReadEntry[] {
  const written = new Map<string, YamlEntry>();
  for (const entry of map.entries) if (entry.name !== undefined) written.set(entry.name, entry);
  const merged = new Set<string>();
  return map.entries.flatMap((entry): ReadEntry[] => {
    const { name } = entry;
    if (name !== undefined) return [{ entry, name, isMerged: false, isDropped: written.get(name) !== entry }];
    return sourcesOf(entry).flatMap((source) =>
      readEntries(source).flatMap((inner): ReadEntry[] => {
        if (inner.isDropped || written.has(inner.name) || merged.has(inner.name)) return [];
        merged.add(inner.name);
        return [{ ...inner, isMerged: true }];
      }),
    );
  });
}

/** The maps that `<<` brings in; what stands in itself is a fault, and brings nothing. */
function sourcesOf({ merge, value }: YamlEntry): YamlMap[] {
  if (!merge) return [];
  const sources: readonly YamlNode[] = value.kind === 'list' ? value.items : [value];
  return sources.flatMap((source) => {
    const map = source.kind === 'alias' ? source.target : source;
    return map?.kind === 'map' && (source.kind !== 'alias' || map.end <= source.start) ? [map] : [];
  });
}
