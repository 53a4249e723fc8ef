/**
 * A key of selectors is kept for the translation of budgets that were written as policy/v1beta1; among others it is
 * dropped. Models the conversion of policy/v1 (pkg/apis/policy/v1/conversion.go); there are no defaults.
 */
import type { LabelSelector, PodDisruptionBudget } from '../schema/generated/types';

const RESERVED = 'pdb.kubernetes.io/deprecated-v1beta1-empty-selector-match';

export function setPodDisruptionBudgetDefaults({ spec }: PodDisruptionBudget): void {
  const { selector } = spec ?? {};
  if (!selector?.matchExpressions || selectsNone(selector)) return;
  selector.matchExpressions = selector.matchExpressions.filter(({ key }) => key !== RESERVED);
}

function selectsNone({ matchLabels = {}, matchExpressions = [] }: LabelSelector): boolean {
  const [only, ...more] = matchExpressions;
  if (Object.keys(matchLabels).length + more.length + (only?.values?.length ?? 0) > 0) return false;
  return only?.key === RESERVED && only.operator === 'Exists';
}
