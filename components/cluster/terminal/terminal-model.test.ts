import { expect, test } from 'vitest';
import type { ClusterClient } from '../cluster-client';
import { newPair } from '../test-pair';
import { TerminalModel } from './terminal-model';

/** A terminal with a real shell and a real cluster, without the thread between them. Time goes when `beats` says so. */
async function open(): Promise<{
  model: TerminalModel;
  client: ClusterClient;
  kept: string[][];
  beats: (n: number) => void;
}> {
  const { client, host } = newPair();
  await client.ask('open', { start: 1_767_603_600_000, seed: 1, nodes: 1 });
  const kept: string[][] = [];
  const model = new TerminalModel(
    client,
    (run) => run(),
    (lines) => kept.push([...lines]),
  );
  return {
    model,
    client,
    kept,
    beats: (n) => {
      for (let beat = 0; beat < n; beat += 1) host.beat(16);
    },
  };
}

async function type(model: TerminalModel, line: string): Promise<string> {
  model.write(line);
  await model.enter();
  const { entries } = model.log.snapshot();
  return model.log.textOf(entries.at(-1)?.id ?? 0);
}

test('a command runs, its output and status stand in the log, and it is remembered', async () => {
  const { model, kept } = await open();
  expect(await type(model, 'echo -n mongouser | base64')).toBe('bW9uZ291c2Vy\n');
  expect(await type(model, 'kubectl get pods')).toBe('No resources found in default namespace.\n');
  expect(await type(model, 'kubectl get pod web')).toBe('Error from server (NotFound): pods "web" not found\n');
  expect(model.log.snapshot().entries.map(({ status }) => status)).toEqual([0, 0, 1]);
  expect(kept.at(-1)).toEqual(['echo -n mongouser | base64', 'kubectl get pods', 'kubectl get pod web']);
});

test('commands read the files of the editor, and what they write goes back there', async () => {
  const { model, client } = await open();
  const written: object[] = [];
  client.grant({
    files: (changes) => written.push(changes),
    edit: () => Promise.resolve(null),
    show: () => undefined,
  });
  await client.ask('files', { 'a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n' });
  expect(await type(model, 'kubectl apply -f a.yaml')).toBe('configmap/a created\n');
  await type(model, 'sed s/name:.*/name:\\ b/ a.yaml > b.yaml');
  expect(written).toEqual([{ 'b.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: b\n' }]);
  await type(model, 'rm a.yaml');
  expect(written.at(-1)).toEqual({ 'a.yaml': null });
});

test('a line that is not complete waits for more', async () => {
  const { model } = await open();
  model.write("echo 'one");
  await model.enter();
  expect(model.state().draft).toBe("echo 'one\n");
  expect(model.log.snapshot().entries).toEqual([]);
  expect(await type(model, "echo 'one\ntwo'")).toBe('one\ntwo\n');
});

test('what watches streams, until Ctrl+C ends it', async () => {
  const { model, beats } = await open();
  await type(model, 'kubectl run web --image=nginx:1.29');
  model.write('kubectl get pods -w');
  const watching = model.enter();
  await expect.poll(() => model.state().isRunning).toBe(true);
  beats(600);
  const text = (): string => model.log.textOf(model.log.snapshot().entries.at(-1)?.id ?? 0);
  await expect.poll(text).toMatch(/ContainerCreating[^]*web +1\/1 +Running/);
  model.interrupt();
  await watching;
  expect(model.log.snapshot().entries.at(-1)?.status).toBe(130);
  expect(text()).toMatch(/\^C\n$/);
});

test('Tab completes commands, kinds and names', async () => {
  const { model } = await open();
  await type(model, 'kubectl run web-shop --image=nginx:1.29');
  const complete = async (line: string): Promise<string> => {
    model.write(line);
    await model.complete(line.length);
    return model.state().draft;
  };
  expect(await complete('kubec')).toBe('kubectl ');
  expect(await complete('kubectl descr')).toBe('kubectl describe ');
  expect(await complete('kubectl delete pod we')).toBe('kubectl delete pod web-shop ');
});

