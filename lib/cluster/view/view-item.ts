/** What is drawn of a cluster: lean, and told as changes. */

/** How an object is, at a glance. `plain` is what has no state of its own: a ConfigMap. */
export type ViewState = 'ready' | 'waiting' | 'failed' | 'done' | 'leaving' | 'plain';

/** Something that an object needs or chooses, by name. */
export interface ViewTie {
  readonly by: 'selects' | 'routes' | 'mounts' | 'reads' | 'claims' | 'binds' | 'scales' | 'pulls' | 'uses';
  readonly kind: string;
  /** Absent for what has no namespace. */
  readonly namespace?: string;
  readonly name: string;
  /**
   * There is no such object, or none of its keys: then `what` names the key. Of a selector that takes nothing, `name` is the
   * selector: `app=web`.
   */
  readonly isMissing: boolean;
  /** A key, a port. */
  readonly what?: string;
}

/**
 * What a cluster runs beside its objects (`kube-scheduler`) is an item too, of the kind Component: it has no apiVersion, and
 * its state is whether it runs. Who selects all Pods of a workload is tied to the workload, and not to each of them.
 */
export interface ViewItem {
  /** The object's uid; a component's name. */
  readonly id: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  readonly state: ViewState;
  /** In kubectl's words: `Running`, `CrashLoopBackOff`, `2/3`, `ClusterIP`. */
  readonly status: string;
  /** What else is worth a look, in kubectl's words: a Pod's `1/1`, a Service's ports, why a workload makes no Pods. */
  readonly detail?: string;
  /** How often a Pod's containers were started again; absent for never. */
  readonly restarts?: number;
  /** The uid of its controlling owner. */
  readonly owner?: string;
  /** Where a Pod runs. */
  readonly node?: string;
  readonly ties: readonly ViewTie[];
}

/** What is new since the last change that was told. */
export interface ViewChange {
  readonly revision: number;
  /** Everything there is is in it: what was known is forgotten. */
  readonly isWhole: boolean;
  readonly items: readonly ViewItem[];
  /** The ids of what is gone. */
  readonly gone: readonly string[];
}
