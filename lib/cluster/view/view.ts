/**
 * What is drawn of a cluster, kept up to date: only what was written since the last look is looked at, and what is tied to
 * it. Nothing listens to the cluster: who forgets a view has nothing to stop.
 */
import { printTable, type Change } from '@/lib/kube';
import type { Cluster } from '../cluster';
import { componentItems } from './component';
import type { Face, Scene, Sight } from './sight';
import { SIGHTS } from './sights';
import type { ViewChange, ViewItem, ViewTie } from './view-item';

export interface View {
  /** What is new since the last call, or undefined. The first is whole, and so is the first after the cluster was set back. */
  changes(): ViewChange | undefined;
}

export function newView(cluster: Cluster): View {
  return new ClusterView(cluster);
}

/** One object, whether it is there or not. */
interface Place {
  readonly sight: Sight;
  readonly namespace: string | undefined;
  readonly name: string;
}

interface Drawn {
  readonly item: ViewItem;
  /** To tell whether it has changed. */
  readonly text: string;
}

const byResource = new Map(SIGHTS.map((sight) => [sight.resource, sight]));
const SELECTING = SIGHTS.filter(({ resource }) => resource === 'services' || resource.startsWith('networkpolicies.'));

class ClusterView implements View {
  readonly #cluster: Cluster;
  readonly #scene: Scene;
  readonly #drawn = new Map<string, Drawn>();
  /** Who is tied to an object, by that object's key. */
  readonly #tied = new Map<string, Map<string, Place>>();
  #revision = 0;
  /** A store that was set back has other tables. */
  #table: unknown;
  #components = '';

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
    this.#scene = { client: cluster.client, cell: (object, column) => cellOf(object, column, cluster.clock.now()) };
  }

  changes(): ViewChange | undefined {
    const { store } = this.#cluster;
    const { revision } = store;
    const table = store.table('nodes');
    const written = table === this.#table ? store.changesSince(this.#revision) : undefined;
    const isWhole = written === undefined;
    if (isWhole) {
      this.#drawn.clear();
      this.#tied.clear();
      this.#components = '';
    }
    const places = isWhole ? this.#everything() : revision === this.#revision ? [] : this.#touched(written);
    this.#table = table;
    this.#revision = revision;
    const items: ViewItem[] = [];
    const gone: string[] = [];
    for (const place of places) this.#look(place, items, gone);
    this.#lookAtComponents(items, gone, isWhole);
    return isWhole || items.length + gone.length > 0 ? { revision, isWhole, items, gone } : undefined;
  }

  *#everything(): Iterable<Place> {
    for (const sight of SIGHTS)
      for (const { metadata } of this.#cluster.client.sorted(sight.kind))
        yield { sight, namespace: metadata.namespace, name: metadata.name };
  }

  #touched(written: Iterable<Change>): Iterable<Place> {
    const places = new Map<string, Place>();
    const namespaces = new Set<string>();
    for (const { resource, object } of written) {
      const sight = byResource.get(resource);
      if (!sight) continue;
      const { namespace, name } = object.metadata;
      const key = keyOf(object.kind, namespace, name);
      places.set(key, { sight, namespace, name });
      for (const [other, place] of this.#tied.get(key) ?? []) places.set(other, place);
      if (resource === 'pods' && namespace) namespaces.add(namespace);
    }
    for (const namespace of namespaces) this.#selecting(namespace, places);
    return places.values();
  }

  /** A Pod may be taken by any selector of its namespace. */
  #selecting(namespace: string, places: Map<string, Place>): void {
    for (const sight of SELECTING) {
      for (const { kind, metadata } of this.#cluster.client.list(sight.kind, namespace))
        places.set(keyOf(kind, namespace, metadata.name), { sight, namespace, name: metadata.name });
    }
  }

  #look(place: Place, items: ViewItem[], gone: string[]): void {
    const { sight, namespace, name } = place;
    const object = this.#cluster.client.get(sight.kind, namespace, name);
    const face = sight.face(namespace, name, this.#scene);
    const key = keyOf(kindName(sight), namespace, name);
    const before = this.#drawn.get(key);
    const item = object && face && itemOf(object, face);
    const text = item ? JSON.stringify(item) : '';
    if (before?.text === text) return;
    for (const tie of before?.item.ties ?? []) this.#tied.get(keyOfTie(tie))?.delete(key);
    if (before && before.item.id !== item?.id) gone.push(before.item.id);
    if (!item) {
      this.#drawn.delete(key);
      return;
    }
    for (const tie of item.ties) this.#tie(tie, key, place);
    this.#drawn.set(key, { item, text });
    items.push(item);
  }

  #tie(tie: ViewTie, key: string, place: Place): void {
    const end = keyOfTie(tie);
    const others = this.#tied.get(end);
    if (others) others.set(key, place);
    else this.#tied.set(end, new Map([[key, place]]));
  }

  /** They are few, and no write tells of them. */
  #lookAtComponents(items: ViewItem[], gone: string[], isWhole: boolean): void {
    const now = componentItems(this.#cluster);
    const text = now.map(({ name, status }) => `${name} ${status}`).join();
    if (text === this.#components) return;
    if (!isWhole) {
      const before = this.#components.split(',').map((one) => one.split(' ')[0] ?? '');
      gone.push(...before.filter((name) => now.every((item) => item.name !== name)));
    }
    this.#components = text;
    items.push(...now);
  }
}

function itemOf(
  { apiVersion, kind, metadata }: { apiVersion: string; kind: string; metadata: Metadata },
  { state, status, detail, restarts, node, ties = [] }: Face,
): ViewItem {
  const owner = metadata.ownerReferences?.find(({ controller }) => controller)?.uid;
  return {
    id: metadata.uid,
    apiVersion,
    kind,
    ...(metadata.namespace !== undefined && { namespace: metadata.namespace }),
    name: metadata.name,
    state: metadata.deletionTimestamp === undefined ? state : 'leaving',
    status,
    ...(detail && { detail }),
    ...(restarts && { restarts }),
    ...(owner !== undefined && { owner }),
    ...(node && { node }),
    ties,
  };
}

interface Metadata {
  readonly uid: string;
  readonly name: string;
  readonly namespace?: string;
  readonly deletionTimestamp?: string;
  readonly ownerReferences?: readonly { readonly controller?: boolean; readonly uid?: string }[];
}

function kindName({ kind }: Sight): string {
  return kind.slice(kind.lastIndexOf('/') + 1);
}

function keyOf(kind: string, namespace: string | undefined, name: string): string {
  return `${kind} ${namespace ?? ''} ${name}`;
}

function keyOfTie({ kind, namespace, name }: ViewTie): string {
  return keyOf(kind, namespace, name);
}

function cellOf(object: object, column: string, now: number): string {
  const { columnDefinitions, rows } = printTable(resourceOf(object), [{ ...object }], now);
  return String(rows[0]?.cells[columnDefinitions.findIndex(({ name }) => name === column)] ?? '');
}

function resourceOf(object: object): string {
  const { apiVersion, kind } = { apiVersion: '', kind: '', ...object };
  return SIGHTS.find((sight) => sight.kind === `${apiVersion}/${kind}`)?.resource ?? '';
}
