import type { YamlPath } from '@/lib/yaml';

/** What a word is the name of. */
export type Thing = 'object' | 'key' | 'volume' | 'port' | 'service-port' | 'label';

/** A place in a document's value, without its place in the text: documents that only moved keep theirs. */
export interface Spot {
  readonly path: YamlPath;
  readonly at: 'key' | 'value';
}

/** A word that others may be tied to: an object's name, a key of its data, a volume, a port. */
export interface Definition extends Spot {
  readonly thing: Thing;
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** What else to say of it beside its name: the number of a port that has one. */
  readonly detail?: string;
}

/** A word that names something defined elsewhere. */
export interface Use extends Spot {
  readonly thing: Thing;
  /** Undefined while nothing is written: it is tied to nothing, but what could be written is known. */
  readonly name: string | undefined;
  /** Where to look; `selected` stands for the ports of all Pods that the object's own selector selects. */
  readonly scope: Scope | 'selected';
  /** The kind of object looked for, or, for a key or a Service's port, of the object that should have it. */
  readonly kind: string;
  /** For a key or a Service's port: the name of the object that should have it. */
  readonly holder?: string;
  /** Where a word was left out and another stands for it: a Service's `port` for its `targetPort`. */
  readonly standsFor?: string;
  /** Never reported: it may be absent, or the API server says so itself. */
  readonly silent: boolean;
}

/**
 * Names are unique within a scope. `own` scopes are those of one object (its volumes, its containers' ports), others
 * are spelled out: `object|Secret|default`, `key|Secret|default|mongo-secret`.
 */
export interface Scope {
  readonly text: string;
  readonly own: boolean;
}

export type Labels = readonly (readonly [key: string, value: string])[];

/** A map of labels that says which Pods are meant. */
export interface Selector {
  readonly path: YamlPath;
  readonly labels: Labels;
  /** Only the object's own template, or every Pod of its namespace. */
  readonly selects: 'own' | 'pods';
  /** Further conditions are written beside the labels, so that selecting nothing cannot be told. */
  readonly silent: boolean;
}

/** The labels of a Pod, or of the template that Pods are made from. */
export interface PodLabels {
  readonly path: YamlPath;
  readonly labels: Labels;
}

/** Everything in one object that ties or is tied. */
export interface ObjectEnds {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly headless: boolean;
  readonly definitions: readonly Definition[];
  readonly uses: readonly Use[];
  readonly selectors: readonly Selector[];
  readonly podLabels: PodLabels | undefined;
}

export function ownScope(text: string): Scope {
  return { text, own: true };
}

export function wideScope(...parts: readonly string[]): Scope {
  return { text: parts.join('|'), own: false };
}
