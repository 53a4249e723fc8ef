import { expect, test } from 'vitest';
import type { DeploymentSpec, LabelSelector, PodTemplateSpec } from '../schema/generated/types';
import { validateDeployment } from './deployment';
import { validateReplicaSet } from './replicaset';
import type { Changes } from './sample-objects';
import { newDeployment, newPodSpec, sentences } from './sample-objects';

function faults(spec: Changes<DeploymentSpec>): string[] {
  return sentences(validateDeployment(newDeployment(spec)));
}

function template(changes: PodTemplateSpec['spec'] = {}, labels: Record<string, string> = { app: 'web' }) {
  return { metadata: { labels }, spec: newPodSpec(changes) };
}

test('a good Deployment has no faults', () => {
  expect(faults({})).toEqual([]);
  expect(faults({ strategy: { type: 'Recreate' }, replicas: 0, minReadySeconds: 599 })).toEqual([]);
  expect(faults({ strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '150%' } } })).toEqual([]);
});

test.each<[string, DeploymentSpec, string[]]>([
  [
    'negative numbers',
    { replicas: -1, minReadySeconds: -1, revisionHistoryLimit: -1, progressDeadlineSeconds: -1 },
    [
      'spec.replicas: Invalid value: -1: must be greater than or equal to 0',
      'spec.minReadySeconds: Invalid value: -1: must be greater than or equal to 0',
      'spec.revisionHistoryLimit: Invalid value: -1: must be greater than or equal to 0',
      'spec.progressDeadlineSeconds: Invalid value: -1: must be greater than or equal to 0',
      'spec.progressDeadlineSeconds: Invalid value: -1: must be greater than minReadySeconds',
    ],
  ],
  [
    'a deadline no later than readiness',
    { minReadySeconds: 60, progressDeadlineSeconds: 60 },
    ['spec.progressDeadlineSeconds: Invalid value: 60: must be greater than minReadySeconds'],
  ],
  [
    'an unknown strategy, of which the server prints its internal form',
    { strategy: { type: 'rollingUpdate', rollingUpdate: { maxSurge: 1 } } },
    [
      'spec.strategy: Unsupported value: {"Type":"rollingUpdate","RollingUpdate":{"MaxUnavailable":0,"MaxSurge":1}}: supported values: "Recreate", "RollingUpdate"',
    ],
  ],
  [
    'Recreate with a rolling update',
    { strategy: { type: 'Recreate', rollingUpdate: { maxSurge: 1 } } },
    ["spec.strategy.rollingUpdate: Forbidden: may not be specified when strategy `type` is 'Recreate'"],
  ],
  [
    'neither surge nor unavailable Pods',
    { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '0%', maxUnavailable: 0 } } },
    ['spec.strategy.rollingUpdate.maxUnavailable: Invalid value: 0: may not be 0 when `maxSurge` is 0'],
  ],
  [
    'a negative surge',
    { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: -1, maxUnavailable: 1 } } },
    ['spec.strategy.rollingUpdate.maxSurge: Invalid value: -1: must be greater than or equal to 0'],
  ],
  [
    'more than all unavailable',
    { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: '101%' } } },
    ['spec.strategy.rollingUpdate.maxUnavailable: Invalid value: "101%": must not be greater than 100%'],
  ],
  [
    'text that is no percentage',
    { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 'half' } } },
    [
      "spec.strategy.rollingUpdate.maxUnavailable: Invalid value: \"half\": a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')",
    ],
  ],
])('a Deployment with %s', (_what, spec, expected) => {
  expect(faults(spec)).toEqual(expected);
});

