/** The addresses at which a load balancer answers: `198.51.100.1,lb.example.com`. Models loadBalancerStatusStringer, which is asked for the wide form. */
export function loadBalancerAddresses(ingress: readonly { ip?: string; hostname?: string }[] | undefined): string[] {
  const addresses = (ingress ?? []).map(({ ip, hostname }) => ip || hostname || '').filter((address) => address !== '');
  return [...new Set(addresses)].sort();
}
