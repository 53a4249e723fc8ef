/**
 * What a LimitRange of the namespace gives to containers that say nothing, and what it forbids to Pods and claims. Models the
 * plugin LimitRanger (plugin/pkg/admission/limitranger).
 */
import { aggregateResources, type Amounts } from '../aggregate-resources';
import { compareQuantities, formatQuantity, scaledQuantity, type Quantity } from '../quantity';
import type {
  Container,
  LimitRange,
  LimitRangeItem,
  ObjectMeta,
  PersistentVolumeClaim,
  Pod,
  PodSpec,
} from '../schema/generated/types';
import { quantitiesOf } from '../validation/resources';
import type { AdmissionCluster } from './cluster';
import { forbid, type AdmissionRefusal, type AdmissionRequest } from './refusal';

const ANNOTATION = 'kubernetes.io/limit-ranger';

/** Before the Pod is looked at by anyone else. */
export function admitLimits(pod: Pod, cluster: AdmissionCluster): undefined {
  const { initContainers = [], containers = [] } = (pod.spec ??= {});
  const metadata = (pod.metadata ??= {});
  for (const { spec = {} } of rangesOf(metadata, cluster)) {
    const items = (spec.limits ?? []).filter(({ type }) => type === 'Container');
    const requests = Object.assign({}, ...items.map(({ defaultRequest }) => defaultRequest));
    const limits = Object.assign({}, ...items.map(({ default: given }) => given));
    const said = [
      ...containers.flatMap((container) => fill(container, requests, limits, 'container')),
      ...initContainers.flatMap((container) => fill(container, requests, limits, 'init container')),
    ];
    if (said.length === 0) continue;
    metadata.annotations = { ...metadata.annotations, [ANNOTATION]: `LimitRanger plugin set: ${said.join('; ')}` };
  }
}

type Amount = Readonly<Record<string, string>>;

/** What was filled in, in the words of the annotation. */
function fill(container: Container, requests: Amount, limits: Amount, what: string): string[] {
  const resources = (container.resources ??= {});
  const set = (given: Amount, field: 'limits' | 'requests', name: string): string[] => {
    const own = resources[field] ?? {};
    const missing = Object.keys(given).filter((resource) => !Object.hasOwn(own, resource));
    if (missing.length === 0) return [];
    resources[field] = { ...own, ...Object.fromEntries(missing.map((resource) => [resource, given[resource] ?? ''])) };
    return [`${missing.toSorted().join(', ')} ${name} for ${what} ${container.name ?? ''}`];
  };
  const filledLimits = set(limits, 'limits', 'limit');
  return [...set(requests, 'requests', 'request'), ...filledLimits];
}

/** Pods are looked at only when they are new. */
export function validatePodLimits(
  { metadata, spec = {} }: Pod,
  cluster: AdmissionCluster,
  { live }: AdmissionRequest<Pod>,
): AdmissionRefusal | undefined {
  if (live) return undefined;
  for (const range of rangesOf(metadata, cluster)) {
    const faults = (range.spec?.limits ?? []).flatMap((limit) => podFaults(limit, spec));
    if (faults.length > 0) return forbid('pods', metadata, aggregate(faults));
  }
  return undefined;
}

export function validateClaimLimits(
  { metadata, spec = {} }: PersistentVolumeClaim,
  cluster: AdmissionCluster,
): AdmissionRefusal | undefined {
  const requests = amountsOf(spec.resources?.requests);
  for (const range of rangesOf(metadata, cluster)) {
    const faults = (range.spec?.limits ?? []).flatMap(({ type, min, max }) => {
      if (type !== 'PersistentVolumeClaim') return [];
      const usage = { type, requests, limits: new Map() };
      return [...each(min, minimum, usage), ...each(max, maximumRequest, usage)];
    });
    if (faults.length > 0) return forbid('persistentvolumeclaims', metadata, aggregate(faults));
  }
  return undefined;
}

function rangesOf(metadata: ObjectMeta | undefined, cluster: AdmissionCluster): readonly LimitRange[] {
  return cluster.list('v1/LimitRange').filter((range) => range.metadata?.namespace === metadata?.namespace);
}

