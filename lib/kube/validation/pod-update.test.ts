import { describe, expect, test } from 'vitest';
import { setPodDefaults } from '../defaults/pod';
import { errorMessage } from '../field/message';
import type { Pod, PodSpec } from '../schema/generated/types';
import { preparePodUpdate, validatePodUpdate } from './pod-update';

function podWith(spec: PodSpec, annotations: Record<string, string> = {}): Pod {
  const pod: Pod = {
    metadata: { name: 'web', namespace: 'default', generation: 1, annotations },
    spec: { containers: [{ name: 'web', image: 'nginx:1.27' }], ...spec },
  };
  setPodDefaults(pod);
  return pod;
}

function faults(live: PodSpec, next: PodSpec): string[] {
  return validatePodUpdate(podWith(next), podWith(live)).map(errorMessage);
}

const OTHER_FIELDS =
  'spec: Forbidden: pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)\n';

describe('a change of a Pod', () => {
  test('may give its containers other images', () => {
    expect(faults({}, { containers: [{ name: 'web', image: 'nginx:1.29' }] })).toEqual([]);
  });

  test('of any other field is refused with the difference', () => {
    expect(faults({}, { terminationGracePeriodSeconds: 5 })).toEqual([
      `${OTHER_FIELDS}@@ -36,7 +36,7 @@
  ],
  "EphemeralContainers": null,
  "RestartPolicy": "Always",
- "TerminationGracePeriodSeconds": 30,
+ "TerminationGracePeriodSeconds": 5,
  "ActiveDeadlineSeconds": null,
  "DNSPolicy": "ClusterFirst",
  "NodeSelector": null,
`,
    ]);
  });

  test('adds and removes no container', () => {
    expect(
      faults(
        {},
        {
          containers: [
            { name: 'web', image: 'nginx:1.27' },
            { name: 'log', image: 'busybox' },
          ],
        },
      ),
    ).toEqual(['spec.containers: Forbidden: pod updates may not add or remove containers']);
  });

  test('adds tolerations, and otherwise changes only how long something is tolerated', () => {
    const live: PodSpec = {
      tolerations: [{ key: 'a', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 3 }],
    };
    const [first = {}] = live.tolerations ?? [];
    const more = [
      { ...first, tolerationSeconds: 9 },
      { key: 'b', operator: 'Exists' },
    ];
    expect(faults(live, { tolerations: more })).toEqual([]);
    expect(faults(live, { tolerations: [{ ...first, key: 'b' }] })).toEqual([
      'spec.tolerations: Forbidden: existing toleration can not be modified except its tolerationSeconds',
    ]);
  });

  test.each([
    [undefined, 60, []],
    [60, 30, []],
    [30, 60, ['spec.activeDeadlineSeconds: Invalid value: 60: must be less than or equal to previous value']],
    [
      30,
      undefined,
      ['spec.activeDeadlineSeconds: Invalid value: null: must not update from a positive integer to nil value'],
    ],
  ])('moves the deadline %s to %s only nearer', (before, after, expected) => {
    const spec = (seconds: number | undefined): PodSpec =>
      seconds === undefined ? {} : { activeDeadlineSeconds: seconds };
    expect(faults(spec(before), spec(after))).toEqual(expected);
  });

  test('touches neither the mirror nor the AppArmor annotation', () => {
    const before = { 'container.apparmor.security.beta.kubernetes.io/web': 'unconfined' };
    const errors = validatePodUpdate(
      podWith({ nodeName: 'n' }, { 'kubernetes.io/config.mirror': 'x' }),
      podWith({ nodeName: 'n' }, before),
    );
    expect(errors.map(errorMessage)).toEqual([
      'metadata.annotations[container.apparmor.security.beta.kubernetes.io/web]: Forbidden: may not remove or update AppArmor annotations',
      'metadata.annotations[kubernetes.io/config.mirror]: Forbidden: may not add mirror pod annotation',
    ]);
  });
});

describe('behind a scheduling gate', () => {
  const gates = { schedulingGates: [{ name: 'a.com/x' }, { name: 'a.com/y' }] };

  test('gates are lifted and none is added', () => {
    expect(faults(gates, { schedulingGates: [{ name: 'a.com/y' }] })).toEqual([]);
    expect(faults(gates, { schedulingGates: [{ name: 'a.com/z' }] })).toEqual([
      "spec.schedulingGates[0].name: Forbidden: only deletion is allowed, but found new scheduling gate 'a.com/z'",
    ]);
  });

  test('a node selector grows only', () => {
    const live = { ...gates, nodeSelector: { a: '1' } };
    expect(faults(live, { ...gates, nodeSelector: { a: '1', b: '2' } })).toEqual([]);
    expect(faults(live, { ...gates, nodeSelector: { b: '2' } })).toEqual([
      'spec.nodeSelector: Invalid value: {"b":"2"}: only additions to spec.nodeSelector are allowed (no mutations or deletions)',
    ]);
    expect(faults(live, gates)).toEqual([
      'spec.nodeSelector: Invalid value: null: only additions to spec.nodeSelector are allowed (no mutations or deletions)',
    ]);
  });

  test('a required node affinity is told more narrowly only', () => {
    const affinity = (...keys: string[]): PodSpec => ({
      ...gates,
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [{ matchExpressions: keys.map((key) => ({ key, operator: 'Exists' })) }],
          },
        },
      },
    });
    const terms = 'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms';
    expect(faults(gates, affinity('a'))).toEqual([]);
    expect(faults(affinity('a'), affinity('a', 'b'))).toEqual([]);
    expect(faults(affinity('a'), affinity('b'))).toEqual([
      `${terms}[0]: Invalid value: {"MatchExpressions":[{"Key":"b","Operator":"Exists","Values":null}],"MatchFields":null}: only additions are allowed (no mutations or deletions)`,
    ]);
    expect(faults(affinity('a'), gates)).toEqual([
      `${terms}: Invalid value: null: no additions/deletions to non-empty NodeSelectorTerms list are allowed`,
    ]);
  });
});

describe('before it is judged', () => {
  test('a change keeps the status, and a changed spec is a new generation', () => {
    const live: Pod = { ...podWith({}), status: { phase: 'Running' } };
    const same = podWith({});
    preparePodUpdate(same, live);
    expect(same.status).toEqual({ phase: 'Running' });
    expect(same.metadata?.generation).toBe(1);
    const next = podWith({ containers: [{ name: 'web', image: 'nginx:1.29' }] });
    preparePodUpdate(next, live);
    expect(next.metadata?.generation).toBe(2);
  });
});
