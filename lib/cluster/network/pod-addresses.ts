/**
 * Which Pod has an address. Only a memory of where to look: what is found is made sure of, so that nothing goes wrong when
 * the cluster is set back in time.
 */
import type { Client } from '@/lib/kube';
import type { Clock } from '../clock';
import { hasEnded, type Pod } from './places';

interface Place {
  readonly namespace: string;
  readonly name: string;
}

export class PodAddresses {
  readonly #client: Client;
  readonly #clock: Clock;
  readonly #places = new Map<string, Place>();
  /** When all Pods were last looked through: what was not there then is not looked for again at the same moment. */
  #readAt = -1;

  constructor(client: Client, clock: Clock) {
    this.#client = client;
    this.#clock = clock;
    client.onChange('v1/Pod', ({ object }) => this.#note(object));
  }

  /** Not a Pod that has ended: its address may be another's by now. Not one in the network of its node. */
  podAt(address: string): Pod | undefined {
    const known = this.#verified(address);
    if (known || this.#readAt === this.#clock.now()) return known;
    this.#readAt = this.#clock.now();
    this.#places.clear();
    for (const pod of this.#client.list('v1/Pod')) this.#note(pod);
    return this.#verified(address);
  }

  #verified(address: string): Pod | undefined {
    const place = this.#places.get(address);
    const pod = place && this.#client.get('v1/Pod', place.namespace, place.name);
    return pod && pod.status?.podIP === address && isReachable(pod) ? pod : undefined;
  }

  #note(pod: Pod): void {
    const address = pod.status?.podIP;
    if (address === undefined || !isReachable(pod)) return;
    const { namespace = '', name } = pod.metadata;
    const place = this.#places.get(address);
    if (place?.name !== name || place.namespace !== namespace) this.#places.set(address, { namespace, name });
  }
}

function isReachable(pod: Pod): boolean {
  return !pod.spec?.hostNetwork && !hasEnded(pod);
}
