/**
 * Says for each PodDisruptionBudget how many Pods may be disturbed now. Models pkg/controller/disruption.
 *
 * Not modelled: Pods whose controller is of a custom kind with a scale; conditions DisruptionTarget that grow old.
 */
import { formatTime, parseTime, type Client, type ObjectChange, type Stored, type types, selectorOf } from '@/lib/kube';
import type { Controller, ControllerContext, Queue } from '../controller';
import { scaledValue } from '../int-or-percent';
import { fromKey, keyOf } from '../object-key';
import { printedSelector } from '../printed-selector';
import { isPodReady, type StoredPod } from '../pod-readiness';
import { expectedScale } from './expected-scale';

type Budget = Stored<'policy/v1/PodDisruptionBudget'>;

/** A Pod whose eviction was granted counts as gone for this long, ms. */
const DELETION_TIMEOUT = 120_000;

export function disruptionController(context: ControllerContext): Controller {
  const { client, clock } = context;
  const recorder = context.recorder('controllermanager');
  let wakeLater: (key: string, ms: number) => void = () => {};

  function start(queue: Queue): (() => void)[] {
    wakeLater = (key, ms) => queue.addAfter(key, ms, { background: true });
    for (const budget of client.sorted('policy/v1/PodDisruptionBudget')) queue.add(keyOf(budget));
    return [
      client.onChange('policy/v1/PodDisruptionBudget', ({ type, object }) => {
        if (type !== 'DELETED') queue.add(keyOf(object));
      }),
      client.onChange('v1/Pod', (change) => {
        for (const key of budgetsConcerned(client, change)) queue.add(key);
      }),
    ];
  }

  function sync(key: string): 'retry' | void {
    const { namespace, name } = fromKey(key);
    const budget = client.get('policy/v1/PodDisruptionBudget', namespace, name);
    if (!budget) return undefined;
    const matches = selectorOf(budget.spec?.selector);
    const pods = [...client.list('v1/Pod', namespace)].filter(({ metadata }) => matches(metadata.labels));
    const expected = expectationOf(client, budget, pods);
    if (typeof expected === 'string') return fail(budget, expected);
    const disruptedPods = stillExpected(budget, pods);
    const currentHealthy = pods.filter(
      (pod) => !pod.metadata.deletionTimestamp && !(pod.metadata.name in disruptedPods) && isPodReady(pod),
    ).length;
    const allowed = expected.count > 0 ? Math.max(0, currentHealthy - expected.healthy) : 0;
    const { generation = 0 } = budget.metadata;
    const condition = {
      type: 'DisruptionAllowed',
      status: allowed > 0 ? 'True' : 'False',
      reason: allowed > 0 ? 'SufficientPods' : 'InsufficientPods',
      message: '',
    };
    const isWritten = write(budget, condition, {
      currentHealthy,
      desiredHealthy: expected.healthy,
      expectedPods: expected.count,
      disruptionsAllowed: allowed,
      ...(Object.keys(disruptedPods).length > 0 && { disruptedPods }),
      observedGeneration: generation,
    });
    if (isWritten === 'same') return undefined;
    if (pods.length === 0) recorder.event(budget, 'Normal', 'NoPods', 'No matching pods found');
    if (expected.isUnmanaged) recorder.event(budget, 'Warning', 'UnmanagedPods', unmanagedWords(budget));
    return isWritten === 'refused' ? 'retry' : undefined;
  }

  /** Those whose eviction was granted, and that have not begun to go. */
  function stillExpected(budget: Budget, pods: readonly StoredPod[]): Record<string, string> {
    const expected: Record<string, string> = {};
    for (const pod of pods) {
      const { name, deletionTimestamp } = pod.metadata;
      const since = budget.status?.disruptedPods?.[name];
      if (deletionTimestamp || since === undefined) continue;
      const left = (parseTime(since) ?? 0) + DELETION_TIMEOUT - clock.now();
      if (left > 0) {
        expected[name] = since;
        wakeLater(keyOf(budget), left);
      } else {
        // Upstream says the namespace twice, and not the name.
        const { namespace } = budget.metadata;
        const message = `Pod was expected by PDB ${namespace}/${namespace} to be deleted but it wasn't`;
        recorder.event(pod, 'Warning', 'NotDeleted', message);
      }
    }
    return expected;
  }

  /** Nothing may be disturbed while it can't be told. */
  function fail(budget: Budget, why: string): 'retry' | void {
    const { observedGeneration = 0 } = budget.status ?? {};
    const condition = { type: 'DisruptionAllowed', status: 'False', reason: 'SyncFailed', message: why };
    const isWritten = write(budget, condition, {
      currentHealthy: 0,
      desiredHealthy: 0,
      expectedPods: 0,
      ...budget.status,
      disruptionsAllowed: 0,
      observedGeneration,
    });
    if (isWritten === 'same') return undefined;
    const message = `Failed to calculate the number of expected pods: ${why}`;
    recorder.event(budget, 'Warning', 'CalculateExpectedPodCountFailed', message);
    return isWritten === 'refused' ? 'retry' : undefined;
  }

  function write(
    budget: Budget,
    condition: types.Condition,
    status: types.PodDisruptionBudgetStatus,
  ): 'same' | 'written' | 'refused' {
    const { conditions: before = [] } = budget.status ?? {};
    const old = before.find(({ type }) => type === condition.type);
    const isSame = old?.status === condition.status;
    const lastTransitionTime = (isSame && old?.lastTransitionTime) || formatTime(clock.now());
    const { observedGeneration = 0 } = status;
    const others = before.filter((one) => one !== old);
    const conditions = [...others, { ...condition, lastTransitionTime, observedGeneration }];
    const answer = client.updateStatus('policy/v1/PodDisruptionBudget', {
      ...budget,
      status: { ...status, conditions },
    });
    if (!answer.ok) return answer.status.reason === 'NotFound' ? 'same' : 'refused';
    return answer.object.metadata.resourceVersion === budget.metadata.resourceVersion ? 'same' : 'written';
  }

  return { name: 'disruption', start, sync };
}