interface Usage {
  readonly type: string;
  readonly requests: Amounts;
  readonly limits: Amounts;
}

type Constraint = (resource: string, enforced: Quantity, usage: Usage) => string | undefined;

function podFaults({ type = '', min, max, maxLimitRequestRatio }: LimitRangeItem, spec: PodSpec): string[] {
  const faultsOf = (usage: Usage): string[] => [
    ...each(min, minimum, usage),
    ...each(max, maximum, usage),
    ...each(maxLimitRequestRatio, ratio, usage),
  ];
  if (type === 'Container') {
    const containers = [...(spec.containers ?? []), ...(spec.initContainers ?? [])];
    return containers.flatMap(({ resources = {} }) =>
      faultsOf({ type, requests: amountsOf(resources.requests), limits: amountsOf(resources.limits) }),
    );
  }
  if (type !== 'Pod') return [];
  const ofPod = (what: 'requests' | 'limits'): Amounts =>
    new Map([...aggregateResources(spec, what), ...amountsOf(spec.resources?.[what])]);
  return faultsOf({ type, requests: ofPod('requests'), limits: ofPod('limits') });
}

function each(enforced: Amount | undefined, constraint: Constraint, usage: Usage): string[] {
  return [...quantitiesOf(enforced ?? {})].flatMap(([name, quantity]) => constraint(name, quantity, usage) ?? []);
}

function amountsOf(amounts: Amount = {}): Amounts {
  return new Map(quantitiesOf(amounts));
}

function minimum(resource: string, enforced: Quantity, { type, requests, limits }: Usage): string | undefined {
  const words = `minimum ${resource} usage per ${type} is ${formatQuantity(enforced)}`;
  const request = requests.get(resource);
  if (!request) return `${words}.  No request is specified`;
  if (compareQuantities(request, enforced) < 0) return `${words}, but request is ${formatQuantity(request)}`;
  const limit = limits.get(resource);
  return limit && compareQuantities(limit, enforced) < 0
    ? `${words}, but limit is ${formatQuantity(limit)}`
    : undefined;
}

function maximum(resource: string, enforced: Quantity, { type, requests, limits }: Usage): string | undefined {
  const words = `maximum ${resource} usage per ${type} is ${formatQuantity(enforced)}`;
  const limit = limits.get(resource);
  if (!limit) return `${words}.  No limit is specified`;
  if (compareQuantities(limit, enforced) > 0) return `${words}, but limit is ${formatQuantity(limit)}`;
  const request = requests.get(resource);
  if (!request || compareQuantities(request, enforced) <= 0) return undefined;
  return `${words}, but request is ${formatQuantity(request)}`;
}

function maximumRequest(resource: string, enforced: Quantity, { type, requests }: Usage): string | undefined {
  const words = `maximum ${resource} usage per ${type} is ${formatQuantity(enforced)}`;
  const request = requests.get(resource);
  if (!request) return `${words}.  No request is specified`;
  return compareQuantities(request, enforced) > 0 ? `${words}, but request is ${formatQuantity(request)}` : undefined;
}

function ratio(resource: string, enforced: Quantity, { type, requests, limits }: Usage): string | undefined {
  const words = `${resource} max limit to request ratio per ${type} is ${formatQuantity(enforced)}`;
  const thousandths = (quantity: Quantity | undefined): number => (quantity ? Number(scaledQuantity(quantity, -3)) : 0);
  const request = thousandths(requests.get(resource));
  const limit = thousandths(limits.get(resource));
  if (request === 0) return `${words}, but no request is specified or request is 0`;
  if (limit === 0) return `${words}, but no limit is specified or limit is 0`;
  const provided = limit / request;
  return provided * 1000 > thousandths(enforced) ? `${words}, but provided ratio is ${provided.toFixed(6)}` : undefined;
}

/** Several errors as one. Models util/errors.NewAggregate. */
function aggregate(faults: readonly string[]): string {
  const distinct = [...new Set(faults)];
  return distinct.length === 1 ? distinct.join('') : `[${distinct.join(', ')}]`;
}
