/** What a lesson asks of its cluster is proved, and each way of getting it wrong is named. */
import { expect, test } from 'vitest';
import type { CheckDefinition } from '@/lib/checks';
import type { Exercise, Task } from '../exercise';
import { appliedFaults, starterFaults, whenFaults } from './cluster';

const text = { en: 'no', ko: '아니요' };
const config = (data: string) => ({
  'a.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  u: "${data}"\n`,
});
const check = (id: string, expression: string): CheckDefinition => ({
  id,
  over: 'cluster',
  find: { kind: 'ConfigMap', name: 'a' },
  expression,
  message: text,
});
const asking = (...tasks: readonly Partial<Task>[]): Exercise => ({
  files: [{ name: 'a.yaml', editable: true }],
  tasks: tasks.map((task, at) => ({ id: `task-${at}`, title: text, checks: [], hints: [], ...task })),
});
const right = asking({ checks: [check('u', 'object.data.u == "2"')] });

test('a task that the solution does, and not the starter, has no faults', async () => {
  expect(await starterFaults(right, undefined, config('1'))).toEqual([]);
  expect(await appliedFaults(right, undefined, config('2'))).toEqual([]);
});

test('a task that is done with the starter, or by what is there before, is a fault', async () => {
  expect(await starterFaults(right, undefined, config('2'))).toEqual(['task task-0 is done with the starter']);
  expect(await starterFaults(right, { manifests: config('2') }, {})).toEqual(['task task-0 is done with the starter']);
});

test('a check that the solution does not pass is a fault, and so is what could not be applied', async () => {
  expect(await appliedFaults(right, undefined, config('1'))).toEqual(['check u fails: no']);
  const [refused] = await starterFaults(right, { manifests: { 'b.yaml': 'kind: Nothing\n' } }, {});
  expect(refused).toContain('cluster/: ');
});

test('steps do what files can not, and not for nothing', async () => {
  const labelled = check('l', 'object.metadata.labels.l == "1"');
  const steps = ['kubectl label configmap a l=1'];
  expect(await appliedFaults(asking({ checks: [labelled], steps }), undefined, config('1'))).toEqual([]);
  expect(await appliedFaults(asking({ checks: [labelled] }), undefined, config('1'))).toEqual(['check l fails: no']);
  const idle = asking({ checks: [check('u', 'object.data.u == "1"')], steps });
  expect(await appliedFaults(idle, undefined, config('1'))).toEqual(['task task-0 is done before its steps']);
});

test('a hint that is still there when all is done is a fault', async () => {
  const when = 'cluster.exists(c, c.kind == "ConfigMap" && c.metadata.name == "a")';
  const shown = asking({ ...right.tasks[0], hints: [{ ...text, when }] });
  expect(await appliedFaults(shown, undefined, config('2'))).toEqual([`a hint is still shown when ${when}`]);
});

test('a hint that no state brings up is a fault', async () => {
  const when = (value: string) => `cluster.exists(c, c.kind == "ConfigMap" && c.data.u == "${value}")`;
  const shown = asking({ ...right.tasks[0], hints: ['1', '3'].map((value) => ({ ...text, when: when(value) })) });
  const faults = await whenFaults(shown, undefined, config('2'), [config('1')]);
  expect(faults).toEqual([`a hint is never shown: ${when('3')}`]);
});
