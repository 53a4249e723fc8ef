/**
 * The way of one message, from who asks to who answers: Services, nodes, policies and Pods, each of them a hop. Where it
 * stops it is said why.
 */
import type { types } from '@/lib/kube';
import { isLoopback } from './address';
import type { NetworkOptions, OutsideHost } from './config';
import { backendsOf, chooseBackend, portOf, type Backend } from './endpoints';
import { serveIngress } from './ingress';
import type { Exchange, Message } from './message';
import type { Origin } from './origin';
import {
  addressOf,
  hostPortOf,
  nameOf,
  nodeAt,
  nodePortOf,
  serviceAt,
  type Node,
  type Pod,
  type Protocol,
  type Service,
  type Trail,
} from './places';
import type { PodAddresses } from './pod-addresses';
import { blockOf, partyOf, type Party } from './policy';

export type Outcome = Exchange['outcome'];

export interface WayOptions extends NetworkOptions {
  readonly addresses: PodAddresses;
  outsideAt(address: string): OutsideHost | undefined;
}

/** How a Service is entered: over which node, and whether as somebody from outside. */
interface Entry {
  readonly node?: Node;
  readonly isExternal: boolean;
}

export class Way {
  constructor(
    readonly options: WayOptions,
    readonly origin: Origin,
    readonly message: Message,
    readonly protocol: Protocol,
    readonly hops: Trail,
  ) {}

  to(address: string, port: number): Outcome {
    const { pod, party } = this.origin;
    if (isLoopback(address)) return this.#loopback(port);
    if (pod && !pod.spec?.hostNetwork && address === party.address) return this.#answer(pod, port, party.address);
    const found = serviceAt(this.options.client, address);
    if (found?.kind === 'cluster' && this.#isShutOut) return this.#noWayIn(nameOf(found.service), 'service', address);
    if (found) return this.#throughService(found.service, port, found.kind === 'external');
    const node = nodeAt(this.options.client, address);
    if (node) return this.#toNode(node, port, address);
    const other = this.#isShutOut ? this.options.addresses.podAt(address) : undefined;
    return other ? this.#noWayIn(nameOf(other), 'pod', address) : this.#reach(address, port, party);
  }

  #loopback(port: number): Outcome {
    const { pod, party, from } = this.origin;
    if (pod && !pod.spec?.hostNetwork) return this.#answer(pod, port, '127.0.0.1');
    const node = from === 'outside' ? undefined : this.options.client.get('v1/Node', undefined, party.node ?? '');
    return node
      ? this.#toNode(node, port, '127.0.0.1')
      : this.#refused(`Nothing listens on port ${port} of this machine.`);
  }

