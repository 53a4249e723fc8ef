/** pods/binding and pods/eviction. Models pkg/registry/core/pod/storage (storage.go and eviction.go). */
import { topologyLabels } from '../admission/topology-labels';
import { quote } from '../field/print';
import { isObject } from '../json-object';
import type { Kind } from '../schema';
import type { PodCondition, PodDisruptionBudget } from '../schema/generated/types';
import type { StoredObject } from '../store';
import type { DeleteOptions } from './client';
import { deleteObject, type Deletion } from './deletion';
import { selectorOf } from '../label-selector';
import { notFound, type Answer, type Registry, type Writing } from './registry';

/** A Pod gets its node, once, and with it what the binding says of it and where the node stands. */
export function bindPod(
  registry: Registry,
  kind: Kind,
  namespace: string,
  name: string,
  node: string,
  writing: Writing,
  given: BindingMetadata = {},
): Answer {
  const pod = registry.get(kind, namespace, name);
  if (!pod) return notFound(kind, name);
  const spec = isObject(pod['spec']) ? pod['spec'] : {};
  const conflict = (why: string): Answer => ({
    ok: false,
    status: {
      code: 409,
      reason: 'Conflict',
      message: `Operation cannot be fulfilled on pods/binding ${quote(name)}: ${why}`,
    },
    warnings: [],
  });
  if (pod.metadata.deletionTimestamp) return conflict(`pod ${name} is being deleted, cannot be assigned to a host`);
  const { nodeName } = spec;
  if (typeof nodeName === 'string' && nodeName !== '') {
    return conflict(`pod ${name} is already assigned to node ${quote(nodeName)}`);
  }
  if (Array.isArray(spec['schedulingGates']) && spec['schedulingGates'].length > 0) {
    return conflict(`pod ${name} has non-empty .spec.schedulingGates`);
  }
  const { nominatedNodeName: _, ...status } = isObject(pod['status']) ? pod['status'] : {};
  const labels = { ...given.labels, ...topologyLabels(registry.store.get('nodes', undefined, node)?.metadata.labels) };
  const bound = {
    ...pod,
    metadata: {
      ...pod.metadata,
      ...(given.annotations && { annotations: { ...pod.metadata.annotations, ...given.annotations } }),
      ...(Object.keys(labels).length > 0 && { labels: { ...pod.metadata.labels, ...labels } }),
    },
    spec: { ...spec, nodeName: node },
    status: { ...status, conditions: scheduled(conditionsOf(status), registry.now) },
  };
  if (writing.dryRun) return { ok: true, object: bound, warnings: [] };
  return { ok: true, object: registry.put(kind, bound), warnings: [] };
}

interface BindingMetadata {
  readonly annotations?: Readonly<Record<string, string>> | undefined;
  readonly labels?: Readonly<Record<string, string>> | undefined;
}

/** The condition keeps its place among the others, and the time since when it is true. */
function scheduled(conditions: readonly PodCondition[], now: string): object[] {
  const at = conditions.findIndex(({ type }) => type === 'PodScheduled');
  const old = conditions[at];
  const since = old?.status === 'True' ? (old.lastTransitionTime ?? now) : now;
  // With the time that Go always writes.
  const made = { type: 'PodScheduled', status: 'True', lastProbeTime: null, lastTransitionTime: since };
  return at < 0 ? [...conditions, made] : [...conditions.slice(0, at), made, ...conditions.slice(at + 1)];
}

function conditionsOf({ conditions }: Readonly<Record<string, unknown>>): PodCondition[] {
  return Array.isArray(conditions) ? conditions.filter(isObject) : [];
}

