/**
 * What stands behind a Service, and which of it gets a connection. Models kube-proxy with iptables (pkg/proxy): endpoints
 * that are ready, or, where none is, those that still serve while they end; chance, or the same one again with sessionAffinity.
 *
 * Not modelled: kube-proxy's being stopped (a node always has the newest rules), topology hints, traffic distribution.
 */
import type { Client, Stored, types } from '@/lib/kube';
import type { Random } from '../random';
import type { Protocol, Service } from './places';

type EndpointSlice = Stored<'discovery.k8s.io/v1/EndpointSlice'>;

export interface Backend {
  readonly address: string;
  readonly port: number;
  readonly node: string | undefined;
}

export function slicesOf(client: Client, { metadata }: Service): readonly EndpointSlice[] {
  return [...client.list('discovery.k8s.io/v1/EndpointSlice', metadata.namespace)]
    .filter((slice) => slice.metadata.labels?.['kubernetes.io/service-name'] === metadata.name)
    .sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
}

export function portOf({ spec }: Service, number: number, protocol: Protocol): types.ServicePort | undefined {
  return spec?.ports?.find((one) => one.port === number && (one.protocol ?? 'TCP') === protocol);
}

/** In a stable order. */
export function backendsOf(client: Client, service: Service, { name = '' }: types.ServicePort): readonly Backend[] {
  const ready: Backend[] = [];
  const ending: Backend[] = [];
  for (const { endpoints, ports } of slicesOf(client, service)) {
    // Without any they are null, as Go writes an empty list.
    const port = ports?.find((one) => (one.name ?? '') === name)?.port;
    if (port === undefined) continue;
    for (const { addresses = [], conditions, nodeName } of endpoints ?? []) {
      const [address] = addresses;
      if (address === undefined) continue;
      const backend = { address, port, node: nodeName };
      if (conditions?.ready !== false) ready.push(backend);
      else if (conditions.serving === true && conditions.terminating === true) ending.push(backend);
    }
  }
  return ready.length > 0 ? ready : ending;
}

/**
 * Chance, or with sessionAffinity the same one again for the same client as long as it is there: the one whose name mixes
 * highest with the client's. So nothing is to be remembered, and nothing is lost when the cluster is set back in time; that
 * an affinity ends after some hours is not modelled.
 *
 * @param client its address
 */
export function chooseBackend(
  service: Service,
  backends: readonly Backend[],
  client: string,
  random: Random,
): Backend | undefined {
  if (backends.length <= 1) return backends[0];
  if (service.spec?.sessionAffinity !== 'ClientIP') return backends[random.integer(backends.length)];
  const weight = ({ address, port }: Backend): number => hash(`${client} ${service.metadata.uid} ${address}:${port}`);
  return backends.reduce((best, backend) => (weight(backend) > weight(best) ? backend : best));
}

/** FNV-1a, mixed once more: the last letters alone would hardly reach the upper bits. */
function hash(text: string): number {
  let sum = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  sum = Math.imul(sum ^ (sum >>> 16), 0x85ebca6b);
  return (sum ^ (sum >>> 13)) >>> 0;
}
