import { judgeCreate, type AdmissionCluster, type FieldFault, type Judgement } from '@/lib/kube';
import type { YamlDocument } from '@/lib/yaml';
import { isObject } from './json';

/** One object of a document: a document holds one, or, as `kind: List`, several. */
export interface JudgedObject {
  /** Where the object lies in its document: empty, or `['items', 2]`. */
  readonly at: readonly (string | number)[];
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly judgement: Judgement;
  /** What the API server would hold; where it refuses, what was written. */
  readonly object: unknown;
}

/** Judgements by what was read, in a cluster: a document that did not change is not judged again. */
const known = new WeakMap<AdmissionCluster, WeakMap<object, readonly JudgedObject[]>>();

/** Empty for a document that says nothing or could not be read. */
export function judgeDocument(document: YamlDocument, cluster: AdmissionCluster): readonly JudgedObject[] {
  const { value } = document;
  if (!isObject(value) || document.fault)
    return writtenIn(document).map(({ value, at }) => judgeOne(value, at, cluster));
  const knownHere = known.get(cluster) ?? new WeakMap<object, readonly JudgedObject[]>();
  known.set(cluster, knownHere);
  const before = knownHere.get(value);
  if (before) return before;
  const judged = writtenIn(document).map((item) => judgeOne(item.value, item.at, cluster));
  knownHere.set(value, judged);
  return judged;
}

/** What is written for the server to hold. */
export function writtenIn(document: YamlDocument): { value: unknown; at: readonly (string | number)[] }[] {
  if (document.empty || document.fault) return [];
  const { value } = document;
  const isList = isObject(value) && value['kind'] === 'List' && value['apiVersion'] === 'v1';
  const items = isList ? value['items'] : undefined;
  if (!Array.isArray(items)) return [{ value, at: [] }];
  return items.map((item: unknown, index) => ({ value: item, at: ['items', index] }));
}

/** The faults of a judgement with their paths from the document's root. */
export function faultsOf({ at, judgement }: JudgedObject): readonly FieldFault[] {
  if (judgement.verdict !== 'refused') return [];
  if (at.length === 0) return judgement.errors;
  return judgement.errors.map((fault) => ({ ...fault, path: [...at, ...fault.path] }));
}

function judgeOne(value: unknown, at: readonly (string | number)[], cluster: AdmissionCluster): JudgedObject {
  const judgement = judgeCreate(value, { cluster });
  const written = isObject(value) ? value : {};
  const metadata = isObject(written['metadata']) ? written['metadata'] : {};
  return {
    at,
    apiVersion: wordOf(written['apiVersion']),
    kind: wordOf(written['kind']),
    name: wordOf(metadata['name']),
    judgement,
    object: judgement.verdict === 'accepted' ? judgement.object : value,
  };
}

function wordOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
