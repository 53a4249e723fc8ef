/** Who asks: a Pod, a node or somebody outside, and how they find names. */
import { resolverOfNode, resolverOfPod, type Resolver } from './dns';
import type { NetworkOptions } from './config';
import type { NetworkFailure, Source } from './message';
import { addressOf, hasEnded, type Pod, type Trail } from './places';
import { partyOf, type Party } from './policy';

export interface Origin {
  readonly from: Source['from'];
  readonly party: Party;
  readonly pod?: Pod;
  readonly resolver: Resolver;
}

/** The host of the nodes: requests from outside seem to come from it, and it is their name server. */
export const OUTSIDE = '192.168.49.1';

export function originOf(source: Source, { client, config }: NetworkOptions, hops: Trail): Origin | NetworkFailure {
  switch (source.from) {
    case 'outside': {
      hops.push({ at: 'outside', name: 'outside' });
      const hosts = new Map([['localhost', '127.0.0.1'], ...(config.hostsOutside?.() ?? [])]);
      const resolver = { asksCluster: false, searches: [], ndots: 1, hosts };
      return { from: 'outside', party: { address: OUTSIDE }, resolver };
    }
    case 'node': {
      hops.push({ at: 'node', name: source.name });
      const node = client.get('v1/Node', undefined, source.name);
      if (!node) return { failed: 'unreachable', why: `There is no node ${source.name}.` };
      const party = { address: addressOf(node), node: source.name };
      return { from: 'node', party, resolver: resolverOfNode(client) };
    }
    case 'pod': {
      const name = `${source.namespace}/${source.name}`;
      hops.push({ at: 'pod', name });
      const pod = client.get('v1/Pod', source.namespace, source.name);
      if (!pod || hasEnded(pod)) return { failed: 'unreachable', why: `There is no running Pod ${name}.` };
      return { from: 'pod', party: partyOf(pod), pod, resolver: resolverOfPod(pod) };
    }
  }
}
