/** What the server says of one resource, or of a subresource of it. */
export interface ResourceInfo {
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  /** The plural: `deployments`. */
  readonly resource: string;
  /** `status`, `scale`, `log`; absent for the resource itself. */
  readonly subresource?: string;
  readonly singularName: string;
  readonly namespaced: boolean;
  /** What is sent and answered: `Scale` for a scale. */
  readonly kind: string;
  /** That kind's apiVersion: `autoscaling/v1` for a scale. */
  readonly apiVersion: string;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly verbs: readonly string[];
}

export function groupVersionOf({ group, version }: { group: string; version: string }): string {
  return group === '' ? version : `${group}/${version}`;
}
