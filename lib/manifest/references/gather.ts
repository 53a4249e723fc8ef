import { kinds } from '@/lib/kube';
import type { YamlPath } from '@/lib/yaml';
import { wideScope, type Definition, type Scope, type Selector, type Use } from './end';
import { fieldOf, isObject, itemsOf, wordOf, type JsonObject } from '../json';

/** The object that is being read, and what was found in it so far. */
export interface Gathering {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly definitions: Definition[];
  readonly uses: Use[];
  readonly selectors: Selector[];
}

/** Reads the ends off one place of an object. `path` is from the document's root. */
export type Read = (value: JsonObject, path: YamlPath, into: Gathering) => void;

const withoutNamespace = new Set(kinds.filter(({ namespaced }) => !namespaced).map(({ kind }) => kind));

/** Where objects of a kind have their names. */
export function objectScope(kind: string, namespace: string): Scope {
  return wideScope('object', kind, withoutNamespace.has(kind) ? '' : namespace);
}

export function keyScope(kind: string, namespace: string, object: string): Scope {
  return wideScope('key', kind, namespace, object);
}

export function servicePortScope(namespace: string, service: string): Scope {
  return wideScope('service-port', namespace, service);
}

/** `field` has the name of an object of the kind. */
export function names(kind: string, field: string): Read {
  return (value, path, into) => useObject(into, kind, value, path, field);
}

/** `name` has the name of the object that holds `key`: secretKeyRef, configMapKeyRef. */
export function namesKey(kind: string): Read {
  return (value, path, into) => {
    useObject(into, kind, value, path, 'name');
    useKey(into, kind, value, value, path);
  };
}

/** A volume made of an object, whole or by `items`. */
export function namesItems(kind: string, field: string): Read {
  return (value, path, into) => {
    useObject(into, kind, value, path, field);
    for (const [index, item] of itemsOf(value['items']).entries()) {
      if (isObject(item)) useKey(into, kind, value, item, [...path, 'items', index], field);
    }
  };
}

/** An object is named together with its kind: scaleTargetRef, roleRef. */
export function namesByKind(): Read {
  return (value, path, into) => {
    const kind = fieldOf(value, 'kind');
    if (typeof kind === 'string') useObject(into, kind, value, path, 'name');
  };
}

export function useObject(
  into: Gathering,
  kind: string,
  value: JsonObject,
  path: YamlPath,
  field: string,
  namespace = into.namespace,
): void {
  if (!Object.hasOwn(value, field)) return;
  into.uses.push({
    thing: 'object',
    kind,
    name: wordOf(value[field]),
    scope: objectScope(kind, namespace),
    silent: value['optional'] === true,
    path: [...path, field],
    at: 'value',
  });
}

function useKey(
  into: Gathering,
  kind: string,
  owner: JsonObject,
  value: JsonObject,
  path: YamlPath,
  nameField = 'name',
): void {
  const holder = wordOf(owner[nameField]);
  if (holder === undefined || !Object.hasOwn(value, 'key')) return;
  into.uses.push({
    thing: 'key',
    kind,
    holder,
    name: wordOf(value['key']),
    scope: keyScope(kind, into.namespace, holder),
    silent: owner['optional'] === true,
    path: [...path, 'key'],
    at: 'value',
  });
}

/** A map of labels as a selector; one whose values are not all texts is the API server's to refuse. */
export function selector(selects: Selector['selects'], field: string): Read {
  return (value, path, into) => {
    if (!Object.hasOwn(value, field)) return;
    const labels = labelsOf(value[field]);
    if (labels === undefined) return;
    const silent = selects === 'own' || itemsOf(value['matchExpressions']).length > 0;
    into.selectors.push({ path: [...path, field], labels, selects, silent });
  };
}

/** Empty for a map that says nothing yet; undefined where it is none or has values that no label can have. */
export function labelsOf(value: unknown): (readonly [string, string])[] | undefined {
  if (value === null) return [];
  if (!isObject(value)) return undefined;
  const labels: (readonly [string, string])[] = [];
  for (const [key, text] of Object.entries(value)) {
    if (typeof text !== 'string') return undefined;
    labels.push([key, text]);
  }
  return labels;
}
