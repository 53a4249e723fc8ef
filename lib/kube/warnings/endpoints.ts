/** Models endpointsWarnings (pkg/registry/core/endpoint/strategy.go). */
import type { EndpointAddress, Endpoints } from '../schema/generated/types';
import { warnForIP } from './ip';

const MANAGED_BY = 'endpoints.kubernetes.io/managed-by';

export function warningsForEndpoints({ metadata, subsets = [] }: Endpoints): string[] {
  const warnings: string[] = [];
  // Its own controller writes addresses well.
  if (metadata?.labels?.[MANAGED_BY] === 'endpoint-controller') return warnings;
  subsets.forEach(({ addresses, notReadyAddresses }, at) => {
    warnForAddresses(`subsets[${at}].addresses`, addresses, warnings);
    warnForAddresses(`subsets[${at}].notReadyAddresses`, notReadyAddresses, warnings);
  });
  return warnings;
}

function warnForAddresses(field: string, addresses: readonly EndpointAddress[] = [], warnings: string[]): void {
  addresses.forEach(({ ip = '' }, at) => warnForIP(`${field}[${at}].ip`, ip, warnings));
}
