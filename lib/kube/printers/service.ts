/** Models printService. */
import type { Service } from '../schema/generated/types';
import { formatLabels } from './label-selector';
import { loadBalancerAddresses } from './load-balancer';
import { nameOf, or, type Printer } from './printer';

export const service: Printer<Service> = {
  columns: 'Name#name;Type;Cluster-IP;External-IP;Port(s);Age;Selector+1',
  cells: (service, age) => [
    nameOf(service),
    service.spec?.type ?? '',
    service.spec?.clusterIPs?.[0] ?? '<none>',
    externalAddress(service),
    or((service.spec?.ports ?? []).map(portText).join(','), '<none>'),
    age.of(service),
    formatLabels(service.spec?.selector),
  ],
};

function externalAddress({ spec, status }: Service): string {
  const external = spec?.externalIPs ?? [];
  switch (spec?.type) {
    case 'ClusterIP':
    case 'NodePort':
      return or(external.join(','), '<none>');
    case 'LoadBalancer':
      return or([...loadBalancerAddresses(status?.loadBalancer?.ingress), ...external].join(','), '<pending>');
    case 'ExternalName':
      return spec.externalName ?? '';
    default:
      return '<unknown>';
  }
}

function portText({
  port = 0,
  nodePort = 0,
  protocol = '',
}: {
  port?: number;
  nodePort?: number;
  protocol?: string;
}): string {
  return nodePort > 0 ? `${port}:${nodePort}/${protocol}` : `${port}/${protocol}`;
}
