/**
 * Resources of a Pod as a whole, where they are given in part. Models defaultHugePagePodLimits and defaultPodRequests
 * (pkg/apis/core/v1/defaults.go).
 */
import { aggregateResources } from '../aggregate-resources';
import { formatQuantity } from '../quantity';
import type { PodSpec } from '../schema/generated/types';

export function setPodResourceDefaults(spec: PodSpec): void {
  if (!spec.resources) return;
  setHugePageLimits(spec);
  setRequests(spec);
}

function setHugePageLimits(spec: PodSpec): void {
  const { resources = {} } = spec;
  const { limits = {}, requests = {} } = resources;
  if (Object.keys(limits).length === 0 && Object.keys(requests).length === 0) return;
  for (const [name, sum] of aggregateResources(spec, 'limits')) {
    if (isHugePages(name) && requests[name] === undefined) limits[name] ??= formatQuantity(sum);
  }
  if (Object.keys(limits).length > 0) resources.limits = limits;
}

/** What the containers request together, or else what the Pod may use at most. */
function setRequests(spec: PodSpec): void {
  const { resources = {} } = spec;
  const { limits = {}, requests = {} } = resources;
  if (Object.keys(limits).length === 0) return;
  for (const [name, sum] of aggregateResources(spec, 'requests')) {
    if (name === 'cpu' || name === 'memory') requests[name] ??= formatQuantity(sum);
  }
  for (const [name, limit] of Object.entries(limits)) {
    if (name === 'cpu' || name === 'memory' || isHugePages(name)) requests[name] ??= limit;
  }
  if (Object.keys(requests).length > 0) resources.requests = requests;
}

function isHugePages(name: string): boolean {
  return name.startsWith('hugepages-');
}
