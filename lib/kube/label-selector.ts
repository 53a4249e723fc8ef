/** Which labels a selector takes. Models metav1.LabelSelectorAsSelector; a selector is compiled once. */
import type { LabelSelector, LabelSelectorRequirement } from './schema/generated/types';

export type Labels = Readonly<Record<string, string>>;
export type MatchesLabels = (labels: Labels | undefined) => boolean;

const NONE: Labels = {};
const compiled = new WeakMap<LabelSelector, MatchesLabels>();

/** No selector takes nothing, an empty one takes all. */
export function selectorOf(selector: LabelSelector | undefined): MatchesLabels {
  if (!selector) return () => false;
  let matches = compiled.get(selector);
  if (!matches) {
    matches = compile(selector);
    compiled.set(selector, matches);
  }
  return matches;
}

export function isEmptySelector({ matchLabels, matchExpressions }: LabelSelector): boolean {
  return Object.keys(matchLabels ?? {}).length === 0 && (matchExpressions ?? []).length === 0;
}

/** Whether all of these labels are there, and say the same. */
export function includesLabels(labels: Labels | undefined, wanted: Labels | undefined): boolean {
  // Labels are plain JSON; entries would be a list and a pair for each, of every Pod each time.
  for (const key in wanted) if (labels?.[key] !== wanted[key]) return false;
  return true;
}

function compile({ matchLabels = NONE, matchExpressions = [] }: LabelSelector): MatchesLabels {
  const pairs = Object.entries(matchLabels);
  return (labels = NONE) =>
    pairs.every(([key, value]) => valueOf(labels, key) === value) &&
    matchExpressions.every((one) => meets(labels, one));
}

function meets(labels: Labels, { key = '', operator, values = [] }: LabelSelectorRequirement): boolean {
  const value = valueOf(labels, key);
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}

function valueOf(labels: Labels, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}
