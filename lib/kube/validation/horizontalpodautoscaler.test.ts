import { describe, expect, test } from 'vitest';
import { setHorizontalPodAutoscalerDefaults } from '../defaults/horizontalpodautoscaler';
import type {
  AutoscalingV2HorizontalPodAutoscaler,
  AutoscalingV2HorizontalPodAutoscalerSpec,
  HPAScalingRules,
  MetricSpec,
  MetricTarget,
} from '../schema/generated/types';
import { validateHorizontalPodAutoscaler, validateHorizontalPodAutoscalerUpdate } from './horizontalpodautoscaler';
import { sentences } from './sample-objects';

function newAutoscaler(spec: AutoscalingV2HorizontalPodAutoscalerSpec): AutoscalingV2HorizontalPodAutoscaler {
  const autoscaler: AutoscalingV2HorizontalPodAutoscaler = {
    metadata: { name: 'web', namespace: 'default' },
    spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, maxReplicas: 3, ...spec },
  };
  setHorizontalPodAutoscalerDefaults(autoscaler);
  return autoscaler;
}

const faults = (spec: AutoscalingV2HorizontalPodAutoscalerSpec): string[] =>
  sentences(validateHorizontalPodAutoscaler(newAutoscaler(spec)));
const metricFaults = (metric: MetricSpec): string[] =>
  faults({ metrics: [metric] }).map((fault) => fault.replace('spec.metrics[0].', ''));

test('what is left out is filled in', () => {
  expect(newAutoscaler({ behavior: { scaleUp: { selectPolicy: 'Min' } } }).spec).toMatchObject({
    minReplicas: 1,
    metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } }],
    behavior: {
      scaleUp: {
        stabilizationWindowSeconds: 0,
        selectPolicy: 'Min',
        policies: [
          { type: 'Pods', value: 4, periodSeconds: 15 },
          { type: 'Percent', value: 100, periodSeconds: 15 },
        ],
      },
      scaleDown: { selectPolicy: 'Max', policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }] },
    },
  });
});

test.each<[AutoscalingV2HorizontalPodAutoscalerSpec, string[]]>([
  [{}, []],
  [
    { maxReplicas: 0 },
    [
      'maxReplicas: Required value: must be set and greater than 0',
      'maxReplicas: Invalid value: 0: must be greater than or equal to `minReplicas`',
    ],
  ],
  [{ minReplicas: 5 }, ['maxReplicas: Invalid value: 3: must be greater than or equal to `minReplicas`']],
  [
    { minReplicas: 0 },
    [
      'minReplicas: Invalid value: 0: must be greater than or equal to 1',
      'metrics: Forbidden: must specify at least one Object or External metric to support scaling to zero replicas',
    ],
  ],
  [
    { scaleTargetRef: {} },
    [
      'scaleTargetRef.kind: Required value',
      'scaleTargetRef.name: Required value',
      'scaleTargetRef.apiVersion: Invalid value: "": apiVersion must specify API group',
    ],
  ],
  [
    { scaleTargetRef: { apiVersion: 'apps/v1/x', kind: 'a/b', name: 'web' } },
    [
      `scaleTargetRef.kind: Invalid value: "a/b": may not contain '/'`,
      'scaleTargetRef.apiVersion: Invalid value: "apps/v1/x": unexpected GroupVersion string: apps/v1/x',
    ],
  ],
  [{ scaleTargetRef: { apiVersion: 'v1', kind: 'ReplicationController', name: 'web' } }, []],
])('how many there may be, and of what: %j', (spec, expected) => {
  expect(faults(spec)).toEqual(expected.map((fault) => `spec.${fault}`));
});

test('the version of what is scaled is not asked again where it stays', () => {
  const core = newAutoscaler({ scaleTargetRef: { apiVersion: 'v1', kind: 'Deployment', name: 'web' } });
  expect(validateHorizontalPodAutoscalerUpdate(core, core)).toEqual([]);
  expect(sentences(validateHorizontalPodAutoscalerUpdate(core, newAutoscaler({})))).toEqual([
    'spec.scaleTargetRef.apiVersion: Invalid value: "v1": apiVersion must specify API group',
  ]);
});

const TYPES = 'supported values: "ContainerResource", "External", "Object", "Pods", "Resource"';
const average: MetricTarget = { type: 'AverageValue', averageValue: '1' };

