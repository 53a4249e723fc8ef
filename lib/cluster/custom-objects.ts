/** Custom resources, as controllers meet them that look at every kind: by their table, not by their type. */
import type { Registry, StoredObject } from '@/lib/kube';
import type { CustomOwners } from './controllers/garbage-collector';
import type { CustomResources } from './controllers/namespace';

const DEFINITIONS = 'customresourcedefinitions.apiextensions.k8s.io';

interface Defined {
  /** `notes.til.dev`. */
  readonly table: string;
  readonly group: string;
  readonly kind: string;
  readonly isNamespaced: boolean;
}

function definedBy({ store }: Registry): Defined[] {
  return store.table(DEFINITIONS).sorted().map(read);
}

function read({ metadata, spec }: StoredObject): Defined {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is stored as a definition was decoded as one
  const { group = '', scope, names } = spec as { group?: string; scope?: string; names?: { kind?: string } };
  return { table: metadata.name, group, kind: names?.kind ?? '', isNamespaced: scope === 'Namespaced' };
}

export function customOwners(registry: Registry): CustomOwners {
  const { store } = registry;
  return {
    find({ apiVersion = '', kind, name = '' }, namespace) {
      const group = apiVersion.slice(0, Math.max(0, apiVersion.indexOf('/')));
      const defined = definedBy(registry).find((one) => one.group === group && one.kind === kind);
      return defined ? store.get(defined.table, defined.isNamespaced ? namespace : undefined, name) : 'unknown';
    },
    onDeleted(listener) {
      const watched = new Map<string, () => void>();
      const watch = (table: string): void => {
        if (watched.has(table)) return;
        watched.set(
          table,
          store.subscribe(table, ({ type, object }) => {
            if (type === 'DELETED') listener(object.metadata.uid);
          }),
        );
      };
      for (const { table } of definedBy(registry)) watch(table);
      const end = store.subscribe(DEFINITIONS, ({ object }) => watch(object.metadata.name));
      return () => {
        end();
        for (const stop of watched.values()) stop();
      };
    },
  };
}

export function customResources(registry: Registry): CustomResources {
  const { store } = registry;
  return {
    deleteAll(namespace) {
      const left = new Map<string, number>();
      for (const { table, isNamespaced } of definedBy(registry)) {
        if (!isNamespaced) continue;
        for (const { metadata } of Array.from(store.table(table).inNamespace(namespace))) {
          if (metadata.finalizers?.length) left.set(table, (left.get(table) ?? 0) + 1);
          else store.remove(table, namespace, metadata.name);
        }
      }
      return left;
    },
  };
}
