/** A Pod's quality of service, by its requests and limits of cpu and memory. Models ComputePodQOS (core/helper/qos). */
import { aggregateResources } from '../aggregate-resources';
import type { Quantity } from '../quantity';
import { compareQuantities, parseQuantity, signOfQuantity } from '../quantity';
import type { PodSpec, ResourceRequirements } from '../schema/generated/types';

const RESOURCES = ['cpu', 'memory'];

export function qosClassOf(spec: PodSpec): 'BestEffort' | 'Burstable' | 'Guaranteed' {
  const containers = containersOf(spec);
  const requests = amounts(containers, 'requests');
  const limits = amounts(containers, 'limits');
  if (requests.size === 0 && limits.size === 0) return 'BestEffort';
  const equal =
    requests.size === limits.size &&
    [...requests].every(([name, request]) => {
      const limit = limits.get(name);
      return limit !== undefined && compareQuantities(request, limit) === 0;
    });
  return equal && containers.every(hasBothLimits) ? 'Guaranteed' : 'Burstable';
}

/** The Pod as a whole, if it has resources of its own; else each container, those that only start it up included. */
function containersOf({ resources, containers = [], initContainers = [] }: PodSpec): readonly Container[] {
  return resources ? [{ resources }] : [...containers, ...initContainers];
}

interface Container {
  readonly resources?: ResourceRequirements;
}

function amounts(containers: readonly Container[], what: 'requests' | 'limits'): ReadonlyMap<string, Quantity> {
  const sums = aggregateResources({ containers: [...containers] }, what);
  return new Map([...sums].filter(([name, sum]) => RESOURCES.includes(name) && signOfQuantity(sum) > 0));
}

function hasBothLimits({ resources }: Container): boolean {
  return RESOURCES.every((name) => {
    const limit = parseQuantity(resources?.limits?.[name] ?? '');
    return limit !== undefined && signOfQuantity(limit) > 0;
  });
}
