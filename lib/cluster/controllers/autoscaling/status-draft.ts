/** The status of a HorizontalPodAutoscaler while it is worked out. Models setCondition and setStatus (horizontal.go). */
import type { types } from '@/lib/kube';
import type { Reason } from './normalize';

type Status = types.AutoscalingV2HorizontalPodAutoscalerStatus;

export class StatusDraft {
  #status: Status;
  readonly #now: string;

  /** @param now RFC 3339 */
  constructor(status: Status | undefined, now: string) {
    this.#status = { ...status };
    this.#now = now;
  }

  get status(): Status {
    return this.#status;
  }

  condition(type: string, { status, reason, message }: Reason): void {
    const conditions = this.#status.conditions ?? [];
    const old = conditions.find((condition) => condition.type === type);
    const lastTransitionTime = (old?.status === status && old.lastTransitionTime) || this.#now;
    const next = { type, status, reason, message, lastTransitionTime };
    const all = old ? conditions.map((condition) => (condition === old ? next : condition)) : [...conditions, next];
    this.#status = { ...this.#status, conditions: all };
  }

  metrics(currentMetrics: types.MetricStatus[]): void {
    const { currentMetrics: _before, ...status } = this.#status;
    this.#status = currentMetrics.length > 0 ? { ...status, currentMetrics } : status;
  }

  currentReplicas(current: number): void {
    this.replicas(current, this.#status.desiredReplicas ?? 0);
  }

  replicas(currentReplicas: number, desiredReplicas: number): void {
    this.#status = { ...this.#status, currentReplicas, desiredReplicas };
  }

  rescaled(current: number, desired: number): void {
    this.replicas(current, desired);
    this.#status = { ...this.#status, lastScaleTime: this.#now };
  }
}
