/** Looks up a name as somebody's resolver would, and says why nothing was found. */
import type { NetworkOptions, OutsideHost } from './config';
import { candidates, CLUSTER_DNS, dnsPods, lookUp, type Answer } from './dns';
import type { Hop, NetworkFailure } from './message';
import type { Origin } from './origin';
import { nameOf, type Trail } from './places';
import { blockOf, partyOf, type Party } from './policy';

export class NameResolution {
  readonly #options: NetworkOptions;
  /** Hosts outside that were resolved, by their addresses: so that a connection finds them. */
  readonly #outside = new Map<string, OutsideHost>();

  constructor(options: NetworkOptions) {
    this.#options = options;
  }

  outsideAt(address: string): OutsideHost | undefined {
    return this.#outside.get(address);
  }

  /** @param host in lower case */
  resolve(origin: Origin, host: string, hops: Trail): Answer | NetworkFailure {
    const { resolver } = origin;
    const own = resolver.hosts.get(host.replace(/\.$/, ''));
    if (own !== undefined) return { name: host, addresses: [own] };
    const silence = resolver.asksCluster ? this.#whySilent(origin) : undefined;
    if (silence) {
      hops.push(silence.hop);
      return { failed: 'timeout', why: silence.why };
    }
    for (const name of candidates(host, resolver)) {
      const answer = this.#lookUp(name, resolver.asksCluster);
      if (!answer || answer.addresses.length === 0) continue;
      hops.push({ at: 'dns', name: host, detail: `${answer.name} ${answer.addresses.join(', ')}` });
      return answer;
    }
    hops.push({ at: 'dns', name: host });
    return { failed: 'unresolved', why: this.#whyUnknown(origin, host) };
  }

  #lookUp(name: string, asksCluster: boolean): Answer | undefined {
    const outside = (wanted: string): string | undefined => {
      const found = this.#options.config.outside?.(wanted);
      if (found) this.#outside.set(found.address, found);
      return found?.address;
    };
    if (asksCluster) return lookUp(this.#options.client, name, outside);
    const address = outside(name);
    return address === undefined ? undefined : { addresses: [address], name };
  }

  #whyUnknown({ from, pod, resolver }: Origin, host: string): string {
    if (from !== 'pod') return `No name server knows ${host}.`;
    if (!resolver.asksCluster) return `No name server knows ${host}: this Pod does not ask cluster DNS.`;
    const { client } = this.#options;
    const [name = '', namespace = pod?.metadata.namespace ?? ''] = host.split('.');
    const service = client.get('v1/Service', namespace, name);
    if (service?.spec?.type === 'ExternalName') {
      return `The Service ${nameOf(service)} stands for ${service.spec.externalName ?? ''}, and no name server knows that.`;
    }
    if (service) return `No Pod behind the Service ${nameOf(service)} is known by the name ${host}.`;
    const others = [...client.list('v1/Service')].filter(({ metadata }) => metadata.name === name).map(nameOf);
    const hint = others.length > 0 ? ` There is a Service ${others.sort().join(', ')}.` : '';
    return `No name server knows ${host}.${hint}`;
  }

  /** Cluster DNS is stopped, or no policy lets a question out to it. */
  #whySilent({ party }: Origin): { hop: Hop; why: string } | undefined {
    const { client, config } = this.#options;
    if (config.isDnsRunning?.() === false) {
      return { hop: { at: 'dns', name: 'kube-system/kube-dns' }, why: 'Cluster DNS does not answer.' };
    }
    if (!party.pod) return undefined;
    const running = dnsPods(client).map(partyOf);
    const blocks = (running.length > 0 ? running : [IMAGINED]).map((to) =>
      blockOf({ from: party, to, port: 53, protocol: 'UDP' }, client),
    );
    const [block] = blocks;
    if (!block || blocks.includes(undefined)) return undefined;
    const name = block.policies.join(', ');
    return {
      hop: { at: 'policy', name, detail: block.direction },
      why: `${name} lets no question of ${party.pod.name} to cluster DNS through.`,
    };
  }
}

/** Where cluster DNS does not run as Pods, policies see it as if it did. */
const IMAGINED: Party = {
  address: CLUSTER_DNS,
  pod: {
    uid: 'kube-dns',
    name: 'kube-system/coredns',
    namespace: 'kube-system',
    labels: { 'k8s-app': 'kube-dns' },
    ports: [
      { name: 'dns', containerPort: 53, protocol: 'UDP' },
      { name: 'dns-tcp', containerPort: 53, protocol: 'TCP' },
    ],
  },
};
