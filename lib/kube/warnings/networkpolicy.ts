/** Models networkPolicyWarnings (pkg/registry/networking/networkpolicy/strategy.go). */
import type { NetworkPolicy, NetworkPolicyPeer } from '../schema/generated/types';
import { warnForCIDR } from './ip';

export function warningsForNetworkPolicy({ spec = {} }: NetworkPolicy): string[] {
  const warnings: string[] = [];
  spec.ingress?.forEach(({ from }, at) => warnForPeers(`spec.ingress[${at}].from`, from, warnings));
  spec.egress?.forEach(({ to }, at) => warnForPeers(`spec.egress[${at}].to`, to, warnings));
  return warnings;
}

function warnForPeers(field: string, peers: readonly NetworkPolicyPeer[] = [], warnings: string[]): void {
  peers.forEach(({ ipBlock }, at) => {
    if (!ipBlock) return;
    warnForCIDR(`${field}[${at}].ipBlock.cidr`, ipBlock.cidr ?? '', warnings);
    ipBlock.except?.forEach((text, except) => {
      warnForCIDR(`${field}[${at}].ipBlock.except[${except}]`, text, warnings);
    });
  });
}
