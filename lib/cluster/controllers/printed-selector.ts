import type { types } from '@/lib/kube';

/** As Go prints a selector: `&LabelSelector{MatchLabels:map[string]string{app: web,},…}`. Models LabelSelector.String. */
export function printedSelector(selector: types.LabelSelector | undefined): string {
  if (!selector) return 'nil';
  const { matchLabels = {}, matchExpressions = [] } = selector;
  const labels = Object.keys(matchLabels)
    .sort()
    .map((key) => `${key}: ${matchLabels[key]},`);
  const expressions = matchExpressions.map(
    ({ key, operator, values = [] }) =>
      `LabelSelectorRequirement{Key:${key},Operator:${operator},Values:[${values.join(' ')}],},`,
  );
  return `&LabelSelector{MatchLabels:map[string]string{${labels.join('')}},MatchExpressions:[]LabelSelectorRequirement{${expressions.join('')}},}`;
}