function* budgetsConcerned(client: Client, { type, object, before }: ObjectChange<'v1/Pod'>): Iterable<string> {
  if (type === 'MODIFIED' && before && !isTurned(object, before)) return;
  for (const budget of client.list('policy/v1/PodDisruptionBudget', object.metadata.namespace)) {
    const matches = selectorOf(budget.spec?.selector);
    if (matches(object.metadata.labels) || (before && matches(before.metadata.labels))) yield keyOf(budget);
  }
}

function isTurned(pod: StoredPod, before: StoredPod): boolean {
  return (
    isPodReady(pod) !== isPodReady(before) ||
    pod.metadata.deletionTimestamp !== before.metadata.deletionTimestamp ||
    pod.metadata.labels !== before.metadata.labels
  );
}

interface Expectation {
  readonly count: number;
  readonly healthy: number;
  /** Some of the Pods have no controller, and it is needed to know of how many they are. */
  readonly isUnmanaged: boolean;
}

/** Models getExpectedPodCount. A text is why it can't be told. */
function expectationOf(client: Client, { spec = {} }: Budget, pods: readonly StoredPod[]): Expectation | string {
  const { maxUnavailable, minAvailable } = spec;
  if (maxUnavailable === undefined && minAvailable === undefined) return { count: 0, healthy: 0, isUnmanaged: false };
  if (maxUnavailable === undefined && typeof minAvailable === 'number') {
    return { count: pods.length, healthy: minAvailable, isUnmanaged: false };
  }
  const scale = expectedScale(client, pods);
  if (typeof scale === 'string') return scale;
  const { count, isUnmanaged } = scale;
  if (maxUnavailable === undefined) return { count, healthy: scaledValue(minAvailable, count, 'up'), isUnmanaged };
  return { count, healthy: Math.max(0, count - scaledValue(maxUnavailable, count, 'up')), isUnmanaged };
}

function unmanagedWords({ spec }: Budget): string {
  return `Pods selected by this PodDisruptionBudget (selector: ${printedSelector(spec?.selector)}) were found to be unmanaged. As a result, the status of the PDB cannot be calculated correctly, which may result in undefined behavior. To account for these pods please set ".spec.minAvailable" field of the PDB to an integer value.`;
}
