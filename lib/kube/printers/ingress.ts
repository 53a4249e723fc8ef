/** Models printIngress. */
import type { Ingress } from '../schema/generated/types';
import { loadBalancerAddresses } from './load-balancer';
import { nameOf, type Printer } from './printer';

export const ingress: Printer<Ingress> = {
  columns: 'Name#name;Class;Hosts;Address;Ports;Age',
  cells: (ingress, age) => [
    nameOf(ingress),
    ingress.spec?.ingressClassName ?? '<none>',
    hosts(ingress),
    loadBalancerAddresses(ingress.status?.loadBalancer?.ingress).join(','),
    (ingress.spec?.tls ?? []).length > 0 ? '80, 443' : '80',
    age.of(ingress),
  ],
};

const MOST = 3;

/** A rule for every host takes no place in the list, but is counted among those that are left out. */
function hosts({ spec }: Ingress): string {
  const rules = spec?.rules ?? [];
  const named: string[] = [];
  for (const { host = '' } of rules) {
    if (named.length === MOST) return `${named.join(',')} + ${rules.length - MOST} more...`;
    if (host !== '') named.push(host);
  }
  return named.join(',') || '*';
}