describe('a metric', () => {
  test.each<[MetricSpec, string[]]>([
    [
      {},
      [
        'type: Required value: must specify a metric source type',
        `type: Unsupported value: "": ${TYPES}`,
        `type: Unsupported value: "": ${TYPES}`,
      ],
    ],
    [{ type: 'Resource' }, ['resource: Required value: must populate information for the given metric source']],
    [
      {
        type: 'Pods',
        pods: { metric: { name: 'q' }, target: average },
        external: { metric: { name: 'q' }, target: average },
      },
      ['external: Forbidden: must populate the given metric source only'],
    ],
    [
      { type: 'Pods', pods: { metric: {}, target: { type: 'Value', value: '1' } } },
      [
        'pods.metric.name: Required value: must specify a metric name',
        'pods.target.averageValue: Required value: must specify a positive target averageValue',
      ],
    ],
    [
      {
        type: 'External',
        external: { metric: { name: 'a%b' }, target: { type: 'Value', value: '1', averageValue: '1' } },
      },
      [
        `external.metric.name: Invalid value: "a%b": may not contain '%'`,
        'external.target.value: Forbidden: may not set both a target value for metric and a per-pod target',
      ],
    ],
    [
      { type: 'External', external: { metric: { name: 'q' }, target: { type: 'Value' } } },
      ['external.target.averageValue: Required value: must set either a target value for metric or a per-pod target'],
    ],
    [
      {
        type: 'Object',
        object: { describedObject: { kind: 'Service', name: 'web' }, metric: { name: 'q' }, target: { type: 'Value' } },
      },
      ['object.target.averageValue: Required value: must set either a target value or averageValue'],
    ],
    [
      { type: 'Resource', resource: { target: { type: 'Share', averageValue: '0', averageUtilization: 0 } } },
      [
        'resource.name: Required value: must specify a resource name',
        'resource.target.type: Invalid value: "Share": must be either Utilization, Value, or AverageValue',
        'resource.target.averageValue: Invalid value: "0": must be positive',
        'resource.target.averageUtilization: Invalid value: 0: must be greater than 0',
        'resource.target.averageValue: Forbidden: may not set both a target raw value and a target utilization',
      ],
    ],
    [
      {
        type: 'ContainerResource',
        containerResource: { name: 'disk', container: 'a.b', target: { type: 'Utilization' } },
      },
      [
        'containerResource.name: Invalid value: "disk": must be a standard resource type or fully qualified',
        'containerResource.name: Invalid value: "disk": must be a standard resource for containers',
        'containerResource.container: Invalid value: "a.b": must not contain dots',
        'containerResource.target.averageUtilization: Required value: must set either a target raw value or a target utilization',
      ],
    ],
  ])('is of one source, with a target: %j', (metric, expected) => {
    expect(metricFaults(metric)).toEqual(expected);
  });
});

test.each<[HPAScalingRules, string[]]>([
  [
    { stabilizationWindowSeconds: -1 },
    ['stabilizationWindowSeconds: Invalid value: -1: must be greater than or equal to zero'],
  ],
  [
    { stabilizationWindowSeconds: 3601 },
    ['stabilizationWindowSeconds: Invalid value: 3601: must be less than or equal to 3600'],
  ],
  [{ selectPolicy: 'Most' }, ['selectPolicy: Unsupported value: "Most": supported values: "Disabled", "Max", "Min"']],
  [{ policies: [] }, ['policies: Required value: must specify at least one Policy']],
  [{ tolerance: '-100m' }, ['tolerance: Invalid value: "-100m": must be greater than or equal to 0']],
  [
    { policies: [{ type: 'Nodes' }, { type: 'Pods', value: 1, periodSeconds: 1801 }] },
    [
      'policies[0].type: Unsupported value: "Nodes": supported values: "Percent", "Pods"',
      'policies[0].value: Invalid value: 0: must be greater than zero',
      'policies[0].periodSeconds: Invalid value: 0: must be greater than zero',
      'policies[1].periodSeconds: Invalid value: 1801: must be less than or equal to 1800',
    ],
  ],
])('its speed has limits: %j', (rules, expected) => {
  expect(faults({ behavior: { scaleDown: rules } })).toEqual(
    expected.map((fault) => `spec.behavior.scaleDown.${fault}`),
  );
});
