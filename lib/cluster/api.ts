/** The store and its registry as a cluster has them, with its clock and its chance. */
import { furtherStructure, learnStructure, loadAllKinds, Registry, Store, type StoreOptions } from '@/lib/kube';
import type { CelEngine } from '@/lib/kube';
import type { Clock } from './clock';
import type { Random } from './random';

export interface Api {
  readonly registry: Registry;
  readonly store: Store;
}

export interface ApiOptions extends StoreOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly cel?: CelEngine;
}

/** Resolves once every kind can be judged. */
export async function newApi({ clock, random, cel, ...options }: ApiOptions): Promise<Api> {
  learnStructure(furtherStructure);
  await loadAllKinds();
  const store = new Store(options);
  const chance = {
    suffix: () => random.suffix(),
    uuid: () => random.uuid(),
    integer: (below: number) => random.integer(below),
  };
  const registry = new Registry({ store, chance, now: () => clock.now(), ...(cel && { cel }) });
  return { registry, store };
}
