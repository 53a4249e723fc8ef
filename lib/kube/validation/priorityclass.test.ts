import { expect, test } from 'vitest';
import { newCluster, validate } from '../admission';
import { setPriorityClassDefaults } from '../defaults/priorityclass';
import type { PriorityClass } from '../schema/generated/types';
import { validatePriorityClass, validatePriorityClassUpdate } from './priorityclass';
import { sentences } from './sample-objects';

function newClass(changes: PriorityClass, name = 'high'): PriorityClass {
  const priorityClass: PriorityClass = { metadata: { name }, value: 1000, ...changes };
  setPriorityClassDefaults(priorityClass);
  return priorityClass;
}

const RESERVED =
  "metadata.name: Forbidden: priority class names with 'system-' prefix are reserved for system use only";

test.each<[string, PriorityClass, string[]]>([
  ['high', { value: 1_000_000_000 }, []],
  [
    'high',
    { value: 1_000_000_001 },
    ['value: Forbidden: maximum allowed value of a user defined priority is 1000000000'],
  ],
  ['system-node-critical', { value: 2_000_001_000 }, []],
  ['system-mine', {}, [`${RESERVED}. error: system-mine is not a known system priority class`]],
  [
    'system-cluster-critical',
    {},
    [`${RESERVED}. error: value of system-cluster-critical PriorityClass must be 2000000000`],
  ],
  [
    'system-cluster-critical',
    { value: 2_000_000_000, globalDefault: true },
    [`${RESERVED}. error: globalDefault of system-cluster-critical PriorityClass must be false`],
  ],
  [
    'high',
    { preemptionPolicy: 'Always' },
    ['preemptionPolicy: Unsupported value: "Always": supported values: "PreemptLowerPriority", "Never"'],
  ],
  ['high', { preemptionPolicy: '' }, ['preemptionPolicy: Required value']],
])('%s: %j', (name, changes, expected) => {
  expect(sentences(validatePriorityClass(newClass(changes, name)))).toEqual(expected);
});

test('its value and its policy stay', () => {
  expect(
    sentences(validatePriorityClassUpdate(newClass({ value: 2 }), newClass({ preemptionPolicy: 'Never' }))),
  ).toEqual([
    'value: Forbidden: may not be changed in an update.',
    'preemptionPolicy: Invalid value: "PreemptLowerPriority": field is immutable',
  ]);
});

test('only one is the default', () => {
  const cluster = { ...newCluster, defaultPriorityClass: () => newClass({ globalDefault: true }, 'usual') };
  const key = 'scheduling.k8s.io/v1/PriorityClass';
  const usual = newClass({ globalDefault: true }, 'usual');
  expect(validate(newClass({ globalDefault: true }), key, cluster, { warnings: [] })?.message).toBe(
    'priorityclasses.scheduling.k8s.io "high" is forbidden: PriorityClass usual is already marked as default. Only one default can exist',
  );
  expect(validate(newClass({}), key, cluster, { warnings: [] })).toBeUndefined();
  expect(validate(usual, key, cluster, { live: usual, warnings: [] })).toBeUndefined();
});
