/**
 * Keeps what is used in the status of each ResourceQuota. Models pkg/controller/resourcequota.
 *
 * What is created is added at once, as the API server's admission does when it lets an object in: the next one is judged by
 * what is left then. Everything is counted anew when something goes or changes.
 *
 * Not modelled: a Pod that has outstayed its grace period is counted as long as it is there.
 */
import type { Stored } from '@/lib/kube';
import type { Controller, ControllerContext, Queue } from '../controller';
import { fromKey, keyOf } from '../object-key';
import { addTo, amountOf, add, textOf, ZERO, type Amounts } from './amount';
import { newEvaluators, type Counted } from './evaluators';
import { isInScope } from './usage';

type Quota = Stored<'v1/ResourceQuota'>;

export function resourceQuotaController({ client }: ControllerContext): Controller {
  const evaluators = newEvaluators(client);

  function start(queue: Queue): (() => void)[] {
    for (const quota of client.sorted('v1/ResourceQuota')) queue.add(keyOf(quota));
    const wake = (namespace: string): void => {
      for (const quota of client.list('v1/ResourceQuota', namespace)) queue.add(keyOf(quota));
    };
    return [
      client.onChange('v1/ResourceQuota', ({ type, object }) => {
        if (type !== 'DELETED') queue.add(keyOf(object));
      }),
      ...evaluators.map((evaluator) =>
        evaluator.follow((added) => {
          for (const quota of client.list('v1/ResourceQuota', added.namespace)) charge(quota, added);
          wake(added.namespace);
        }, wake),
      ),
    ];
  }

  function charge(quota: Quota, { usage, pod }: Counted): void {
    const { hard, used } = quota.status ?? {};
    if (!hard || !used || !isInScope(quota, pod)) return;
    const next = { ...used };
    for (const [resource, amount] of usage) {
      if (hard[resource] === undefined) continue;
      next[resource] = textOf(add(amountOf(used[resource] ?? '') ?? ZERO, amount));
    }
    client.updateStatus('v1/ResourceQuota', { ...quota, status: { hard, used: next } });
  }

  function sync(key: string): 'retry' | void {
    const { namespace, name } = fromKey(key);
    const quota = client.get('v1/ResourceQuota', namespace, name);
    if (!quota) return undefined;
    const hard = { ...quota.spec?.hard };
    const sums = sumsOf(quota, namespace, hard);
    const used: Record<string, string> = {};
    for (const resource of Object.keys(hard)) used[resource] = textOf(sums.get(resource) ?? ZERO);
    const answer = client.updateStatus('v1/ResourceQuota', { ...quota, status: { hard, used } });
    return answer.ok || answer.status.reason === 'NotFound' ? undefined : 'retry';
  }

  function sumsOf(quota: Quota, namespace: string, hard: Readonly<Record<string, string>>): Amounts {
    const sums: Amounts = new Map();
    for (const evaluator of evaluators) {
      if (!evaluator.concerns(hard)) continue;
      for (const { usage, pod } of evaluator.all(namespace)) {
        if (!isInScope(quota, pod)) continue;
        for (const [resource, amount] of usage) if (hard[resource] !== undefined) addTo(sums, resource, amount);
      }
    }
    return sums;
  }

  return { name: 'resourcequota', start, sync };
}
