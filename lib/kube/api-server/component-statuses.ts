/** What the control plane says of its parts, which are asked and not stored. Models pkg/registry/core/componentstatus. */
import type { StoredObject } from '../store';

export interface ComponentHealth {
  readonly healthy: boolean;
  /** What its health check answered: `ok`. */
  readonly message: string;
}

const ALL_WELL: ReadonlyMap<string, ComponentHealth> = new Map(
  ['controller-manager', 'scheduler', 'etcd-0'].map((name) => [name, { healthy: true, message: 'ok' }]),
);

export function componentStatuses(components: ReadonlyMap<string, ComponentHealth> = ALL_WELL): StoredObject[] {
  return [...components].map(([name, { healthy, message }]) => ({
    apiVersion: 'v1',
    kind: 'ComponentStatus',
    // Nobody stored it: it has neither an identity nor a time.
    metadata: unstored(name),
    conditions: [{ type: 'Healthy', status: healthy ? 'True' : 'False', message }],
  }));
}

function unstored(name: string): StoredObject['metadata'] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as it is answered; what is left out is read by nobody
  return { name } as StoredObject['metadata'];
}