test('what is typed, and Enter, before the completion is there come behind it', async () => {
  const { model } = await open();
  model.write('ech');
  void model.complete(3);
  model.write('echone');
  await model.enter();
  expect(model.log.snapshot().entries.map(({ prompt }) => prompt?.line)).toEqual(['echo one']);
});

test('a Tab while another is under way completes what the first has made', async () => {
  const { model, client } = await open();
  await client.ask('files', { 'mongo-config.yaml': '' });
  model.write('kubectl app');
  void model.complete(11);
  model.write('kubectl app-f mongo');
  void model.complete(19);
  model.write('kubectl app-f mongo--dry-run=client');
  await expect.poll(() => model.state().draft).toBe('kubectl apply -f mongo-config.yaml --dry-run=client');
});

test('of several pasted lines Ctrl+C stops the one that runs and those to follow', async () => {
  const { model } = await open();
  const all = model.runAll(['echo one', 'sleep 1000', 'echo two']);
  await expect.poll(() => model.log.snapshot().entries.length).toBe(2);
  await expect.poll(() => model.state().isRunning).toBe(true);
  model.interrupt();
  await all;
  expect(model.log.snapshot().entries.map(({ prompt }) => prompt?.line)).toEqual(['echo one', 'sleep 1000']);
});

test('what is put in by a lesson is not run, and keeps what was being typed', async () => {
  const { model, kept } = await open();
  model.write('kubectl get');
  model.put('kubectl get pods');
  expect(model.state()).toMatchObject({ draft: 'kubectl get pods', wish: 1 });
  expect(kept).toEqual([['kubectl get']]);
  expect(model.log.snapshot().entries).toEqual([]);
});

test('what is pasted over several lines is one command where it belongs together', async () => {
  const { model } = await open();
  await model.runAll(['for i in 1 2', 'do', '  echo "$i', 'x"', 'done', 'echo end']);
  const { entries } = model.log.snapshot();
  expect(entries.map(({ id }) => model.log.textOf(id))).toEqual(['1\nx\n2\nx\n', 'end\n']);
});

test('of two lines that are entered at once each is run once, one after the other', async () => {
  const { model } = await open();
  model.write('echo one');
  const first = model.enter();
  await Promise.resolve();
  model.write('echo two');
  await Promise.all([first, model.enter()]);
  const { entries } = model.log.snapshot();
  expect(entries.map(({ id, status }) => [model.log.textOf(id), status])).toEqual([
    ['one\n', 0],
    ['two\n', 0],
  ]);
  expect(model.state()).toMatchObject({ draft: '', isRunning: false });
});

test('bad input leaves a prompt that works', async () => {
  const { model } = await open();
  const binary = Array.from({ length: 2_000 }, (_, at) => String.fromCharCode((at * 7_919) % 256)).join('');
  expect(await type(model, `${binary})`)).toMatch(/^bash: /);
  expect(await type(model, 'kubectl get pods --nosuch')).toMatch(/^error: unknown flag: --nosuch/);
  expect((await type(model, 'seq 100000')).length).toBe(588_895);
  expect(await type(model, 'yes')).toMatch(/the rest was cut/);
  expect(await type(model, 'echo still here')).toBe('still here\n');
  expect(model.state().isRunning).toBe(false);
});

test('Ctrl+C ends a loop that prints for ever', async () => {
  const { model } = await open();
  model.write('while true; do kubectl get pods; done');
  const running = model.enter();
  await expect.poll(() => model.state().isRunning).toBe(true);
  model.interrupt();
  await running;
  expect(model.log.snapshot().entries.at(-1)?.status).toBe(130);
  expect(await type(model, 'echo still here')).toBe('still here\n');
});

test('a worker that answers no more is said, and the prompt comes back', async () => {
  const { model, client } = await open();
  client.ask = () => Promise.reject(new Error('the cluster is gone'));
  client.run = () => ({ done: Promise.reject(new Error('the cluster is gone')), type: () => {}, interrupt: () => {} });
  expect(await type(model, 'echo a')).toBe('Error: the cluster is gone\n');
  model.write('ech');
  expect(await model.complete(3)).toBeUndefined();
  expect(model.state()).toMatchObject({ draft: 'ech', isRunning: false });
});
