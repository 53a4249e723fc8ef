/**
 * What an object takes from a quota. Models the evaluators of pkg/quota/v1/evaluator/core and the object count of
 * apiserver's quota/v1/generic.
 *
 * Not modelled: claims of dynamic resources, the scope CrossNamespacePodAffinity, custom resources.
 */
import type { Kind, types } from '@/lib/kube';
import { isPodTerminal } from '../pod-readiness';
import { addTo, amountOf, count, type Amounts } from './amount';

const ONE = count(1);
const OLD_NAMES = ['configmaps', 'resourcequotas', 'replicationcontrollers', 'secrets'];
const STORAGE_CLASS = '.storageclass.storage.k8s.io/';

type Lists = Readonly<Record<string, string>>;

/** Those of nothing that is over: a Pod that has ended takes nothing. */
export function podUsage(pod: types.Pod): Amounts {
  const usage: Amounts = new Map();
  usage.set('count/pods', ONE);
  if (isPodTerminal(pod)) return usage;
  usage.set('pods', ONE);
  const { spec = {} } = pod;
  for (const [resource, amount] of together(spec, ({ resources }) => resources?.requests, spec.resources?.requests)) {
    const isExtended = resource.includes('/') || resource.startsWith('hugepages-');
    if (!resource.includes('/')) usage.set(resource, amount);
    if (isExtended || COMPUTE.includes(resource)) usage.set(`requests.${resource}`, amount);
  }
  for (const [resource, amount] of together(spec, ({ resources }) => resources?.limits, spec.resources?.limits)) {
    if (COMPUTE.includes(resource)) usage.set(`limits.${resource}`, amount);
  }
  return usage;
}

const COMPUTE = ['cpu', 'memory', 'ephemeral-storage'];

/** Containers and sidecars run together; the others of the start-up beside the sidecars before them: the higher counts. */
function together(
  { containers = [], initContainers = [] }: types.PodSpec,
  listOf: (container: types.Container) => Lists | undefined,
  ofPod: Lists = {},
): Amounts {
  const total: Amounts = new Map();
  const sidecars: Amounts = new Map();
  const highest: Amounts = new Map();
  for (const container of containers) addList(total, listOf(container));
  for (const container of initContainers) {
    const isSidecar = container.restartPolicy === 'Always';
    const running = isSidecar ? sidecars : new Map(sidecars);
    addList(running, listOf(container));
    if (isSidecar) addList(total, listOf(container));
    raise(highest, running);
  }
  raise(total, highest);
  for (const [resource, text] of Object.entries(ofPod)) {
    const amount = amountOf(text);
    if (amount) total.set(resource, amount);
  }
  return total;
}

function addList(sums: Amounts, list: Lists = {}): void {
  for (const [resource, text] of Object.entries(list)) {
    const amount = amountOf(text);
    if (amount) addTo(sums, resource, amount);
  }
}

function raise(sums: Amounts, others: Amounts): void {
  for (const [resource, amount] of others) {
    const sum = sums.get(resource);
    if (!sum || amount.thousandths > sum.thousandths) sums.set(resource, amount);
  }
}

export function serviceUsage({ spec = {} }: types.Service): Amounts {
  const { type, ports = [], allocateLoadBalancerNodePorts: isGiven = true } = spec;
  const usage: Amounts = new Map([
    ['count/services', ONE],
    ['services', ONE],
  ]);
  if (type === 'NodePort') usage.set('services.nodeports', count(ports.length));
  if (type === 'LoadBalancer') {
    const taken = isGiven ? ports : ports.filter(({ nodePort }) => nodePort);
    usage.set('services.loadbalancers', ONE).set('services.nodeports', count(taken.length));
  }
  return usage;
}

export function claimUsage({ spec = {} }: types.PersistentVolumeClaim): Amounts {
  const usage: Amounts = new Map([
    ['count/persistentvolumeclaims', ONE],
    ['persistentvolumeclaims', ONE],
  ]);
  const storage = amountOf(spec.resources?.requests?.['storage'] ?? '');
  if (storage) usage.set('requests.storage', storage);
  const { storageClassName } = spec;
  if (!storageClassName) return usage;
  usage.set(`${storageClassName}${STORAGE_CLASS}persistentvolumeclaims`, ONE);
  if (storage) usage.set(`${storageClassName}${STORAGE_CLASS}requests.storage`, storage);
  return usage;
}

/** Of kinds that are only counted. */
export function objectUsage({ group, resource }: Kind): Amounts {
  const usage: Amounts = new Map([[group === '' ? `count/${resource}` : `count/${resource}.${group}`, ONE]]);
  if (group === '' && OLD_NAMES.includes(resource)) usage.set(resource, ONE);
  return usage;
}

/** Whether the quota's scopes take this Pod in; other kinds are counted by quotas without scopes. */
export function isInScope({ spec = {} }: types.ResourceQuota, pod: types.Pod | undefined): boolean {
  const scopes: types.ScopedResourceSelectorRequirement[] = [
    ...(spec.scopes ?? []).map((scopeName) => ({ scopeName, operator: 'Exists' })),
    ...(spec.scopeSelector?.matchExpressions ?? []),
  ];
  return pod ? scopes.every((scope) => isPodIn(scope, pod)) : scopes.length === 0;
}

function isPodIn(scope: types.ScopedResourceSelectorRequirement, { spec = {}, status }: types.Pod): boolean {
  const { scopeName, operator, values = [] } = scope;
  const { priorityClassName = '', activeDeadlineSeconds } = spec;
  switch (scopeName) {
    case 'BestEffort':
      return status?.qosClass === 'BestEffort';
    case 'NotBestEffort':
      return status?.qosClass !== 'BestEffort';
    case 'Terminating':
      return activeDeadlineSeconds !== undefined;
    case 'NotTerminating':
      return activeDeadlineSeconds === undefined;
    case 'PriorityClass':
      if (operator === 'NotIn') return !values.includes(priorityClassName);
      if (operator === 'DoesNotExist') return priorityClassName === '';
      return operator === 'In' ? values.includes(priorityClassName) : priorityClassName !== '';
    default:
      return false;
  }
}
