import type { YamlPath } from '@/lib/yaml';
import type { ObjectEnds, PodLabels } from './end';
import { keyScope, labelsOf, objectScope, type Gathering } from './gather';
import { fieldOf, isObject, itemsOf, type JsonObject } from '../json';
import { walk } from './pattern';
import { podLabelsPath, rulesOf } from './rules';

/** What was read is read once: a document that did not change has the same value as before. */
const known = new WeakMap<object, readonly ObjectEnds[]>();

/** The ends in a document's value: of its one object, or of each in a `List`. Kinds need not be known or right. */
export function endsOf(value: unknown): readonly ObjectEnds[] {
  if (!isObject(value)) return [];
  const before = known.get(value);
  if (before) return before;
  const found =
    value['kind'] === 'List'
      ? itemsOf(value['items']).flatMap((item, index) => (isObject(item) ? endsOfObject(item, ['items', index]) : []))
      : endsOfObject(value, []);
  known.set(value, found);
  return found;
}

function endsOfObject(value: JsonObject, at: YamlPath): ObjectEnds[] {
  const kind = fieldOf(value, 'kind');
  if (typeof kind !== 'string') return [];
  const metadata = fieldOf(value, 'metadata');
  const into: Gathering = {
    kind,
    name: textOf(fieldOf(metadata, 'name')) ?? '',
    namespace: textOf(fieldOf(metadata, 'namespace')) ?? 'default',
    definitions: [],
    uses: [],
    selectors: [],
  };
  defineObject(value, at, into);
  walk(rulesOf(kind), value, at, into);
  const { name, namespace, definitions, uses, selectors } = into;
  const headless = fieldOf(fieldOf(value, 'spec'), 'clusterIP') === 'None';
  const podLabels = podLabelsOf(kind, value, at);
  return [{ kind, name, namespace, headless, definitions, uses, selectors, podLabels }];
}

function defineObject(value: JsonObject, at: YamlPath, into: Gathering): void {
  const { kind, name, namespace, definitions } = into;
  if (name === '') return;
  const scopes = [objectScope(kind, namespace)];
  definitions.push({ thing: 'object', name, scopes, path: [...at, 'metadata', 'name'], at: 'value' });
  const dataFields = { Secret: ['data', 'stringData'], ConfigMap: ['data', 'binaryData'] };
  if (kind !== 'Secret' && kind !== 'ConfigMap') return;
  const keys = [keyScope(kind, namespace, name)];
  for (const field of dataFields[kind]) {
    const data = fieldOf(value, field);
    if (!isObject(data)) continue;
    for (const key of Object.keys(data)) {
      definitions.push({ thing: 'key', name: key, scopes: keys, path: [...at, field, key], at: 'key' });
    }
  }
}

function podLabelsOf(kind: string, value: JsonObject, at: YamlPath): PodLabels | undefined {
  const path = podLabelsPath(kind);
  if (!path) return undefined;
  let found: unknown = value;
  for (const step of path.slice(0, -2)) found = fieldOf(found, step);
  // A template that is not there yet has no labels to compare with.
  if (!isObject(found)) return undefined;
  const labels = fieldOf(fieldOf(found, 'metadata'), 'labels');
  return { path: [...at, ...path], labels: labelsOf(labels ?? null) ?? [] };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