/** A deletion that asks the budgets first. */
export function evictPod(
  registry: Registry,
  kind: Kind,
  namespace: string,
  name: string,
  options: DeleteOptions,
  writing: Writing,
): Deletion {
  const pod = registry.get(kind, namespace, name);
  if (!pod) return notFound(kind, name);
  const { phase } = isObject(pod['status']) ? pod['status'] : {};
  const isOver = phase === 'Succeeded' || phase === 'Failed' || phase === 'Pending' || pod.metadata.deletionTimestamp;
  const budgets = isOver ? [] : budgetsOf(registry, pod);
  if (budgets.length > 1)
    return tooMany(
      'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.',
      500,
    );
  const [budget] = budgets;
  const refused = budget && chargeBudget(registry, budget, pod, writing);
  if (refused) return refused;
  if (!writing.dryRun && meets(pod, options)) registry.put(kind, disrupted(pod, registry.now));
  return deleteObject(registry, kind, namespace, name, options, writing);
}

function meets({ metadata }: StoredObject, { preconditions }: DeleteOptions): boolean {
  const { uid, resourceVersion } = preconditions ?? {};
  // Of one version only: the Pod must stay what it is until it is deleted.
  return (uid === undefined || uid === metadata.uid) && resourceVersion === undefined;
}

/** Models addConditionAndDeletePod: who looks at what became of the Pod learns that it did not fail by itself. */
function disrupted(pod: StoredObject, now: string): StoredObject {
  const status = isObject(pod['status']) ? pod['status'] : {};
  const others = conditionsOf(status).filter(({ type }) => type !== 'DisruptionTarget');
  const condition = {
    type: 'DisruptionTarget',
    status: 'True',
    lastProbeTime: null,
    lastTransitionTime: now,
    reason: 'EvictionByEvictionAPI',
    message: 'Eviction API: evicting',
  };
  return { ...pod, status: { ...status, conditions: [...others, condition] } };
}

type Budget = PodDisruptionBudget & StoredObject;

function budgetsOf(registry: Registry, pod: StoredObject): Budget[] {
  return [...registry.store.table('poddisruptionbudgets.policy').inNamespace(pod.metadata.namespace ?? '')]
    .map((object) => object as Budget)
    .filter(({ spec }) => selectorOf(spec?.selector)(pod.metadata.labels));
}

function chargeBudget(registry: Registry, budget: Budget, pod: StoredObject, writing: Writing): Answer | undefined {
  const { name, generation = 0 } = budget.metadata;
  const {
    disruptionsAllowed = 0,
    observedGeneration = 0,
    desiredHealthy = 0,
    currentHealthy = 0,
  } = budget.status ?? {};
  if (!isReady(pod) && currentHealthy >= desiredHealthy && desiredHealthy > 0) return undefined;
  if (observedGeneration < generation) {
    return tooMany(`Cannot evict pod as it would violate the pod's disruption budget.`, 429, [
      `The disruption budget ${name} is still being processed by the server.`,
    ]);
  }
  if (disruptionsAllowed <= 0) {
    return tooMany(`Cannot evict pod as it would violate the pod's disruption budget.`, 429, [
      `The disruption budget ${name} needs ${desiredHealthy} healthy pods and has ${currentHealthy} currently`,
    ]);
  }
  if (writing.dryRun) return undefined;
  const disruptedPods = { ...budget.status?.disruptedPods, [pod.metadata.name]: registry.now };
  const status = { ...budget.status, disruptionsAllowed: disruptionsAllowed - 1, disruptedPods };
  registry.store.put('poddisruptionbudgets.policy', { ...budget, status });
  return undefined;
}

function isReady(pod: StoredObject): boolean {
  const status = isObject(pod['status']) ? pod['status'] : {};
  return conditionsOf(status).some(({ type, status: value }) => type === 'Ready' && value === 'True');
}

function tooMany(message: string, code: number, causes: readonly string[] = []): Answer {
  const status = {
    code,
    reason: code === 429 ? 'TooManyRequests' : 'InternalError',
    message,
    details: { causes: causes.map((cause) => ({ reason: 'DisruptionBudget', message: cause })) },
  };
  return { ok: false, status, warnings: [] };
}
