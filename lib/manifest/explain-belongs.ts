/** Where in a kind's structure a field of some name lives: for one that was written too high or too low. */
import { schemaOf, schemaType, type SchemaField, type SchemaType } from '@/lib/kube';
import type { YamlPath } from '@/lib/yaml';
import { placeAt } from './field-at';
import { nodeAt, type Source } from './fix-source';

interface Candidate {
  readonly path: YamlPath;
  /** How many of its steps are in the text already. */
  readonly there: number;
}

/** Not written by hand, or not what a beginner means. */
const SELDOM = new Set(['status', 'managedFields', 'ownerReferences', 'initContainers', 'ephemeralContainers']);

/** Deep enough for the container of a CronJob. */
const DEEPEST = 9;

/**
 * The path at which a field called `name` with such a value would be right: below the object it stands in, or else
 * above it, or else anywhere in the kind; of several the nearest, and then the one whose parents are written already.
 * Paths are from the object's root, `base` is where that lies in the document.
 */
export function belongs(
  source: Source,
  kind: { readonly apiVersion: string; readonly kind: string; readonly base: YamlPath },
  parent: YamlPath,
  name: string,
  value: unknown,
): YamlPath | undefined {
  const root = schemaOf(kind.apiVersion, kind.kind);
  if (!root) return undefined;
  const place = placeAt(kind.apiVersion, kind.kind, parent)?.type;
  const below = place && inside(source, kind.base, place, parent, name, value);
  if (below) return below;
  for (let depth = parent.length - 1; depth >= 0; depth -= 1) {
    const above = parent.slice(0, depth);
    const field = placeAt(kind.apiVersion, kind.kind, above)?.type?.fields.get(name);
    if (field && takes(field, value)) return [...above, name];
  }
  return inside(source, kind.base, root, [], name, value);
}

function inside(
  source: Source,
  base: YamlPath,
  start: SchemaType,
  from: YamlPath,
  name: string,
  value: unknown,
): YamlPath | undefined {
  let level: { type: SchemaType; path: YamlPath }[] = [{ type: start, path: from }];
  const seen = new Set([start.name]);
  for (let depth = 0; depth < DEEPEST && level.length > 0; depth += 1) {
    const found: Candidate[] = [];
    const next: typeof level = [];
    const met: string[] = [];
    for (const { type, path } of level) {
      for (const [step, field] of type.fields) {
        if (SELDOM.has(step)) continue;
        const list = field.is === 'list';
        const inner = list ? field.of : field;
        if (inner?.is !== 'object' || inner.type === undefined || seen.has(inner.type)) continue;
        const below = schemaType(inner.type);
        if (!below) continue;
        met.push(inner.type);
        const at = list ? [...path, step, 0] : [...path, step];
        const wanted = below.fields.get(name);
        if (wanted && takes(wanted, value)) found.push({ path: [...at, name], there: written(source, base, at) });
        next.push({ type: below, path: at });
      }
    }
    const best = found.toSorted((a, b) => b.there - a.there)[0];
    if (best) return best.path;
    for (const type of met) seen.add(type);
    level = next;
  }
  return undefined;
}

function written(source: Source, base: YamlPath, path: YamlPath): number {
  let depth = path.length;
  while (depth > 0 && !nodeAt(source, [...base, ...path.slice(0, depth)])) depth -= 1;
  return depth;
}

/** Whether a value is of the shape that a field wants; nothing at all fits anywhere. */
export function takes(field: SchemaField, value: unknown): boolean {
  if (value === null || value === undefined || field.is === 'any') return true;
  if (Array.isArray(value)) return field.is === 'list';
  if (typeof value === 'object') return field.is === 'object' || field.is === 'map';
  if (typeof value === 'boolean') return field.is === 'boolean';
  if (typeof value === 'number') return ['integer', 'number', 'int-or-string', 'quantity'].includes(field.is);
  return ['string', 'int-or-string', 'quantity', 'time', 'bytes'].includes(field.is);
}