  #throughService(service: Service, port: number, isExternal: boolean): Outcome {
    const found = portOf(service, port, this.protocol);
    if (found) return this.#toService(service, found, { isExternal: isExternal && this.origin.from === 'outside' });
    const name = nameOf(service);
    this.hops.push({ at: 'service', name, detail: `port ${port}` });
    const ports = (service.spec?.ports ?? []).map((one) => one.port).join(', ');
    return this.#lost(`The Service ${name} has no port ${port}, only ${ports}.`);
  }

  #toService(service: Service, port: types.ServicePort, entry: Entry): Outcome {
    const { client } = this.options;
    const { party } = this.origin;
    const name = nameOf(service);
    this.hops.push({ at: 'service', name, detail: `port ${port.port ?? 0}` });
    const all = backendsOf(client, service, port);
    if (all.length === 0) return this.#refused(`No endpoint of the Service ${name} is ready.`);
    const { externalTrafficPolicy, internalTrafficPolicy } = service.spec ?? {};
    const isLocal = (entry.isExternal ? externalTrafficPolicy : internalTrafficPolicy) === 'Local';
    const here = entry.node?.metadata.name ?? party.node;
    const near = isLocal && here !== undefined ? all.filter(({ node }) => node === here) : all;
    const backend = this.#choose(service, near);
    if (!backend) {
      return this.#lost(
        `The Service ${name} sends only to its endpoints on the same node, and ${here ?? ''} has none.`,
      );
    }
    // What comes in from outside seems to come from the node it comes in at: the first, for a load balancer's address.
    const [first] = client.sorted('v1/Node');
    const mask = entry.isExternal && !isLocal ? (entry.node ?? first) : undefined;
    return this.#reach(backend.address, backend.port, mask ? partyOfNode(mask) : party);
  }

  #choose(service: Service, backends: readonly Backend[]): Backend | undefined {
    const backend = chooseBackend(service, backends, this.origin.party.address, this.options.random);
    if (backend) this.hops.push({ at: 'endpoint', name: `${backend.address}:${backend.port}` });
    return backend;
  }

  /** A node's own address: node ports, host ports, what runs in its network, and the Ingress. */
  #toNode(node: Node, port: number, address: string): Outcome {
    const { client, config } = this.options;
    const { name } = node.metadata;
    this.hops.push({ at: 'node', name, detail: `port ${port}` });
    const cut = this.#cutBetween(this.origin.party.node, name);
    if (cut !== undefined) return this.#lost(`The node ${cut} is cut off.`);
    const nodePort = nodePortOf(client, port, this.protocol);
    if (nodePort) {
      return this.#toService(nodePort.service, nodePort.port, { node, isExternal: this.origin.from === 'outside' });
    }
    for (const pod of client.podsOn(name)) {
      const inside = hostPortOf(pod, port, this.protocol, address);
      if (inside !== undefined) return this.#toPod(pod, inside, this.origin.party);
    }
    const isIngress = (port === 80 || port === 443) && config.isIngressEnabled?.() === true;
    return isIngress ? this.#toIngress(node, port) : this.#toProcess(node, port, this.origin.party);
  }

  #toIngress(node: Node, port: number): Outcome {
    const { client } = this.options;
    const { message, hops } = this;
    const from = partyOfNode(node);
    return serveIngress({
      client,
      message,
      isTls: port === 443,
      peer: this.origin.party.address,
      address: from.address,
      hops,
      forward: (service, servicePort, onward) => {
        const backend = this.#choose(service, backendsOf(client, service, servicePort));
        const way = new Way(this.options, this.origin, onward, 'TCP', hops);
        return backend && way.#reach(backend.address, backend.port, from);
      },
    });
  }

  /** What is at an address itself. */
  #reach(address: string, port: number, party: Party): Outcome {
    const { client } = this.options;
    const pod = this.options.addresses.podAt(address);
    if (pod) return this.#toPod(pod, port, party);
    const block = blockOf({ from: party, to: { address }, port, protocol: this.protocol }, client);
    if (block) return this.#stopped(block);
    const node = nodeAt(client, address);
    if (node) return this.#toProcess(node, port, party);
    const cut = this.#cutBetween(party.node, undefined);
    return cut === undefined ? this.#outside(address, port, party) : this.#lost(`The node ${cut} is cut off.`);
  }

  #outside(address: string, port: number, party: Party): Outcome {
    const { config } = this.options;
    const server = config.apiServer?.address === address ? this.#apiServer(port, party) : undefined;
    if (server) return server;
    this.hops.push({ at: 'outside', name: address, detail: `port ${port}` });
    const host = this.options.outsideAt(address);
    if (!host) return this.#lost(`Nobody has the address ${address}.`);
    const listener = host.listener(port);
    if (!listener) return this.#refused(`Nothing listens on port ${port} of ${address}.`);
    return { reply: listener(this.message, party.address), address };
  }

  /** In the network of the node: Pods with hostNetwork, and the API server. */
  #toProcess(node: Node, port: number, party: Party): Outcome {
    const { client, runtime, config } = this.options;
    const { name } = node.metadata;
    const cut = this.#cutBetween(party.node, name);
    if (cut !== undefined) return this.#lost(`The node ${cut} is cut off.`);
    for (const pod of client.podsOn(name)) {
      const isThere = pod.spec?.hostNetwork && runtime.listener(pod.metadata.uid, port);
      if (isThere) return this.#answer(pod, port, party.address);
    }
    const server = config.apiServer?.address === addressOf(node) ? this.#apiServer(port, party) : undefined;
    return server ?? this.#refused(`Nothing listens on port ${port} of the node ${name}.`);
  }

  #apiServer(port: number, party: Party): Outcome | undefined {
    const { apiServer } = this.options.config;
    if (apiServer?.port !== port) return undefined;
    this.hops.push({ at: 'container', name: 'kube-apiserver', detail: `port ${port}` });
    const listener = apiServer.listener();
    if (!listener) return this.#refused('The API server is stopped.');
    return { reply: listener(this.message, party.address), address: apiServer.address };
  }

  #toPod(pod: Pod, port: number, party: Party): Outcome {
    const to = partyOf(pod);
    const block = blockOf({ from: party, to, port, protocol: this.protocol }, this.options.client);
    if (block) return this.#stopped(block);
    const cut = this.#cutBetween(party.node, to.node);
    if (cut === undefined) return this.#answer(pod, port, party.address);
    this.hops.push({ at: 'node', name: cut });
    return this.#lost(`The node ${cut} is cut off.`);
  }

  #answer(pod: Pod, port: number, peer: string): Outcome {
    const name = nameOf(pod);
    this.hops.push({ at: 'container', name, detail: `port ${port}` });
    // Init containers reach each other and themselves; from elsewhere a Pod that does not run yet is not to be found.
    if (pod.status?.phase !== 'Running' && pod !== this.origin.pod) return this.#lost(`The Pod ${name} does not run.`);
    const listener = this.options.runtime.listener(pod.metadata.uid, port);
    if (!listener) return this.#refused(`Nothing listens on port ${port} of the Pod ${name}.`);
    return { reply: listener(this.message, peer), address: pod.status?.podIP ?? '' };
  }

  get #isShutOut(): boolean {
    return this.origin.from === 'outside' && this.options.config.isTunnelOpen?.() !== true;
  }

  /** Of two nodes, the one that is cut off from the other. What stays on a node goes on. */
  #cutBetween(a: string | undefined, b: string | undefined): string | undefined {
    if (a === b) return undefined;
    return [b, a].find((node) => node !== undefined && this.options.config.isCutOff?.(node) === true);
  }

  #noWayIn(name: string, at: 'service' | 'pod', address: string): Outcome {
    this.hops.push({ at, name });
    return this.#lost(`${address} is an address within the cluster: no way leads there from outside.`);
  }

  #stopped({ policies, direction, pod }: { policies: readonly string[]; direction: string; pod: string }): Outcome {
    const name = policies.join(', ');
    this.hops.push({ at: 'policy', name, detail: direction });
    return this.#lost(`${name} lets this not ${direction === 'egress' ? 'out of' : 'in to'} ${pod}.`);
  }

  #lost(why: string): Outcome {
    return { failed: 'timeout', why };
  }

  #refused(why: string): Outcome {
    return { failed: 'refused', why };
  }
}

function partyOfNode(node: Node): Party {
  return { address: addressOf(node), node: node.metadata.name };
}
