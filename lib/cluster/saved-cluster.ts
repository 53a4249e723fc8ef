/** A cluster as one JSON file. What it remembers of its past stays behind: the file holds what there is now. */
import type { Registry, StoredObject } from '@/lib/kube';
import type { BuiltImage } from './images';
import type { KubeletsState } from './kubelet';

const VERSION = 1;

export interface SavedCluster {
  readonly kubetil: 'cluster';
  readonly version: typeof VERSION;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** What chance says next. */
  readonly random: number;
  readonly revision: number;
  /** By resource: `pods`, `deployments.apps`; with their managedFields. */
  readonly objects: Readonly<Record<string, readonly StoredObject[]>>;
  readonly kubelets: KubeletsState;
  readonly images: readonly BuiltImage[];
  readonly stopped: readonly string[];
  readonly addons: readonly string[];
  readonly isTunnelOpen: boolean;
}

export type ReadCluster = { readonly saved: SavedCluster } | { readonly fault: 'damaged' | 'newer' | 'foreign' };

/** Sorted by resource, namespace and name: the same cluster is the same text. */
export function objectsOf(registry: Registry): Record<string, readonly StoredObject[]> {
  const { store } = registry;
  const resources = [...store.resources()].filter((resource) => store.table(resource).size > 0).sort();
  return Object.fromEntries(
    resources.map((resource) => [
      resource,
      store
        .table(resource)
        .sorted()
        .map((object) => registry.withManagers(object)),
    ]),
  );
}

export function writeCluster(cluster: Omit<SavedCluster, 'kubetil' | 'version'>): string {
  const saved: SavedCluster = { kubetil: 'cluster', version: VERSION, ...cluster };
  return JSON.stringify(saved);
}

/** `foreign` is no cluster of ours, `newer` one of a later version, `damaged` one that lost something. */
export function readCluster(text: string): ReadCluster {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return { fault: text.includes('"kubetil":"cluster"') ? 'damaged' : 'foreign' };
  }
  if (!isRecord(read) || read['kubetil'] !== 'cluster') return { fault: 'foreign' };
  if (typeof read['version'] === 'number' && read['version'] > VERSION) return { fault: 'newer' };
  return isWhole(read) ? { saved: read } : { fault: 'damaged' };
}

function isWhole(read: Readonly<Record<string, unknown>>): read is Readonly<Record<string, unknown>> & SavedCluster {
  const numbers = ['version', 'time', 'random', 'revision'];
  const lists = ['images', 'stopped', 'addons'];
  return (
    numbers.every((name) => typeof read[name] === 'number') &&
    lists.every((name) => Array.isArray(read[name])) &&
    typeof read['isTunnelOpen'] === 'boolean' &&
    isRecord(read['kubelets']) &&
    isRecord(read['objects']) &&
    Object.values(read['objects']).every((objects) => Array.isArray(objects) && objects.every(isStored))
  );
}

function isStored(object: unknown): boolean {
  if (!isRecord(object) || typeof object['apiVersion'] !== 'string' || typeof object['kind'] !== 'string') return false;
  const { metadata } = object;
  return isRecord(metadata) && ['name', 'uid', 'resourceVersion'].every((name) => typeof metadata[name] === 'string');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
