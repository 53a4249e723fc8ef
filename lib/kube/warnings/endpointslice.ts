/** Models WarningsOnCreate and WarningsOnUpdate of pkg/registry/discovery/endpointslice/strategy.go. */
import type { EndpointSlice } from '../schema/generated/types';
import { warnForIP } from './ip';

const MANAGED_BY = 'endpointslice.kubernetes.io/managed-by';
/** These write addresses well. */
const CONTROLLERS = ['endpointslice-controller.k8s.io', 'endpointslicemirroring-controller.k8s.io'];

export function warningsForNewEndpointSlice(slice: EndpointSlice): string[] {
  const warnings = slice.addressType === 'FQDN' ? ['spec.addressType: FQDN endpoints are deprecated'] : [];
  return [...warnings, ...warningsForEndpointSlice(slice)];
}

export function warningsForEndpointSlice({ metadata, endpoints = [] }: EndpointSlice): string[] {
  const warnings: string[] = [];
  if (CONTROLLERS.includes(metadata?.labels?.[MANAGED_BY] ?? '')) return warnings;
  endpoints.forEach(({ addresses = [] }, at) => {
    addresses.forEach((ip, of) => warnForIP(`endpoints[${at}].addresses[${of}]`, ip, warnings));
  });
  return warnings;
}
