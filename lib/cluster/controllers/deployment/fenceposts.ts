/** How many Pods more, and how many fewer, a rolling update may have. Models ResolveFenceposts, MaxSurge, MaxUnavailable. */
import type { types } from '@/lib/kube';
import { scaledValue } from '../int-or-percent';

export function isRolling({ strategy }: types.DeploymentSpec): boolean {
  return strategy?.type === 'RollingUpdate';
}

export function maxSurge(spec: types.DeploymentSpec): number {
  return isRolling(spec) ? scaledValue(spec.strategy?.rollingUpdate?.maxSurge, spec.replicas ?? 1, 'up') : 0;
}

export function maxUnavailable(spec: types.DeploymentSpec): number {
  const { replicas = 1, strategy } = spec;
  if (!isRolling(spec) || replicas === 0) return 0;
  const unavailable = scaledValue(strategy?.rollingUpdate?.maxUnavailable, replicas, 'down');
  // Neither more nor fewer: nothing would ever move.
  return unavailable === 0 && maxSurge(spec) === 0 ? 1 : Math.min(unavailable, replicas);
}
