/**
 * The objects of one kind that nobody controls, by namespace: those that a selector might adopt. It only spares the way
 * through all objects, and is made anew whenever its controller starts. Models the index PodControllerIndex.
 */
import type { Client, ModelledKind, Stored } from '@/lib/kube';
import { controllerOf } from './controller-ref';

export class Orphans<K extends ModelledKind> {
  readonly #byNamespace = new Map<string, Map<string, Stored<K>>>();

  /** Begins anew; answers how to stop. */
  follow(client: Client, kind: K): () => void {
    this.#byNamespace.clear();
    for (const object of client.list(kind)) this.#see(object);
    return client.onChange(kind, ({ type, object }) => {
      if (type === 'DELETED') this.#forget(object);
      else this.#see(object);
    });
  }

  /** By name. */
  in(namespace: string | undefined): readonly Stored<K>[] {
    const orphans = this.#byNamespace.get(namespace ?? '');
    if (!orphans || orphans.size === 0) return [];
    return [...orphans.values()].sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
  }

  #see(object: Stored<K>): void {
    if (controllerOf(object.metadata)) {
      this.#forget(object);
      return;
    }
    const { namespace = '', name } = object.metadata;
    let orphans = this.#byNamespace.get(namespace);
    if (!orphans) this.#byNamespace.set(namespace, (orphans = new Map()));
    orphans.set(name, object);
  }

  #forget({ metadata: { namespace = '', name } }: Stored<K>): void {
    this.#byNamespace.get(namespace)?.delete(name);
  }
}
