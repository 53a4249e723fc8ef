/** Labels and selectors in one line. Models apimachinery's labels.Set and labels.Requirement as text. */
import type { LabelSelector, LabelSelectorRequirement } from '../schema/generated/types';

/** `a=x,b=y`, or `<none>`. */
export function formatLabels(labels: Readonly<Record<string, string>> | undefined): string {
  const sorted = Object.entries(labels ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([key, value]) => `${key}=${value}`).join(',') || '<none>';
}

/** `app=web,tier in (api,web)`, or `<none>`. Models metav1.FormatLabelSelector. */
export function formatLabelSelector(selector: LabelSelector | undefined): string {
  return labelSelectorText(selector) || '<none>';
}

/** The same, empty for a selector that selects everything. A selector that is not there selects nothing, which has no text either. */
export function labelSelectorText(selector: LabelSelector | undefined): string {
  const equal = Object.entries(selector?.matchLabels ?? {}).map(([key, value]) => ({ key, text: `${key}=${value}` }));
  const expressions = (selector?.matchExpressions ?? []).map((requirement) => ({
    key: requirement.key ?? '',
    text: requirementText(requirement),
  }));
  return [...equal, ...expressions]
    .sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)))
    .map(({ text }) => text)
    .join(',');
}

function requirementText({ key, operator, values = [] }: LabelSelectorRequirement): string {
  const list = `(${[...values].sort().join(',')})`;
  if (operator === 'In') return `${key} in ${list}`;
  if (operator === 'NotIn') return `${key} notin ${list}`;
  return operator === 'DoesNotExist' ? `!${key}` : `${key}`;
}
