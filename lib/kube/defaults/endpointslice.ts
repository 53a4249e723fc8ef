/** Models SetDefaults_EndpointPort (pkg/apis/discovery/v1/defaults.go). */
import type { EndpointSlice } from '../schema/generated/types';

export function setEndpointSliceDefaults({ ports = [] }: EndpointSlice): void {
  for (const port of ports) {
    port.name ??= '';
    port.protocol ??= 'TCP';
  }
}
