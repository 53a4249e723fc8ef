/**
 * What a Pod may say about nodes: selectors and tolerations. Models component-helpers/scheduling/corev1 (nodeaffinity and
 * FindMatchingUntoleratedTaint). Not modelled: the operators Lt and Gt of tolerations, whose feature is off in 1.36.
 */
import { type types, includesLabels, type Labels } from '@/lib/kube';

export interface LabelledNode {
  readonly name: string;
  readonly labels: Labels;
}

/** nodeSelector and required node affinity together. */
export function matchesRequiredNodes(spec: types.PodSpec, node: LabelledNode): boolean {
  if (spec.nodeSelector && !includesLabels(node.labels, spec.nodeSelector)) return false;
  const required = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  return !required || matchesNodeSelector(required, node);
}

/** One of the terms is enough; an empty term matches nothing. */
export function matchesNodeSelector(selector: types.NodeSelector, node: LabelledNode): boolean {
  return (selector.nodeSelectorTerms ?? []).some((term) => matchesNodeSelectorTerm(term, node));
}

export function matchesNodeSelectorTerm(term: types.NodeSelectorTerm, node: LabelledNode): boolean {
  const { matchExpressions = [], matchFields = [] } = term;
  if (matchExpressions.length === 0 && matchFields.length === 0) return false;
  return (
    matchExpressions.every((one) => meets(node.labels[one.key ?? ''], one)) &&
    matchFields.every((one) => meets(one.key === 'metadata.name' ? node.name : undefined, one))
  );
}

function meets(value: string | undefined, { operator, values = [] }: types.NodeSelectorRequirement): boolean {
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    case 'Gt':
      return isInteger(value) && Number(value) > Number(values[0]);
    case 'Lt':
      return isInteger(value) && Number(value) < Number(values[0]);
    default:
      return false;
  }
}

function isInteger(value: string | undefined): boolean {
  return value !== undefined && /^[+-]?\d+$/.test(value);
}

export function tolerates(tolerations: readonly types.Toleration[], taint: types.Taint): boolean {
  return tolerations.some((one) => {
    if (one.effect && one.effect !== taint.effect) return false;
    if (one.key && one.key !== taint.key) return false;
    if (one.operator === 'Exists') return true;
    return (one.operator === undefined || one.operator === 'Equal') && (one.value ?? '') === (taint.value ?? '');
  });
}

const KEEPS_AWAY = ['NoSchedule', 'NoExecute'];

/** Whether a taint keeps the Pod away. */
export function isKeptAway(tolerations: readonly types.Toleration[], taints: readonly types.Taint[]): boolean {
  return taints.some((taint) => KEEPS_AWAY.includes(taint.effect ?? '') && !tolerates(tolerations, taint));
}
