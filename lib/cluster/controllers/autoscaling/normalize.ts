/**
 * A recommendation within what is allowed: not down too soon, not too fast, and between minReplicas and maxReplicas. Models
 * normalizeDesiredReplicas and normalizeDesiredReplicasWithBehaviors (podautoscaler/horizontal.go).
 */
import type { types } from '@/lib/kube';
import type { Recollection } from './recommendations';

export interface Wish {
  readonly current: number;
  readonly desired: number;
  readonly min: number;
  readonly max: number;
  readonly behavior: types.HorizontalPodAutoscalerBehavior | undefined;
  readonly now: number;
}

export interface Reason {
  readonly status: 'True' | 'False';
  readonly reason: string;
  readonly message: string;
}

export interface Normalized {
  readonly replicas: number;
  readonly ableToScale: Reason;
  readonly scalingLimited: Reason;
}

const STABILIZATION_SECONDS = 300;
const READY = { status: 'True', reason: 'ReadyForNewScale', message: 'recommended size matches current size' } as const;
const DOWN_STABILIZED = {
  status: 'True',
  reason: 'ScaleDownStabilized',
  message: 'recent recommendations were higher than current one, applying the highest recent recommendation',
} as const;
const UP_STABILIZED = {
  status: 'True',
  reason: 'ScaleUpStabilized',
  message: 'recent recommendations were lower than current one, applying the lowest recent recommendation',
} as const;

/** Also remembers the recommendation. */
export function normalize(wish: Wish, recollection: Recollection): Normalized {
  const stabilized = wish.behavior ? stabilizeByBehavior(wish, recollection) : stabilizeDown(wish, recollection);
  recollection.recommend(wish.now, wish.desired);
  const stabilizedBy = wish.behavior && wish.desired >= wish.current ? UP_STABILIZED : DOWN_STABILIZED;
  const limited = wish.behavior
    ? limitByBehavior({ ...wish, desired: stabilized }, recollection)
    : limitByRules({ ...wish, desired: stabilized });
  const { replicas, reason, message } = limited;
  return {
    replicas,
    ableToScale: stabilized === wish.desired ? READY : stabilizedBy,
    scalingLimited: { status: replicas === stabilized ? 'False' : 'True', reason, message },
  };
}

function stabilizeDown({ desired, now }: Wish, recollection: Recollection): number {
  return Math.max(desired, ...recollection.since(now - STABILIZATION_SECONDS * 1000 - 1));
}

function stabilizeByBehavior({ current, desired, behavior, now }: Wish, recollection: Recollection): number {
  const up = behavior?.scaleUp?.stabilizationWindowSeconds ?? 0;
  const down = behavior?.scaleDown?.stabilizationWindowSeconds ?? STABILIZATION_SECONDS;
  const lowest = Math.min(desired, ...recollection.since(now - up * 1000));
  const highest = Math.max(desired, ...recollection.since(now - down * 1000));
  return Math.min(Math.max(current, lowest), highest);
}

interface Limited {
  readonly replicas: number;
  readonly reason: string;
  readonly message: string;
}

const UP_LIMIT = 'the desired replica count is increasing faster than the maximum scale rate';
const DOWN_LIMIT = 'the desired replica count is decreasing faster than the maximum scale rate';
const TOO_MANY = 'the desired replica count is more than the maximum replica count';
const TOO_FEW = 'the desired replica count is less than the minimum replica count';

function within(replicas: number): Limited {
  const message = 'the desired count is within the acceptable range';
  return { replicas, reason: 'DesiredWithinRange', message };
}

/** Without a behavior it may double at once, or become 4. */
function limitByRules({ current, desired, min, max }: Wish): Limited {
  const fastest = Math.max(2 * current, 4);
  if (desired < min) return { replicas: min, reason: 'TooFewReplicas', message: TOO_FEW };
  if (desired > Math.min(max, fastest)) {
    return max > fastest
      ? { replicas: fastest, reason: 'ScaleUpLimit', message: UP_LIMIT }
      : { replicas: max, reason: 'TooManyReplicas', message: TOO_MANY };
  }
  return within(desired);
}

function limitByBehavior({ current, desired, min, max, behavior, now }: Wish, recollection: Recollection): Limited {
  if (desired > current) {
    const fastest = Math.max(current, limitOf('up', behavior?.scaleUp, current, now, recollection));
    if (desired <= Math.min(max, fastest)) return within(desired);
    return max > fastest
      ? { replicas: fastest, reason: 'ScaleUpLimit', message: UP_LIMIT }
      : { replicas: max, reason: 'TooManyReplicas', message: TOO_MANY };
  }
  if (desired < current) {
    const fastest = Math.min(current, limitOf('down', behavior?.scaleDown, current, now, recollection));
    if (desired >= Math.max(min, fastest)) return within(desired);
    return min < fastest
      ? { replicas: fastest, reason: 'ScaleDownLimit', message: DOWN_LIMIT }
      : { replicas: min, reason: 'TooFewReplicas', message: TOO_FEW };
  }
  return within(desired);
}

/** As far as the policies let it go that way. */
function limitOf(
  way: 'up' | 'down',
  rules: types.HPAScalingRules | undefined,
  current: number,
  now: number,
  recollection: Recollection,
): number {
  const { selectPolicy = 'Max', policies = [] } = rules ?? {};
  if (selectPolicy === 'Disabled') return current;
  const limits = policies.map(({ type, value = 0, periodSeconds = 0 }) => {
    const start = recollection.replicasBefore(periodSeconds, now, current);
    if (way === 'up') return type === 'Pods' ? start + value : Math.ceil(start * (1 + value / 100));
    return type === 'Pods' ? start - value : Math.trunc(start * (1 - value / 100));
  });
  if (limits.length === 0) return current;
  return (way === 'up') === (selectPolicy !== 'Min') ? Math.max(...limits) : Math.min(...limits);
}
