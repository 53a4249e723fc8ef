import { expect, test } from 'vitest';
import type { CheckDefinition } from './definition';
import { clusterQuestions } from './cluster-questions';
import type { AskedNetwork } from './traffic';

const says = { en: '{value} of 3', ko: '{value}/3' };
const pods = (ready: number) => ({
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'default' },
  status: { readyReplicas: ready },
});
const ready: CheckDefinition = {
  id: 'ready',
  over: 'cluster',
  find: { kind: 'Deployment', name: 'web' },
  expression: 'object.status.readyReplicas == 3',
  at: 'status.readyReplicas',
  message: says,
};

test('it says which kinds it wants to see', () => {
  const { kinds } = clusterQuestions(
    [ready, { id: 'i', over: 'cluster', expression: "cluster.exists(o, o.kind == 'Ingress')", message: says }],
    [{ id: 'pulls', expression: 'cluster.exists(p, p.kind == "Pod" && p.status.phase == "Pending")' }],
  );
  expect(kinds).toEqual(['Deployment', 'Ingress', 'Pod']);
});

test('a verdict quotes the live value and has no place in a file', () => {
  const { run } = clusterQuestions([ready], []);
  expect(run([pods(2)]).verdicts).toEqual([{ id: 'ready', passed: false, message: { en: '2 of 3', ko: '2/3' } }]);
  expect(run([pods(3)]).verdicts).toEqual([{ id: 'ready', passed: true }]);
});

test('what is not in the cluster is to be applied first', () => {
  const { run } = clusterQuestions([ready], []);
  expect(run([]).verdicts[0]?.message).toEqual({
    en: 'The cluster has no Deployment named `web` yet. Apply your files first.',
    ko: '클러스터에 아직 `web` 이름의 Deployment 오브젝트가 없어요. 먼저 파일을 적용해 보세요.',
  });
});

test('a namespace can be asked for', () => {
  const { run } = clusterQuestions([{ ...ready, find: { kind: 'Deployment', namespace: 'shop' } }], []);
  expect(run([pods(3)]).verdicts[0]?.passed).toBe(false);
});

test('a condition holds or not, and never where its field is not there', () => {
  const { run } = clusterQuestions(
    [],
    [{ id: 'waits', expression: 'cluster.exists(p, p.kind == "Pod" && p.status.reason == "Evicted")' }],
  );
  expect(run([]).conditions).toEqual({ waits: false });
  expect(run([{ kind: 'Pod' }]).conditions).toEqual({ waits: false });
  expect(run([{ kind: 'Pod', status: { reason: 'Evicted' } }]).conditions).toEqual({ waits: true });
});

test('questions to the files are not put to the cluster', () => {
  const { kinds, run } = clusterQuestions([{ ...ready, over: 'manifests' }], []);
  expect(kinds).toEqual([]);
  expect(run([pods(3)]).verdicts).toEqual([]);
});

test('a question that names no kind, or asks for the files, throws', () => {
  const ask = (expression: string) => () =>
    clusterQuestions([{ id: 'a', over: 'cluster', expression, message: says }], []);
  expect(ask('cluster.size() == 1')).toThrow('Check a: it looks into the cluster and names no kind');
  expect(ask('manifests.exists(p, p.kind == "Pod")')).toThrow(/^Check a: Unknown variable: manifests/);
  expect(() => clusterQuestions([], [{ id: 'c', expression: 'cluster.size()' }])).toThrow('Condition c: ');
});

const profile: CheckDefinition = {
  id: 'saved',
  over: 'traffic',
  request: { host: '192.168.49.2', port: 30_100, path: '/get-profile' },
  expression: 'object.status == 200 && !object.body.contains("Mina")',
  at: 'body',
  message: { en: 'It is {value}.', ko: '지금: {value}' },
  absent: { en: 'Nobody answers.', ko: '아무도 답하지 않아요.' },
};
const answering = (outcome: object): AskedNetwork => ({ request: () => ({ outcome }) });
const page = (body: string) => answering({ reply: { http: { status: 200, headers: {}, body } } });

test('a check over the traffic judges what is answered', () => {
  const { kinds, run } = clusterQuestions([profile], []);
  expect(kinds).toEqual([]);
  expect(run([], page('{"name":"Mina"}')).verdicts).toEqual([
    { id: 'saved', passed: false, message: { en: 'It is {"name":"Mina"}.', ko: '지금: {"name":"Mina"}' } },
  ]);
  expect(run([], page('{"name":"Hana"}')).verdicts).toEqual([{ id: 'saved', passed: true }]);
});

test('where nobody answers in HTTP, that is said', () => {
  const { run } = clusterQuestions([profile], []);
  for (const outcome of [{ failed: 'refused', why: '' }, { reply: { closed: true } }]) {
    expect(run([], answering(outcome)).verdicts[0]?.message?.en).toBe('Nobody answers.');
  }
});
