/**
 * Models SetDefaults_HorizontalPodAutoscaler and the conversion of autoscaling/v2 (pkg/apis/autoscaling/v2), which takes
 * away what autoscaling/v1 keeps in annotations.
 */
import type { AutoscalingV2HorizontalPodAutoscaler, HPAScalingRules, MetricSpec } from '../schema/generated/types';

export const DEFAULT_CPU_UTILIZATION = 80;

/** Where autoscaling/v1 keeps what it has no fields for. */
export const HPA_ANNOTATIONS = {
  metrics: 'autoscaling.alpha.kubernetes.io/metrics',
  behavior: 'autoscaling.alpha.kubernetes.io/behavior',
  currentMetrics: 'autoscaling.alpha.kubernetes.io/current-metrics',
  conditions: 'autoscaling.alpha.kubernetes.io/conditions',
  scaleDownTolerance: 'autoscaling.alpha.kubernetes.io/scale-down-tolerance',
  scaleUpTolerance: 'autoscaling.alpha.kubernetes.io/scale-up-tolerance',
} as const;

export function setHorizontalPodAutoscalerDefaults(autoscaler: AutoscalingV2HorizontalPodAutoscaler): void {
  const spec = (autoscaler.spec ??= {});
  spec.minReplicas ??= 1;
  if (!spec.metrics?.length) spec.metrics = [cpuMetric(DEFAULT_CPU_UTILIZATION)];
  if (spec.behavior) {
    spec.behavior.scaleUp = { ...scaleUpRules(), ...spec.behavior.scaleUp };
    spec.behavior.scaleDown = { ...scaleDownRules(), ...spec.behavior.scaleDown };
  }
  dropHpaAnnotations(autoscaler.metadata?.annotations);
}

export function cpuMetric(averageUtilization: number): MetricSpec {
  return { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization } } };
}

export function dropHpaAnnotations(annotations: Record<string, string> | undefined): void {
  if (annotations) for (const name of Object.values(HPA_ANNOTATIONS)) delete annotations[name];
}

/** At most 4 Pods or as many as there are in 15 seconds, whichever is more, and at once. */
function scaleUpRules(): HPAScalingRules {
  return {
    stabilizationWindowSeconds: 0,
    selectPolicy: 'Max',
    policies: [
      { type: 'Pods', value: 4, periodSeconds: 15 },
      { type: 'Percent', value: 100, periodSeconds: 15 },
    ],
  };
}

/** As many as there are. How long to wait is for the controller to say. */
function scaleDownRules(): HPAScalingRules {
  return { selectPolicy: 'Max', policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }] };
}
