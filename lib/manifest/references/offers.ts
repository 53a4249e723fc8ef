import type { YamlPath } from '@/lib/yaml';
import type { Labels } from './end';
import type { End, Graph, PlacedObject } from './graph';
import { written } from './rename';
import { podLabelsPath } from './rules';

/** A word that exists already and could be written at some place, quoted where YAML needs it. */
export interface Offer {
  readonly word: string;
  /** Whose it is: `Secret mongo-secret`; of a port with a name its number. */
  readonly detail: string;
}

/** More than these nobody reads through. */
const MOST = 100;

/** Kinds that select Pods of their namespace, and where. */
const selectors: Readonly<Record<string, string>> = {
  Service: 'spec.selector',
  NetworkPolicy: 'spec.podSelector.matchLabels',
  PodDisruptionBudget: 'spec.selector.matchLabels',
};

export function offersAt(graph: Graph, file: string, offset: number, path: YamlPath): Offer[] {
  const object = objectAt(graph, file, offset);
  if (!object) return [];
  const key = path.at(-1);
  const labels = labelsFor(graph, object, path.slice(0, -1).join('.'));
  if (labels) {
    return unique(
      labels.flatMap(({ labels, of }) =>
        labels.flatMap(([name, value]) => (name === key ? [{ word: written(value), detail: of }] : [])),
      ),
    );
  }
  const spot = path.join('\n');
  const end = graph.ends.find(
    ({ role, object: its, use, path }) =>
      role === 'use' && its === object && use?.standsFor === undefined && path.join('\n') === spot,
  );
  if (!end) return [];
  return unique(
    graph
      .candidates(end)
      .filter((other) => fits(end, other))
      .map(offerOf),
  );
}

export function labelOffersAt(graph: Graph, file: string, offset: number, path: YamlPath): Offer[] {
  const object = objectAt(graph, file, offset);
  const found = object ? labelsFor(graph, object, path.join('.')) : undefined;
  const pairs = (labels: Labels, of: string) =>
    labels.map(([key, value]) => ({ word: `${key}: ${written(value)}`, detail: of }));
  return unique((found ?? []).flatMap(({ labels, of }) => pairs(labels, of)));
}

function objectAt(graph: Graph, file: string, offset: number): PlacedObject | undefined {
  return graph.objects.findLast(
    ({ file: its, document }) =>
      its === file && document !== undefined && document.range.start <= offset && offset <= document.range.end,
  );
}

/** An Ingress has a field for a port's number and one for its name. */
function fits(end: End, { word = '' }: End): boolean {
  if (word === '' || end.thing !== 'service-port') return word !== '';
  return /^\d+$/.test(word) === (end.path.at(-1) === 'number');
}

function offerOf({ word = '', thing, detail, object: { ends } }: End): Offer {
  const isPort = thing === 'port' || thing === 'service-port';
  return { word: isPort ? word : written(word), detail: detail ?? `${ends.kind} ${ends.name}` };
}

/** For a selector the labels that Pods have, for a Pod's labels what selectors look for. */
function labelsFor(graph: Graph, object: PlacedObject, map: string): { labels: Labels; of: string }[] | undefined {
  const { kind, namespace, selectors: own } = object.ends;
  const ofPods = (pods: readonly PlacedObject[]) =>
    pods.map(({ ends }) => ({ labels: ends.podLabels?.labels ?? [], of: `${ends.kind} ${ends.name}` }));
  if (Object.hasOwn(selectors, kind) && selectors[kind] === map) return ofPods(graph.pods(namespace));
  const template = podLabelsPath(kind)?.join('.');
  if (template === undefined) return undefined;
  if (kind !== 'Pod' && map === 'spec.selector.matchLabels') return ofPods([object]);
  if (map !== template) return undefined;
  const services = graph.objects.filter(({ ends }) => ends.kind === 'Service' && ends.namespace === namespace);
  return [object, ...services].flatMap(({ ends }) =>
    (ends === object.ends ? own : ends.selectors).map(({ labels }) => ({ labels, of: `${ends.kind} ${ends.name}` })),
  );
}

function unique(offers: readonly Offer[]): Offer[] {
  const seen = new Map<string, Offer>();
  for (const offer of offers) if (!seen.has(offer.word)) seen.set(offer.word, offer);
  return [...seen.values()].slice(0, MOST);
}
