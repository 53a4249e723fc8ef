/**
 * The network of the cluster: a request from a Pod, a node or outside goes hop by hop until somebody answers, or until it
 * stops, and then it is said why. Stands for the container network, kube-proxy, cluster DNS and ingress-nginx together.
 *
 *     const network = newNetwork({ client, runtime, clock, random, config: {} });
 *     network.request({ from: 'outside' }, { host: '192.168.49.2', port: 30100 }, { http });
 *
 * Everything is read from the API at the time of the request. The way there and back takes no simulated time, and what was
 * let through comes back.
 *
 * Not modelled: IPv6, SCTP, kube-proxy's being stopped, loadBalancerSourceRanges, and the addresses of an ingress
 * controller's own Pods: to policies it is a node.
 */
import { isAddress } from './address';
import type { NetworkOptions } from './config';
import { CLUSTER_DNS, type Answer } from './dns';
import type { Exchange, Message, Network, NetworkFailure, Target } from './message';
import { OUTSIDE, originOf } from './origin';
import type { Trail } from './places';
import { PodAddresses } from './pod-addresses';
import { NameResolution } from './resolution';
import { Way, type WayOptions } from './way';

export type { NetworkConfig, NetworkOptions, OutsideHost, ServerAddress } from './config';

export function newNetwork(options: NetworkOptions): Network {
  const names = new NameResolution(options);
  const ways: WayOptions = {
    ...options,
    addresses: new PodAddresses(options.client, options.clock),
    outsideAt: (address) => names.outsideAt(address),
  };
  return {
    request(source, target, message) {
      const hops: Trail = [];
      const origin = originOf(source, options, hops);
      if ('failed' in origin) return { hops, outcome: origin };
      const host = target.host.toLowerCase();
      const question = questionOf(target, message);
      if (question !== undefined)
        return { hops, outcome: answer(names.resolve(origin, question, hops), host, question) };
      const found = isAddress(host) ? { addresses: [host] } : names.resolve(origin, host, hops);
      if ('failed' in found) return { hops, outcome: found };
      const way = new Way(ways, origin, message, target.protocol ?? 'TCP', hops);
      return { hops, outcome: way.to(found.addresses[0] ?? '', target.port) };
    },

    resolve(source, host) {
      if (isAddress(host)) return [host];
      const origin = originOf(source, options, []);
      if ('failed' in origin) return undefined;
      const found = names.resolve(origin, host.toLowerCase(), []);
      return 'failed' in found ? undefined : found.addresses;
    },
  };
}

/** The name that a name server is asked for: `{ wire: { protocol: 'dns', name: 'web' } }` to its port 53. */
function questionOf({ host, port }: Target, message: Message): string | undefined {
  const isServer = port === 53 && (host === CLUSTER_DNS || host === OUTSIDE);
  if (!isServer || !('wire' in message) || message.wire.protocol !== 'dns') return undefined;
  const { name } = message.wire;
  return typeof name === 'string' ? name.toLowerCase() : undefined;
}

/** The name server's answer has the whole name and its addresses, none where it knows no such name. */
function answer(found: Answer | NetworkFailure, server: string, name: string): Exchange['outcome'] {
  if ('failed' in found && found.failed !== 'unresolved') return found;
  const known = 'failed' in found ? { name, addresses: [] } : { name: found.name, addresses: found.addresses };
  return { reply: { wire: { protocol: 'dns', ...known } }, address: server };
}