test.each<[string, LabelSelector | undefined, string[]]>([
  [
    'is missing',
    undefined,
    [
      'spec.selector: Required value',
      'spec.template.metadata.labels: Invalid value: {"app":"web"}: `selector` does not match template `labels`',
    ],
  ],
  ['is empty', {}, ['spec.selector: Invalid value: {}: empty selector is invalid for deployment']],
  [
    'selects other Pods',
    { matchLabels: { app: 'api' } },
    ['spec.template.metadata.labels: Invalid value: {"app":"web"}: `selector` does not match template `labels`'],
  ],
  [
    'has an unknown operator',
    { matchExpressions: [{ key: 'app', operator: 'Is', values: ['web'] }] },
    [
      'spec.selector.matchExpressions[0].operator: Invalid value: "Is": not a valid selector operator',
      'spec.selector: Invalid value: {"matchExpressions":[{"key":"app","operator":"Is","values":["web"]}]}: invalid label selector',
    ],
  ],
  [
    'lists no values',
    { matchExpressions: [{ key: 'app', operator: 'In' }] },
    [
      "spec.selector.matchExpressions[0].values: Required value: must be specified when `operator` is 'In' or 'NotIn'",
      'spec.selector: Invalid value: {"matchExpressions":[{"key":"app","operator":"In"}]}: invalid label selector',
    ],
  ],
  [
    'lists values that nobody asks for',
    { matchExpressions: [{ key: 'app', operator: 'Exists', values: ['web'] }] },
    [
      "spec.selector.matchExpressions[0].values: Forbidden: may not be specified when `operator` is 'Exists' or 'DoesNotExist'",
      'spec.selector: Invalid value: {"matchExpressions":[{"key":"app","operator":"Exists","values":["web"]}]}: invalid label selector',
    ],
  ],
])('a selector that %s is a fault of Deployments and ReplicaSets alike', (_what, selector, expected) => {
  expect(faults({ selector })).toEqual(expected);
  expect(sentences(validateReplicaSet(newDeployment({ selector, strategy: undefined })))).toEqual(expected);
});

test.each<[string, LabelSelector, boolean]>([
  ['one of several values', { matchExpressions: [{ key: 'app', operator: 'In', values: ['api', 'web'] }] }, true],
  ['none of several values', { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['api'] }] }, true],
  [
    'a label that is not there, by its values',
    { matchExpressions: [{ key: 'x', operator: 'NotIn', values: ['y'] }] },
    true,
  ],
  ['a label that is there', { matchExpressions: [{ key: 'app', operator: 'Exists' }] }, true],
  ['the absence of a label that is there', { matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }] }, false],
  ['the name of a method', { matchExpressions: [{ key: 'toString', operator: 'Exists' }] }, false],
  ['a label with an empty value', { matchLabels: { tier: '' } }, false],
])('a selector may ask for %s', (_what, selector, matches) => {
  expect(faults({ selector })).toEqual(
    matches
      ? []
      : ['spec.template.metadata.labels: Invalid value: {"app":"web"}: `selector` does not match template `labels`'],
  );
});

test('a template without labels is matched by nothing', () => {
  expect(faults({ template: { spec: newPodSpec() } })).toEqual([
    'spec.template.metadata.labels: Invalid value: null: `selector` does not match template `labels`',
  ]);
});

test.each<[string, PodTemplateSpec, string[]]>([
  [
    'Pods that are not restarted',
    template({ restartPolicy: 'Never' }),
    ['spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"'],
  ],
  [
    'Pods that end',
    template({ activeDeadlineSeconds: 5 }),
    ['spec.template.spec.activeDeadlineSeconds: Forbidden: activeDeadlineSeconds in ReplicaSet is not Supported'],
  ],
  [
    'ephemeral containers',
    template({
      ephemeralContainers: [
        { name: 'debug', image: 'busybox', imagePullPolicy: 'Always', terminationMessagePolicy: 'File' },
      ],
    }),
    ['spec.template.spec.ephemeralContainers: Forbidden: ephemeral containers not allowed in pod template'],
  ],
  ['no containers', template({ containers: [] }), ['spec.template.spec.containers: Required value']],
])('a template of %s', (_what, pods, expected) => {
  expect(faults({ template: pods })).toEqual(expected);
});

test("a fault in a template's labels is said to be where the server says, and shown where it is", () => {
  const [error] = validateDeployment(newDeployment({ template: template({}, { app: 'web', 'a b': 'c' }) }));
  expect(error?.path.toString()).toBe('spec.template.labels');
  expect(error?.place?.toString()).toBe('spec.template.metadata.labels[a b]');
});
