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
  /** There is no such object, or none of its keys: then `what` names the key. */
  readonly isMissing: boolean;
  /** A key, a port. */
  readonly what?: string;
}

export interface ViewItem {
  /** The object's uid. */
  readonly id: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  readonly state: ViewState;
  /** In kubectl's words: `Running`, `CrashLoopBackOff`, `2/3`, `ClusterIP`. */
  readonly status: string;
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
