import { judgeCreate, type FieldFault, type Judgement } from '@/lib/kube';
import type { YamlDocument } from '@/lib/yaml';

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

/** Judgements by what was read: a document that did not change is not judged again. */
const known = new WeakMap<object, readonly JudgedObject[]>();

/** Empty for a document that says nothing or could not be read. */
export function judgeDocument(document: YamlDocument): readonly JudgedObject[] {
  if (document.empty || document.fault) return [];
  const value = document.value;
  if (!isObject(value)) return [judgeOne(value, [])];
  const before = known.get(value);
  if (before) return before;
  const items = value['kind'] === 'List' && value['apiVersion'] === 'v1' ? value['items'] : undefined;
  const judged = Array.isArray(items)
    ? items.map((item: unknown, index) => judgeOne(item, ['items', index]))
    : [judgeOne(value, [])];
  known.set(value, judged);
  return judged;
}

/** The faults of a judgement with their paths from the document's root. */
export function faultsOf({ at, judgement }: JudgedObject): readonly FieldFault[] {
  if (judgement.verdict !== 'refused') return [];
  if (at.length === 0) return judgement.errors;
  return judgement.errors.map((fault) => ({ ...fault, path: [...at, ...fault.path] }));
}

function judgeOne(value: unknown, at: readonly (string | number)[]): JudgedObject {
  const judgement = judgeCreate(value);
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

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
