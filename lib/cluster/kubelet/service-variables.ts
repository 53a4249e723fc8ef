/** The variables of Services, made once for all Pods of a namespace. Models the kubelet's getServiceEnvVarMap. */
import type { Client, Stored } from '@/lib/kube';
import { serviceEnvironment } from './service-environment';

export class ServiceVariables {
  readonly #client: Client;
  readonly #made = new Map<string, Readonly<Record<string, string>>>();

  constructor(client: Client) {
    this.#client = client;
  }

  /** Of that namespace, and how to reach the API server, which no Pod is without. */
  of(namespace: string, links: boolean): Readonly<Record<string, string>> {
    const key = `${namespace}/${links}`;
    const known = this.#made.get(key);
    if (known) return known;
    const services = [...this.#client.list('v1/Service', namespace)].filter(
      ({ metadata }) => links || (metadata.namespace === 'default' && metadata.name === 'kubernetes'),
    );
    const api = this.#client.get('v1/Service', 'default', 'kubernetes');
    if (api && namespace !== 'default') services.push(api);
    const made = serviceEnvironment(services.toSorted(byName));
    this.#made.set(key, made);
    return made;
  }

  changed(namespace: string): void {
    if (namespace === 'default') return this.#made.clear();
    this.#made.delete(`${namespace}/true`);
    this.#made.delete(`${namespace}/false`);
  }

  clear(): void {
    this.#made.clear();
  }
}

function byName(a: Stored<'v1/Service'>, b: Stored<'v1/Service'>): number {
  return a.metadata.name < b.metadata.name ? -1 : 1;
}
