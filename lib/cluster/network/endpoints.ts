/**
 * What stands behind a Service, and which of it gets a connection. Models kube-proxy with iptables (pkg/proxy): endpoints
 * that are ready, or, where none is, those that still serve while they end; chance, or the same one again with sessionAffinity.
 *
 * Not modelled: kube-proxy's being stopped (a node always has the newest rules), topology hints, traffic distribution.
 */
import type { Client, Stored, types } from '@/lib/kube';
import type { Clock } from '../clock';
import type { Random } from '../random';
import { nameOf, type Protocol, type Service } from './places';

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

interface Remembered {
  readonly backend: Backend;
  readonly at: number;
}

const THREE_HOURS = 10_800;

export class EndpointChooser {
  readonly #clock: Clock;
  readonly #random: Random;
  /** Who was sent where, with sessionAffinity. Forgotten when the cluster is loaded anew. */
  readonly #remembered = new Map<string, Remembered>();

  constructor(clock: Clock, random: Random) {
    this.#clock = clock;
    this.#random = random;
  }

  /** @param from the client's address */
  choose(service: Service, port: types.ServicePort, backends: readonly Backend[], from: string): Backend | undefined {
    const { sessionAffinity, sessionAffinityConfig } = service.spec ?? {};
    if (sessionAffinity !== 'ClientIP') return this.#any(backends);
    const key = `${nameOf(service)}/${port.port ?? 0}/${from}`;
    const lasts = (sessionAffinityConfig?.clientIP?.timeoutSeconds ?? THREE_HOURS) * 1000;
    const last = this.#remembered.get(key);
    const again =
      last && this.#clock.now() - last.at < lasts
        ? backends.find(({ address, port: number }) => address === last.backend.address && number === last.backend.port)
        : undefined;
    const backend = again ?? this.#any(backends);
    if (backend) this.#remembered.set(key, { backend, at: this.#clock.now() });
    return backend;
  }

  #any(backends: readonly Backend[]): Backend | undefined {
    return backends.length <= 1 ? backends[0] : backends[this.#random.integer(backends.length)];
  }
}
