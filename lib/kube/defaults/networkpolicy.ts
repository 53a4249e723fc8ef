/** Models SetDefaults_NetworkPolicy and SetDefaults_NetworkPolicyPort (pkg/apis/networking/v1/defaults.go). */
import type { NetworkPolicy } from '../schema/generated/types';

export function setNetworkPolicyDefaults(policy: NetworkPolicy): void {
  const spec = (policy.spec ??= {});
  const { ingress = [], egress = [] } = spec;
  if (!spec.policyTypes?.length) spec.policyTypes = egress.length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
  for (const { ports = [] } of [...ingress, ...egress]) for (const port of ports) port.protocol ??= 'TCP';
}
