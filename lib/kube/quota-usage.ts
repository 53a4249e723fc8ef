/**
 * What an object takes from a quota, and which quotas count it. Models the evaluators of pkg/quota/v1/evaluator/core and the
 * object count of apiserver's quota/v1/generic.
 *
 * Not modelled: the scope CrossNamespacePodAffinity, claims of dynamic resources, custom resources.
 */
import { qosClassOf } from './admission/qos';
import { aggregateResources, type Amounts } from './aggregate-resources';
import { parseQuantity, type Quantity } from './quantity';
import type { Kind } from './schema';
import type { ObjectMeta, PersistentVolumeClaim, Pod, ResourceQuota, Service } from './schema/generated/types';
import { quantitiesOf } from './validation/resources';

export interface Counted {
  readonly metadata?: ObjectMeta;
}

const ONE: Quantity = { unscaled: 1n, scale: 0, format: 'decimal' };

/** Whether the quota's scopes take the object in: they know Pods only, other kinds are counted by quotas without scopes. */
export function isCounted({ spec = {} }: ResourceQuota, object: Counted, { group, kind }: Kind): boolean {
  const scopes = [
    ...(spec.scopes ?? []).map((scopeName) => ({ scopeName, operator: 'Exists', values: [] as string[] })),
    ...(spec.scopeSelector?.matchExpressions ?? []),
  ];
  if (group !== '' || kind !== 'Pod') return scopes.length === 0;
  const pod: Pod = object;
  const { priorityClassName = '', activeDeadlineSeconds } = pod.spec ?? {};
  return scopes.every(({ scopeName, operator, values = [] }) => {
    switch (scopeName) {
      case 'BestEffort':
        return qosClassOf(pod.spec ?? {}) === 'BestEffort';
      case 'NotBestEffort':
        return qosClassOf(pod.spec ?? {}) !== 'BestEffort';
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
  });
}

const OLD_NAMES = ['configmaps', 'resourcequotas', 'replicationcontrollers', 'secrets'];

/** By the names that a quota may give them: `pods`, `requests.cpu`, `count/deployments.apps`. */
export function usageOf(object: Counted, { group, kind, resource }: Kind): Amounts {
  const usage: Amounts = new Map([[`count/${group === '' ? resource : `${resource}.${group}`}`, ONE]]);
  if (group !== '') return usage;
  if (OLD_NAMES.includes(resource)) usage.set(resource, ONE);
  const add = (more: Amounts): Amounts => new Map([...usage, ...more]);
  switch (kind) {
    case 'Pod':
      return add(podUsage(object));
    case 'Service':
      return add(serviceUsage(object));
    case 'PersistentVolumeClaim':
      return add(claimUsage(object));
    default:
      return usage;
  }
}

/** A Pod that is over takes nothing but its place among the objects. */
function podUsage({ spec = {}, status }: Pod): Amounts {
  if (status?.phase === 'Succeeded' || status?.phase === 'Failed') return new Map();
  const of = (what: 'requests' | 'limits'): Amounts =>
    new Map([...aggregateResources(spec, what), ...quantitiesOf(spec.resources?.[what] ?? {})]);
  return namedUsage(of('requests'), of('limits')).set('pods', ONE);
}

function serviceUsage({ spec = {} }: Service): Amounts {
  const { type, ports = [], allocateLoadBalancerNodePorts: isGiven = true } = spec;
  const usage: Amounts = new Map([['services', ONE]]);
  const count = (amount: number): Quantity => ({ ...ONE, unscaled: BigInt(amount) });
  if (type === 'NodePort') usage.set('services.nodeports', count(ports.length));
  if (type === 'LoadBalancer') {
    const taken = isGiven ? ports : ports.filter(({ nodePort }) => nodePort);
    usage.set('services.loadbalancers', ONE).set('services.nodeports', count(taken.length));
  }
  return usage;
}

function claimUsage({ spec = {} }: PersistentVolumeClaim): Amounts {
  const usage: Amounts = new Map([['persistentvolumeclaims', ONE]]);
  const { storageClassName: name = '' } = spec;
  const storage = parseQuantity(spec.resources?.requests?.['storage'] ?? '');
  if (storage) usage.set('requests.storage', storage);
  if (name === '') return usage;
  const suffix = '.storageclass.storage.k8s.io';
  usage.set(`${name}${suffix}/persistentvolumeclaims`, ONE);
  if (storage) usage.set(`${name}${suffix}/requests.storage`, storage);
  return usage;
}

export function namedUsage(requests: Amounts, limits: Amounts): Amounts {
  const usage: Amounts = new Map();
  for (const resource of ['cpu', 'memory', 'ephemeral-storage']) {
    const request = requests.get(resource);
    const limit = limits.get(resource);
    if (request) usage.set(resource, request).set(`requests.${resource}`, request);
    if (limit) usage.set(`limits.${resource}`, limit);
  }
  for (const [resource, request] of requests) {
    if (resource.startsWith('hugepages-')) usage.set(resource, request);
    if (resource.startsWith('hugepages-') || resource.includes('/')) usage.set(`requests.${resource}`, request);
  }
  return usage;
}
