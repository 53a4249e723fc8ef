/** What an API server is made of. */
import type { ComponentHealth } from './component-statuses';
import type { ReadYaml } from './body';
import type { Descriptions } from './discovery-paths';
import type { Measure } from './metrics';
import type { Ports } from './ports';
import type { Registry } from './registry';

export interface ApiServerOptions extends Ports {
  readonly registry: Registry;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Reads YAML bodies: server-side apply may send them. */
  readonly yaml?: ReadYaml;
  /** What `componentstatuses` says of the rest of the control plane, by name. Default: all are healthy. */
  readonly components?: () => ReadonlyMap<string, ComponentHealth>;
  /** What `/readyz?verbose` says was looked at. Default: ping, log, etcd. */
  readonly healthChecks?: readonly string[];
  /** Who measures what Pods use, where metrics-server runs: metrics.k8s.io is served. */
  readonly metrics?: () => Measure | undefined;
  /** The fields' sentences for OpenAPI, where they are loaded. */
  readonly descriptions?: () => Descriptions | undefined;
}
