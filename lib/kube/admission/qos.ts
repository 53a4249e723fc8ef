/** A Pod's quality of service, by its requests and limits of cpu and memory. Models ComputePodQOS (core/helper/qos). */
import type { Quantity } from '../quantity';
import { compareQuantities, parseQuantity, signOfQuantity } from '../quantity';
import type { PodSpec, ResourceRequirements } from '../schema/generated/types';
import { addQuantities } from '../validation/pod-resources';

const RESOURCES = ['cpu', 'memory'] as const;

type Sums = Map<string, Quantity>;

export function qosClassOf(spec: PodSpec): 'BestEffort' | 'Burstable' | 'Guaranteed' {
  const requests: Sums = new Map();
  const limits: Sums = new Map();
  let limited = true;
  for (const resources of requirementsOf(spec)) {
    for (const name of RESOURCES) {
      add(requests, name, resources.requests?.[name]);
      const hasLimit = add(limits, name, resources.limits?.[name]);
      // Of a whole Pod no limits at all are as good as limits of both.
      if (!hasLimit && !(spec.resources && Object.keys(resources.limits ?? {}).length === 0)) limited = false;
    }
  }
  if (requests.size === 0 && limits.size === 0) return 'BestEffort';
  const equal =
    requests.size === limits.size &&
    [...requests].every(([name, request]) => {
      const limit = limits.get(name);
      return limit !== undefined && compareQuantities(request, limit) === 0;
    });
  return limited && equal ? 'Guaranteed' : 'Burstable';
}

/** Of the Pod as a whole, if it says so; else of each container. */
function requirementsOf({ resources, containers = [], initContainers = [] }: PodSpec): readonly ResourceRequirements[] {
  if (resources) return [resources];
  return [...containers, ...initContainers].map((container) => container.resources ?? {});
}

/** Whether there was an amount above zero. */
function add(sums: Sums, name: string, text: string | undefined): boolean {
  const quantity = text === undefined ? undefined : parseQuantity(text);
  if (!quantity || signOfQuantity(quantity) <= 0) return false;
  const sum = sums.get(name);
  sums.set(name, sum ? addQuantities(sum, quantity) : quantity);
  return true;
}
