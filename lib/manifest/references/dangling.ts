import { positionAt, type YamlPath } from '@/lib/yaml';
import type { Diagnostic } from '../diagnostic';
import type { LocalText } from '../local-text';
import { locate } from '../locate';
import { standsInCluster } from './built-in';
import { namesOf, type End, type Graph, type LooseSelector, type PlacedObject } from './graph';
import type { Labels, Spot } from './end';
import * as words from './words';

/** More than this says nothing more to a person. */
const MOST = 50;

interface Missing {
  readonly severity: 'advice' | 'notice';
  readonly means: LocalText;
}

/**
 * References that lead nowhere. Never an error: what is not in the files may be in the cluster. Advice where the files
 * hold others of the kind to compare with; a notice where they hold none, so that it has to be applied before.
 */
export function danglingIn(graph: Graph): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const loose of graph.looseSelectors) {
    if (found.length >= MOST) return found;
    const missing = ofSelector(graph, loose);
    if (missing) add(found, loose.object, missing, missing);
  }
  for (const end of graph.looseUses) {
    if (found.length >= MOST) return found;
    const missing = end.use?.silent === false ? ofUse(graph, end, end.use.kind) : undefined;
    if (missing) add(found, end.object, end, missing);
  }
  for (const end of graph.ends) {
    const service = notHeadless(graph, end);
    if (service) add(found, end.object, end, { severity: 'advice', means: words.notHeadless(service) });
  }
  return found;
}

function add(
  found: Diagnostic[],
  { file, read, document }: PlacedObject,
  { path, at }: Spot,
  { severity, means }: Missing,
): void {
  if (file === undefined || !read || !document) return;
  const range = locate(read.text, document, path, at);
  found.push({
    file,
    document: document.index,
    stage: 'reference',
    severity,
    means: words.spoken(means),
    field: spelled(path),
    range,
    start: positionAt(read.text, range.start),
    end: positionAt(read.text, range.end),
  });
}

function ofSelector(graph: Graph, { object, selector, labels }: LooseSelector): (Missing & Spot) | undefined {
  if (selector.silent) return undefined;
  const { namespace } = object.ends;
  const { path } = selector;
  const pods = graph.pods(namespace);
  if (pods.length > 0) {
    return { severity: 'advice', means: words.selectsNone(labels, pods), ...wrongLabel(path, labels, pods) };
  }
  const elsewhere = graph.selectedElsewhere(labels)?.ends.namespace;
  if (elsewhere === undefined) return undefined;
  return { severity: 'advice', means: words.otherNamespace(labels, elsewhere, namespace), path, at: 'key' };
}

/** The first label that no Pod has: its value, or its key where no Pod has even that. */
function wrongLabel(path: YamlPath, labels: Labels, pods: readonly PlacedObject[]): Spot {
  const there = new Map<string, Set<string>>();
  for (const { ends } of pods) {
    for (const [key, value] of ends.podLabels?.labels ?? []) {
      const values = there.get(key) ?? new Set();
      there.set(key, values.add(value));
    }
  }
  const wrong = labels.find(([key, value]) => there.get(key)?.has(value) !== true);
  // Each is there, but no Pod has them all.
  if (!wrong) return { path, at: 'key' };
  return { path: [...path, wrong[0]], at: there.has(wrong[0]) ? 'value' : 'key' };
}

function ofUse(graph: Graph, end: End, kind: string): Missing | undefined {
  switch (end.thing) {
    case 'object':
      return ofObject(graph, end, kind);
    case 'key':
      return ofKey(graph, end, kind);
    case 'port':
      return ofPort(graph, end);
    case 'service-port':
      return ofServicePort(graph, end);
    default:
      return undefined;
  }
}

function ofObject(graph: Graph, end: End, kind: string): Missing | undefined {
  const { word = '', object } = end;
  // The API server itself refuses what names no namespace.
  if (kind === 'Namespace' || standsInCluster(kind, word)) return undefined;
  const there = namesOf(graph.candidates(end));
  const near = graph.nearestTo(end);
  if (near !== undefined) return { severity: 'advice', means: words.noObject(kind, word, there, near) };
  const elsewhere = graph.namespaceOf(kind, word);
  if (elsewhere !== undefined) {
    return { severity: 'advice', means: words.objectElsewhere(kind, word, elsewhere, object.ends.namespace) };
  }
  // Nor would it take a Pod whose account is not there.
  const isRefused = object.ends.kind === 'Pod' && kind === 'ServiceAccount';
  if (isRefused || standsInCluster(kind)) return undefined;
  return { severity: 'notice', means: words.noObject(kind, word, there, undefined) };
}

function ofKey(graph: Graph, end: End, kind: string): Missing | undefined {
  const { word = '', use, object } = end;
  const holder = use?.holder ?? '';
  if (!graph.isDefined(kind, object.ends.namespace, holder)) return undefined;
  const there = namesOf(graph.candidates(end));
  return { severity: 'advice', means: words.noKey(kind, holder, word, there, graph.nearestTo(end)) };
}

function ofPort(graph: Graph, { scopes, word = '', use, object }: End): Missing | undefined {
  const there = scopes.flatMap((scope) => graph.definitionsIn(scope));
  const isNumber = /^\d+$/.test(word);
  // Ports need not be declared, except to be named.
  if (scopes.length === 0 || (there.length === 0 && isNumber)) return undefined;
  if (isNumber) {
    const open = namesOf(there).filter((name) => /^\d+$/.test(name));
    if (open.length === 0) return undefined;
    return {
      severity: 'advice',
      means: words.noTargetPort(object.ends.name, word, open, use?.standsFor !== undefined),
    };
  }
  const named = new Map(
    there.flatMap(({ word = '', detail }) => (/^\d+$/.test(word) ? [] : ([[word, detail]] as const))),
  );
  const means = words.noNamedPort(
    word,
    [...named].map(([name, number]) => ({ name, number })),
  );
  return { severity: 'advice', means };
}

function ofServicePort(graph: Graph, end: End): Missing | undefined {
  const { word = '', use } = end;
  const there = graph.candidates(end);
  if (there.length === 0) return undefined;
  return { severity: 'advice', means: words.noServicePort(use?.holder ?? '', word, namesOf(there)) };
}

/** The name of a StatefulSet's Service that does not give its Pods names. */
function notHeadless(graph: Graph, { object, use, path, thing }: End): string | undefined {
  if (object.ends.kind !== 'StatefulSet' || thing !== 'object' || use?.kind !== 'Service') return undefined;
  if (path.at(-1) !== 'serviceName' || use.name === undefined) return undefined;
  const service = graph.definitionOf('Service', object.ends.namespace, use.name);
  return service && !service.object.ends.headless ? use.name : undefined;
}

/** Kubernetes' spelling of a path: `spec.ports[0].port`, keys with dots in brackets. */
export function spelled(path: YamlPath): string {
  return path.reduce<string>((all, step) => {
    if (typeof step === 'number' || /[./]/.test(step)) return `${all}[${step}]`;
    return all === '' ? step : `${all}.${step}`;
  }, '');
}
