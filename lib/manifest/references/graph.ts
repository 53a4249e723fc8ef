import type { YamlDocument, YamlFile } from '@/lib/yaml';
import type { Labels, ObjectEnds, Scope, Selector, Spot, Thing, Use } from './end';
import { nearestWord } from '../nearest';
import { objectScope } from './gather';

/** An object at its place; one that is applied and not in the files has neither file nor document. */
export interface PlacedObject {
  readonly index: number;
  readonly ends: ObjectEnds;
  readonly file?: string;
  readonly read?: YamlFile;
  readonly document?: YamlDocument;
}

/** One end of a reference. */
export interface End extends Spot {
  readonly object: PlacedObject;
  readonly thing: Thing;
  readonly role: 'definition' | 'use';
  readonly word: string | undefined;
  readonly scopes: readonly string[];
  readonly detail?: string;
  readonly use?: Use;
}

export interface LooseSelector {
  readonly object: PlacedObject;
  readonly selector: Selector;
  readonly labels: Labels;
}

/**
 * How many ends one word is tied to at most. Thousands of Services that all select the same thousands of Pods are no
 * file that a person reads; what is beyond is neither marked nor called missing.
 */
const MOST_TIES = 40;

/** All ends of all objects, and which are tied to which. */
export class Graph {
  readonly ends: End[] = [];
  /** Uses that name what is not there, silent ones too. */
  readonly looseUses: End[] = [];
  readonly looseSelectors: LooseSelector[] = [];
  private readonly defined = new Map<string, Map<string, End[]>>();
  private readonly slips = new Map<string, string | undefined>();
  private readonly namespaces = new Set<string>();
  private readonly ties = new Map<End, End[]>();
  private readonly podsByLabel = new Map<string, PlacedObject[]>();
  private readonly podsByNamespace = new Map<string, PlacedObject[]>();
  private readonly selected = new Map<PlacedObject, readonly PlacedObject[]>();
  private readonly labelEnds = new Map<string, readonly [key: End, value: End]>();

  constructor(readonly objects: readonly PlacedObject[]) {
    for (const object of objects) this.define(object);
    for (const object of objects) for (const selector of object.ends.selectors) this.select(object, selector);
    for (const object of objects) for (const use of object.ends.uses) this.resolve(object, use);
  }

  tiesOf(end: End): readonly End[] {
    return this.ties.get(end) ?? [];
  }

  /** What can be named in the scopes of an end, in the order of the files. */
  candidates(end: End): End[] {
    return end.scopes.flatMap((scope) => this.definitionsIn(scope));
  }

  /** The name that the end was probably meant to have; the same slip is often made more than once. */
  nearestTo(end: End): string | undefined {
    const { word = '', scopes } = end;
    const slip = [word, ...scopes].join('|');
    if (!this.slips.has(slip)) this.slips.set(slip, nearestWord(word, namesOf(this.candidates(end))));
    return this.slips.get(slip);
  }

  definitionsIn(scope: string): End[] {
    return [...(this.defined.get(scope)?.values() ?? [])].flat();
  }

  definitions(scope: string, name: string): readonly End[] {
    return this.defined.get(scope)?.get(name) ?? [];
  }

  /** The Pods and Pod templates of a namespace. */
  pods(namespace: string): readonly PlacedObject[] {
    return this.podsByNamespace.get(namespace) ?? [];
  }

  definitionOf(kind: string, namespace: string, name: string): End | undefined {
    return this.definitions(objectScope(kind, namespace).text, name)[0];
  }

  isDefined(kind: string, namespace: string, name: string): boolean {
    return this.definitionOf(kind, namespace, name) !== undefined;
  }

  /** A namespace that has an object of that kind and name. */
  namespaceOf(kind: string, name: string): string | undefined {
    return [...this.namespaces].find((namespace) => this.isDefined(kind, namespace, name));
  }

  /** A Pod of any namespace with all of the labels. */
  selectedElsewhere(labels: Labels): PlacedObject | undefined {
    return this.objects.find(({ ends }) => ends.podLabels && hasAll(ends.podLabels.labels, labels));
  }

