/** Models WarningsOnCreate of pkg/registry/core/resourcequota/strategy.go. */
import { compareQuantities, formatQuantity, parseQuantity } from '../quantity';
import type { ResourceQuota } from '../schema/generated/types';

export function warningsForResourceQuota({ spec = {} }: ResourceQuota): string[] {
  const { hard = {} } = spec;
  return ['cpu', 'memory', 'storage', 'ephemeral-storage'].flatMap((resource) => {
    const isBare = resource === 'cpu' || resource === 'memory';
    const name = Object.hasOwn(hard, `requests.${resource}`) || !isBare ? `requests.${resource}` : resource;
    const request = parseQuantity(hard[name] ?? '');
    const limit = parseQuantity(hard[`limits.${resource}`] ?? '');
    if (!request || !limit || compareQuantities(request, limit) <= 0) return [];
    const less = `limits.${resource} (${formatQuantity(limit)})`;
    return [`ResourceQuota ${name} (${formatQuantity(request)}) should be less than ${less}`];
  });
}
