/** Labels of nodes that are no longer set. Models GetNodeLabelDeprecatedMessage (pkg/api/node/util.go). */
import type { NodeSelectorTerm } from '../schema/generated/types';
import { labelValueFaults } from '../validation/names';

const DEPRECATED: Readonly<Record<string, string>> = {
  'beta.kubernetes.io/arch': 'deprecated since v1.14; use "kubernetes.io/arch" instead',
  'beta.kubernetes.io/os': 'deprecated since v1.14; use "kubernetes.io/os" instead',
  'failure-domain.beta.kubernetes.io/region': 'deprecated since v1.17; use "topology.kubernetes.io/region" instead',
  'failure-domain.beta.kubernetes.io/zone': 'deprecated since v1.17; use "topology.kubernetes.io/zone" instead',
  'beta.kubernetes.io/instance-type': 'deprecated since v1.17; use "node.kubernetes.io/instance-type" instead',
  'app.kubernetes.io/created-by': 'deprecated since v1.9',
  'scheduler.alpha.kubernetes.io/preferAvoidPods': 'deprecated since v1.22; use Taints and Tolerations instead',
  'node-role.kubernetes.io/master': 'use "node-role.kubernetes.io/control-plane" instead',
};

export function nodeLabelWarning(label: string): string | undefined {
  return Object.hasOwn(DEPRECATED, label) ? DEPRECATED[label] : undefined;
}

/** @param preferred of a preference the values are no more than warned about */
export function warnForNodeSelectorTerm(
  { matchExpressions = [] }: NodeSelectorTerm,
  preferred: boolean,
  field: string,
  warnings: string[],
): void {
  matchExpressions.forEach(({ key = '', values = [] }, at) => {
    const here = `${field}.matchExpressions[${at}]`;
    const warning = nodeLabelWarning(key);
    if (warning !== undefined) warnings.push(`${here}.key: ${key} is ${warning}`);
    if (!preferred) return;
    values.forEach((value, valueAt) => {
      for (const fault of labelValueFaults(value)) {
        warnings.push(`${here}.values[${valueAt}]: ${value} is invalid, ${fault}`);
      }
    });
  });
}
