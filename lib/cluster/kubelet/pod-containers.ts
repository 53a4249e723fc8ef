/** The three lists of containers in a Pod, as one. */
import type { types } from '@/lib/kube';

export function containersOf(spec: types.PodSpec = {}): readonly types.Container[] {
  const { initContainers, containers = [], ephemeralContainers } = spec;
  if (!initContainers && !ephemeralContainers) return containers;
  return [...(initContainers ?? []), ...containers, ...(ephemeralContainers ?? [])];
}

export function containerNamed(spec: types.PodSpec | undefined, name: string): types.Container | undefined {
  return containersOf(spec).find((each) => each.name === name);
}

/** `spec.containers{web}`, as events point at it. */
export function containerPath(spec: types.PodSpec | undefined, name: string): string {
  const has = (list: readonly types.Container[] | undefined): boolean =>
    list?.some((container) => container.name === name) ?? false;
  if (has(spec?.initContainers)) return `spec.initContainers{${name}}`;
  return has(spec?.ephemeralContainers) ? `spec.ephemeralContainers{${name}}` : `spec.containers{${name}}`;
}
