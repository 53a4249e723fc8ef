import { expect, test } from 'vitest';
import { setPodDisruptionBudgetDefaults } from '../defaults/poddisruptionbudget';
import type { LabelSelector, PodDisruptionBudget, PodDisruptionBudgetSpec } from '../schema/generated/types';
import { validatePodDisruptionBudget } from './poddisruptionbudget';
import { sentences } from './sample-objects';

function newBudget(spec: PodDisruptionBudgetSpec, finalizers: string[] = []): PodDisruptionBudget {
  return { metadata: { name: 'web', namespace: 'default', finalizers }, spec };
}

const RESERVED = 'pdb.kubernetes.io/deprecated-v1beta1-empty-selector-match';

test.each<[PodDisruptionBudgetSpec, string[]]>([
  [{ minAvailable: 0 }, []],
  [{ maxUnavailable: '100%' }, []],
  [{ minAvailable: -1 }, ['spec.minAvailable: Invalid value: -1: must be greater than or equal to 0']],
  [{ maxUnavailable: '101%' }, ['spec.maxUnavailable: Invalid value: "101%": must not be greater than 100%']],
  [
    { minAvailable: 'half' },
    [
      `spec.minAvailable: Invalid value: "half": a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')`,
    ],
  ],
  [
    { minAvailable: 1, maxUnavailable: '5%', selector: { matchLabels: { app: 'web' } } },
    [
      'spec: Invalid value: {"MinAvailable":1,"Selector":{"matchLabels":{"app":"web"}},"MaxUnavailable":"5%","UnhealthyPodEvictionPolicy":null}: minAvailable and maxUnavailable cannot be both set',
    ],
  ],
  [
    { unhealthyPodEvictionPolicy: 'Never' },
    ['spec.unhealthyPodEvictionPolicy: Unsupported value: "Never": supported values: "AlwaysAllow", "IfHealthyBudget"'],
  ],
])('a budget is a number of Pods or a share: %j', (spec, expected) => {
  expect(sentences(validatePodDisruptionBudget(newBudget(spec)))).toEqual(expected);
});

test('metadata is looked at only where the rest is good, and a finalizer needs no domain', () => {
  expect(validatePodDisruptionBudget(newBudget({}, ['mine']))).toEqual([]);
  const both = ['orphan', 'foregroundDeletion'];
  expect(sentences(validatePodDisruptionBudget(newBudget({}, both)))).toEqual([
    'metadata.finalizers: Invalid value: ["orphan","foregroundDeletion"]: finalizer orphan and foregroundDeletion cannot be both set',
  ]);
  expect(validatePodDisruptionBudget(newBudget({ minAvailable: -1 }, both))).toHaveLength(1);
});

test.each<[LabelSelector, LabelSelector]>([
  [
    { matchExpressions: [{ key: RESERVED, operator: 'Exists' }] },
    { matchExpressions: [{ key: RESERVED, operator: 'Exists' }] },
  ],
  [{ matchExpressions: [{ key: RESERVED, operator: 'DoesNotExist' }] }, { matchExpressions: [] }],
  [
    {
      matchLabels: { a: 'b' },
      matchExpressions: [
        { key: RESERVED, operator: 'Exists' },
        { key: 'x', operator: 'Exists' },
      ],
    },
    { matchLabels: { a: 'b' }, matchExpressions: [{ key: 'x', operator: 'Exists' }] },
  ],
])('the key of the old version is dropped beside others: %j', (selector, expected) => {
  const budget = newBudget({ selector });
  setPodDisruptionBudgetDefaults(budget);
  expect(budget.spec?.selector).toEqual(expected);
});
