import { expect, test } from 'vitest';
import { newPair } from './test-pair';

const START = 1_767_603_600_000;

const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web' },
  spec: { containers: [{ name: 'nginx', image: 'nginx:1.29' }] },
};

function request(method: string, url: string, body?: object) {
  return { method, url, headers: { 'content-type': 'application/json' }, body: body ? JSON.stringify(body) : '' };
}

async function open(): Promise<ReturnType<typeof newPair>> {
  const pair = newPair();
  expect(await pair.client.ask('open', { start: START, seed: 1, nodes: 1 })).toEqual({});
  return pair;
}

test('a Pod is created, watched and undone', async () => {
  const { client, host } = await open();
  const pieces: string[] = [];
  let hasEnded = false;
  const { answer } = await client.stream(request('GET', '/api/v1/namespaces/default/pods?watch=true'), {
    piece: (text) => pieces.push(text),
    end: () => (hasEnded = true),
  });
  expect(answer).toMatchObject({ status: 200 });

  await client.ask('mark', 'kubectl apply -f pod.yaml');
  const created = await client.ask('request', request('POST', '/api/v1/namespaces/default/pods', pod));
  expect(created?.status).toBe(201);
  for (let beat = 0; beat < 400; beat += 1) host.beat(16);
  const phases = pieces.map((piece) => /"phase":"([A-Z][a-z]+)"/.exec(piece)?.[1]);
  expect(phases[0]).toBe('Pending');
  expect(phases.at(-1)).toBe('Running');
  expect(client.pulse).toMatchObject({ isIdle: true, undo: 'kubectl apply -f pod.yaml' });

  await client.ask('undo', null);
  expect(hasEnded).toBe(true);
  const gone = await client.ask('request', request('GET', '/api/v1/namespaces/default/pods/web'));
  expect(gone?.status).toBe(404);
});

test('a stream that is stopped says no more', async () => {
  const { client } = await open();
  const pieces: string[] = [];
  const watch = await client.stream(request('GET', '/api/v1/namespaces/default/configmaps?watch=true'), {
    piece: (text) => pieces.push(text),
    end: () => undefined,
  });
  await client.ask('step', null);
  const before = pieces.length;
  watch.stop();
  await client.ask('request', request('POST', '/api/v1/namespaces/default/configmaps', { metadata: { name: 'a' } }));
  expect(pieces).toHaveLength(before);
});

test('time stands still while it does not play, and goes by steps', async () => {
  const { client, host } = await open();
  const { time } = await client.ask('play', { playing: false, speed: 1 });
  host.beat(5000);
  expect((await client.ask('play', { playing: true, speed: 60 })).time).toBe(time);
  host.beat(1000);
  expect((await client.ask('play', { playing: false, speed: 1 })).time).toBe(time + 60_000);
  expect((await client.ask('step', null)).time).toBeGreaterThan(time + 60_000);
});

test('what was exported is opened again; what is damaged says so, and a new cluster is there', async () => {
  const { client } = await open();
  await client.ask('request', request('POST', '/api/v1/namespaces/default/pods', pod));
  await client.ask('runUntilIdle', null);
  const saved = await client.ask('pack', null);
  const other = newPair().client;
  expect(await other.ask('open', { start: START, seed: 2, nodes: 1, saved })).toEqual({});
  const found = await other.ask('request', request('GET', '/api/v1/namespaces/default/pods/web'));
  expect(JSON.parse(found?.body ?? '')).toMatchObject({ status: { phase: 'Running' } });

  const third = newPair().client;
  const fault = await third.ask('open', { start: START, seed: 2, nodes: 1, saved: saved.slice(0, 500) });
  expect(fault).toEqual({ fault: 'damaged' });
  expect((await third.ask('request', request('GET', '/api/v1/nodes/minikube')))?.status).toBe(200);
});

test('components are stopped, nodes are added, commands are run', async () => {
  const { client } = await open();
  expect(await client.ask('component', { name: 'kube-apiserver', running: false })).toBe(false);
  expect(await client.ask('request', request('GET', '/readyz'))).toBeUndefined();
  await client.ask('component', { name: 'kube-apiserver', running: true });
  expect(await client.ask('addNode', null)).toBe('minikube-m02');
  await client.ask('request', request('POST', '/api/v1/namespaces/default/pods', pod));
  await client.ask('runUntilIdle', null);
  const read = await client.ask('request', request('GET', '/api/v1/namespaces/default/pods/web'));
  const uid = /"uid":"([^"]+)"/.exec(read?.body ?? '')?.[1] ?? '';
  const command = { args: ['cat', '/etc/hostname'], stdin: '' };
  expect(await client.ask('exec', { pod: uid, container: 'nginx', command })).toMatchObject({ exitCode: 0 });
});

test('a question before there is a cluster is a fault', async () => {
  const { client } = newPair();
  await expect(client.ask('step', null)).rejects.toThrow('no cluster is open');
});
