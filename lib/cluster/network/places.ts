/** Who has which address: nodes and Services (Pods: ./pod-addresses.ts). Read from the API each time: nothing here is remembered. */
import type { Client, Stored, types } from '@/lib/kube';
import type { Hop } from './message';

export type Pod = Stored<'v1/Pod'>;
export type Node = Stored<'v1/Node'>;
export type Service = Stored<'v1/Service'>;

export type Protocol = 'TCP' | 'UDP';

export function nameOf({ metadata }: { readonly metadata: types.ObjectMeta }): string {
  return metadata.namespace ? `${metadata.namespace}/${metadata.name ?? ''}` : (metadata.name ?? '');
}

export function hasEnded({ status }: Pod): boolean {
  return status?.phase === 'Succeeded' || status?.phase === 'Failed';
}

export function addressOf(node: Node): string {
  const { addresses = [] } = node.status ?? {};
  return addresses.find(({ type }) => type === 'InternalIP')?.address ?? '';
}

export function nodeAt(client: Client, address: string): Node | undefined {
  return client
    .sorted('v1/Node')
    .find(({ status }) => status?.addresses?.some((one) => one.type !== 'Hostname' && one.address === address));
}

export interface ServiceAddress {
  readonly service: Service;
  /** `cluster` is only known within the cluster. */
  readonly kind: 'cluster' | 'external';
}

export function serviceAt(client: Client, address: string): ServiceAddress | undefined {
  for (const service of client.list('v1/Service')) {
    const { clusterIP, clusterIPs = [], externalIPs = [] } = service.spec ?? {};
    if (clusterIP === address || clusterIPs.includes(address)) return { service, kind: 'cluster' };
    const balancers = service.status?.loadBalancer?.ingress ?? [];
    if (externalIPs.includes(address) || balancers.some(({ ip }) => ip === address))
      return { service, kind: 'external' };
  }
  return undefined;
}

export interface NodePort {
  readonly service: Service;
  readonly port: types.ServicePort;
}

export function nodePortOf(client: Client, number: number, protocol: Protocol): NodePort | undefined {
  for (const service of client.list('v1/Service')) {
    if (service.spec?.type !== 'NodePort' && service.spec?.type !== 'LoadBalancer') continue;
    const port = service.spec.ports?.find((one) => one.nodePort === number && (one.protocol ?? 'TCP') === protocol);
    if (port) return { service, port };
  }
  return undefined;
}

export function portsOf({ spec }: Pod): readonly types.ContainerPort[] {
  const sidecars = (spec?.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always');
  return [...(spec?.containers ?? []), ...sidecars].flatMap(({ ports = [] }) => ports);
}

/** The container's port behind a port of the node. With hostNetwork there is none to be led to. */
export function hostPortOf(pod: Pod, number: number, protocol: Protocol, address?: string): number | undefined {
  if (pod.spec?.hostNetwork || hasEnded(pod)) return undefined;
  const port = portsOf(pod).find(
    ({ hostPort, hostIP, protocol: own = 'TCP' }) =>
      hostPort === number && own === protocol && (!hostIP || hostIP === '0.0.0.0' || hostIP === address),
  );
  return port?.containerPort;
}

/** What a request passes, as it goes. */
export type Trail = Hop[];