  private define(object: PlacedObject): void {
    const { definitions, podLabels, namespace } = object.ends;
    this.namespaces.add(namespace);
    for (const { scopes, name, ...rest } of definitions) {
      const texts = scopes.map((scope) => scopeText(scope, object));
      const end: End = { ...rest, object, role: 'definition', word: name, scopes: texts };
      this.ends.push(end);
      for (const text of texts) push(nested(this.defined, text), name, end);
    }
    if (!podLabels) return;
    push(this.podsByNamespace, namespace, object);
    for (const [key, value] of podLabels.labels) push(this.podsByLabel, `${namespace}|${key}=${value}`, object);
  }

  private select(object: PlacedObject, selector: Selector): void {
    const { labels, selects } = selector;
    if (labels.length === 0) return;
    const pods = selects === 'own' ? (object.ends.podLabels ? [object] : []) : this.podsWithOneOf(object, labels);
    const chosen = pods.filter(({ ends }) => hasAll(ends.podLabels?.labels ?? [], labels)).slice(0, MOST_TIES);
    if (selects === 'pods') this.selected.set(object, chosen);
    for (const [key, value] of labels) {
      const here = this.endsOfLabel(object, selector.path, key, value, 'use');
      for (const pod of chosen) {
        const there = this.endsOfLabel(pod, pod.ends.podLabels?.path ?? [], key, value, 'definition');
        this.tie(here[0], there[0]);
        this.tie(here[1], there[1]);
      }
    }
    if (chosen.length === 0) this.looseSelectors.push({ object, selector, labels });
  }

  /** The Pods that have the rarest of the labels: no more need be looked at. */
  private podsWithOneOf({ ends }: PlacedObject, labels: Labels): readonly PlacedObject[] {
    let fewest: readonly PlacedObject[] | undefined;
    for (const [key, value] of labels) {
      const pods = this.podsByLabel.get(`${ends.namespace}|${key}=${value}`) ?? [];
      if (!fewest || pods.length < fewest.length) fewest = pods;
    }
    return fewest ?? [];
  }

  /** The two ends of a label, made when it is first tied: most labels tie nothing. */
  private endsOfLabel(
    object: PlacedObject,
    path: Spot['path'],
    key: string,
    value: string,
    role: End['role'],
  ): readonly [key: End, value: End] {
    const id = `${object.index}|${path.join('.')}|${key}`;
    const before = this.labelEnds.get(id);
    if (before) return before;
    const common = { object, thing: 'label', role, path: [...path, key], scopes: [] } as const;
    const made = [
      { ...common, at: 'key', word: key },
      { ...common, at: 'value', word: value },
    ] as const;
    this.ends.push(...made);
    this.labelEnds.set(id, made);
    return made;
  }

  private resolve(object: PlacedObject, use: Use): void {
    const scopes =
      use.scope === 'selected'
        ? (this.selected.get(object) ?? []).map((pod) => `${pod.index}|port`)
        : [scopeText(use.scope, object)];
    const { path, at, thing, name } = use;
    const end: End = { path, at, thing, object, role: 'use', word: name, scopes, use };
    this.ends.push(end);
    if (name === undefined) return;
    const found = scopes.flatMap((scope) => this.definitions(scope, name)).slice(0, MOST_TIES);
    for (const definition of found) this.tie(end, definition);
    if (found.length === 0) this.looseUses.push(end);
  }

  private tie(one: End, other: End): void {
    push(this.ties, one, other);
    push(this.ties, other, one);
  }
}

export function namesOf(ends: readonly End[]): string[] {
  return [...new Set(ends.flatMap(({ word }) => word ?? []))];
}

export function hasAll(labels: Labels, wanted: Labels): boolean {
  return wanted.every(([key, value]) => labels.some(([name, text]) => name === key && text === value));
}

function scopeText({ own, text }: Scope, object: PlacedObject): string {
  return own ? `${object.index}|${text}` : text;
}

function push<Key, Item>(lists: Map<Key, Item[]>, key: Key, item: Item): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

function nested<Key, Inner, Item>(maps: Map<Key, Map<Inner, Item>>, key: Key): Map<Inner, Item> {
  const before = maps.get(key);
  if (before) return before;
  const made = new Map<Inner, Item>();
  maps.set(key, made);
  return made;
}
