/** Models nodeWarnings (pkg/registry/core/node/strategy.go). */
import type { Node } from '../schema/generated/types';
import { warnForCIDR } from './ip';

export function warningsForNode({ spec = {} }: Node): string[] {
  const warnings: string[] = [];
  if (spec.configSource) warnings.push('spec.configSource: the feature is removed');
  if (spec.externalID) warnings.push('spec.externalID: this field is deprecated, and is unused by Kubernetes');
  spec.podCIDRs?.forEach((cidr, at) => warnForCIDR(`spec.podCIDRs[${at}]`, cidr, warnings));
  return warnings;
}
