import { expect, test } from 'vitest';
import { newCluster } from '../admission';
import { errorMessage } from '../field/message';
import { loadAllKinds } from '../later';
import { strategyOf } from '../registry';
import type {
  AutoscalingV1HorizontalPodAutoscaler,
  AutoscalingV1HorizontalPodAutoscalerSpec,
} from '../schema/generated/types';

await loadAllKinds();

const METRICS = 'autoscaling.alpha.kubernetes.io/metrics';
const BEHAVIOR = 'autoscaling.alpha.kubernetes.io/behavior';
const CONDITIONS = 'autoscaling.alpha.kubernetes.io/conditions';
const strategy = strategyOf('autoscaling/v1/HorizontalPodAutoscaler');

function newAutoscaler(annotations: Record<string, string>, spec: AutoscalingV1HorizontalPodAutoscalerSpec = {}) {
  const autoscaler: AutoscalingV1HorizontalPodAutoscaler = {
    metadata: { name: 'web', namespace: 'default', annotations },
    spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, maxReplicas: 3, ...spec },
  };
  strategy?.setDefaults(autoscaler);
  return autoscaler;
}

/** As it comes back when it is made. */
function created(annotations: Record<string, string>, spec?: AutoscalingV1HorizontalPodAutoscalerSpec) {
  const autoscaler = newAutoscaler(annotations, spec);
  strategy?.prepareForCreate?.(autoscaler, newCluster);
  strategy?.canonicalize?.(autoscaler);
  return autoscaler;
}

test('a share of the cpu is the metric, four fifths where nothing is said', () => {
  expect(created({}).spec).toMatchObject({ minReplicas: 1, targetCPUUtilizationPercentage: 80 });
  expect(created({}, { targetCPUUtilizationPercentage: 50 })).toMatchObject({
    spec: { targetCPUUtilizationPercentage: 50 },
  });
  expect(created({}).metadata).toEqual({ name: 'web', namespace: 'default' });
});

test('other metrics stand in an annotation, in the form of v1', () => {
  const metrics = [
    { type: 'Resource', resource: { name: 'cpu', targetAverageUtilization: 7 } },
    { type: 'Pods', pods: { metricName: 'rps', targetAverageValue: '1000' } },
    {
      type: 'Object',
      object: { target: { kind: 'Ingress', name: 'web' }, metricName: 'rps', targetValue: '0', averageValue: '3' },
    },
    {
      type: 'External',
      external: { metricName: 'queue', metricSelector: { matchLabels: { a: 'b' } }, targetValue: '5' },
    },
  ];
  const { metadata, spec } = created({ a: 'b', [METRICS]: JSON.stringify(metrics) });
  expect(spec?.targetCPUUtilizationPercentage).toBe(7);
  expect(metadata?.annotations).toEqual({
    a: 'b',
    [METRICS]:
      '[{"type":"Pods","pods":{"metricName":"rps","targetAverageValue":"1k"}},{"type":"Object","object":{"target":{"kind":"Ingress","name":"web"},"metricName":"rps","targetValue":"0","averageValue":"3"}},{"type":"External","external":{"metricName":"queue","metricSelector":{"matchLabels":{"a":"b"}},"targetValue":"5"}}]',
  });
});

test('behavior stands in another, by the names of Go, and is completed in the store', () => {
  const text = '{"ScaleUp":{"SelectPolicy":"Min"}}';
  expect(created({ [BEHAVIOR]: text }).metadata?.annotations).toEqual({
    [BEHAVIOR]:
      '{"ScaleUp":{"StabilizationWindowSeconds":0,"SelectPolicy":"Min","Policies":[{"Type":"Pods","Value":4,"PeriodSeconds":15},{"Type":"Percent","Value":100,"PeriodSeconds":15}],"Tolerance":null},"ScaleDown":{"StabilizationWindowSeconds":null,"SelectPolicy":"Max","Policies":[{"Type":"Percent","Value":100,"PeriodSeconds":15}],"Tolerance":null}}',
  });
});

test.each(['', 'metrics', '{}', '[{"type":1}]', '[1]'])('an annotation that cannot be read is dropped: %s', (text) => {
  expect(created({ [METRICS]: text, [BEHAVIOR]: text })).toMatchObject({
    metadata: { name: 'web' },
    spec: { targetCPUUtilizationPercentage: 80 },
  });
  expect(created({ [METRICS]: text, [BEHAVIOR]: text }).metadata).not.toHaveProperty('annotations');
});

test('what belongs to the status is kept from the live object', () => {
  expect(created({ [CONDITIONS]: '[]' }).metadata).not.toHaveProperty('annotations');
  const object = newAutoscaler({});
  const live = { ...newAutoscaler({ [CONDITIONS]: '[1]' }), status: { currentReplicas: 2, desiredReplicas: 2 } };
  strategy?.prepareForUpdate?.(object, live, newCluster);
  strategy?.canonicalize?.(object);
  expect(object).toMatchObject({ status: live.status, metadata: { annotations: { [CONDITIONS]: '[1]' } } });
});

test('the server speaks of metrics, and an editor is shown the number', () => {
  const [error] = strategy?.validate(newAutoscaler({}, { targetCPUUtilizationPercentage: 0 })) ?? [];
  expect(error && errorMessage(error)).toBe(
    'spec.metrics[0].resource.target.averageUtilization: Invalid value: 0: must be greater than 0',
  );
  expect(error?.place?.toString()).toBe('spec.targetCPUUtilizationPercentage');
});
