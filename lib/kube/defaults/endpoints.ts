/** Models SetDefaults_Endpoints (pkg/apis/core/v1/defaults.go). */
import type { Endpoints } from '../schema/generated/types';

export function setEndpointsDefaults({ subsets = [] }: Endpoints): void {
  for (const { ports = [] } of subsets) for (const port of ports) port.protocol ??= 'TCP';
}
