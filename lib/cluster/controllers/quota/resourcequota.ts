/**
 * Keeps what is used in the status of each ResourceQuota. Models pkg/controller/resourcequota. What is created the API server
 * has charged when it let it in; here everything is counted anew when something comes, goes or takes more or less.
 *
 * Not modelled: a Pod that has outstayed its grace period is counted as long as it is there.
 */
import {
  addQuantities,
  formatQuantity,
  isCounted,
  usageOf,
  type Amounts,
  type ModelledKind,
  type Stored,
} from '@/lib/kube';
import type { Controller, ControllerContext, Queue } from '../controller';
import { heldKinds, type HeldKind } from '../held-kinds';
import { fromKey, keyOf } from '../object-key';

type Quota = Stored<'v1/ResourceQuota'>;

const namespacedKinds = heldKinds.filter(({ kind }) => kind.namespaced);

/** These take more than their place among the objects. */
const MEASURED: ReadonlySet<ModelledKind> = new Set(['v1/Pod', 'v1/Service', 'v1/PersistentVolumeClaim']);

export function resourceQuotaController({ client }: ControllerContext): Controller {
  function start(queue: Queue): (() => void)[] {
    for (const quota of client.sorted('v1/ResourceQuota')) queue.add(keyOf(quota));
    return [
      client.onChange('v1/ResourceQuota', ({ type, object }) => {
        if (type !== 'DELETED') queue.add(keyOf(object));
      }),
      ...namespacedKinds.map(({ key }) =>
        client.onChange<ModelledKind>(key, ({ type, object, before }) => {
          if (type === 'MODIFIED' && !MEASURED.has(key)) return;
          // Most namespaces have none: nothing else is looked at there.
          for (const quota of client.list('v1/ResourceQuota', object.metadata.namespace)) {
            if (type !== 'MODIFIED' || isTurned(object, before)) queue.add(keyOf(quota));
          }
        }),
      ),
    ];
  }

  function sync(key: string): 'retry' | void {
    const { namespace, name } = fromKey(key);
    const quota = client.get('v1/ResourceQuota', namespace, name);
    if (!quota) return undefined;
    const hard = { ...quota.spec?.hard };
    const sums = sumsOf(quota, namespace, hard);
    const used: Record<string, string> = {};
    for (const resource of Object.keys(hard)) {
      const sum = sums.get(resource);
      used[resource] = sum ? formatQuantity(sum) : '0';
    }
    const answer = client.updateStatus('v1/ResourceQuota', { ...quota, status: { hard, used } });
    return answer.ok || answer.status.reason === 'NotFound' ? undefined : 'retry';
  }

  function sumsOf(quota: Quota, namespace: string, hard: Readonly<Record<string, string>>): Amounts {
    const sums: Amounts = new Map();
    for (const held of namespacedKinds) {
      if (!concerns(hard, held)) continue;
      for (const object of client.list<ModelledKind>(held.key, namespace)) {
        if (!isCounted(quota, object, held.kind)) continue;
        for (const [resource, amount] of usageOf(object, held.kind)) {
          if (hard[resource] === undefined) continue;
          const sum = sums.get(resource);
          sums.set(resource, sum ? addQuantities(sum, amount) : amount);
        }
      }
    }
    return sums;
  }

  return { name: 'resourcequota', start, sync };
}

/** Whether a quota of these resources may count objects of that kind. */
function concerns(hard: Readonly<Record<string, string>>, { key, kind }: HeldKind): boolean {
  return MEASURED.has(key) || [...usageOf({}, kind).keys()].some((resource) => hard[resource] !== undefined);
}

/** It may take more or less than before: a Pod that is over, a Service of another type, a larger claim. */
function isTurned(object: object, before: object = {}): boolean {
  return fieldOf(object, 'spec') !== fieldOf(before, 'spec') || phaseOf(object) !== phaseOf(before);
}

function phaseOf(object: object): unknown {
  const status = fieldOf(object, 'status');
  return isRecord(status) ? status['phase'] : undefined;
}

function fieldOf(object: object, name: string): unknown {
  return isRecord(object) ? object[name] : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
