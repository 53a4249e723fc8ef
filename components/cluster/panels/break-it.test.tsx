// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { LocaleProvider } from '@/components/words/locale-context';
import { BreakIt } from './break-it';
import { metadataOf } from './api-objects';
import type { Shown } from './deed';
import { misspelt } from './setting-deeds';
import { listOf, recordOf } from '../json';
import { openPair } from '../test-pair';

afterEach(cleanup);

const web = {
  metadata: { name: 'web' },
  spec: {
    replicas: 1,
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: {
        containers: [
          {
            name: 'web',
            image: 'nginx:1.29',
            env: [{ name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'login', key: 'password' } } }],
          },
        ],
      },
    },
  },
};

async function open(locale: 'en' | 'ko' = 'en', nodes = 1) {
  const pair = await openPair(nodes);
  await pair.create('/api/v1/namespaces/default/secrets', {
    metadata: { name: 'login' },
    stringData: { user: 'mina', password: 'open sesame' },
  });
  await pair.create('/apis/apps/v1/namespaces/default/deployments', web);
  await pair.client.ask('runUntilIdle', null);
  const onCommand = vi.fn<(line: string) => void>();
  const onShow = vi.fn<(item: Shown) => void>();
  render(
    <LocaleProvider locale={locale}>
      <BreakIt client={pair.client} onCommand={onCommand} onShow={onShow} />
    </LocaleProvider>,
  );
  await pair.pass(0);
  const press = async (name: string) => {
    fireEvent.click(await screen.findByRole('button', { name }));
    await screen.findByRole('heading', { name: /^(?:Just done|방금 한 일)/ });
    await pair.pass(0);
  };
  return { ...pair, onCommand, onShow, press };
}

test('a Pod is deleted; it says what to look at, and is taken back', async () => {
  const { get, press, onCommand, client, pass } = await open();
  const before = podNames(await get(PODS));
  await press('Delete');
  await pass(5000);
  expect(podNames(await get(PODS))).not.toEqual(before);
  const last = screen.getByRole('region', { name: `Just done: delete Pod ${before.join('')}` });
  fireEvent.click(within(last).getByRole('button', { name: 'To the terminal: kubectl get pods -o wide' }));
  expect(onCommand).toHaveBeenCalledWith('kubectl get pods -o wide');
  expect(client.pulse?.undo).toBe(`delete Pod ${before.join('')}`);
  fireEvent.click(within(last).getByRole('button', { name: 'Undo' }));
  await pass(0);
  expect(podNames(await get(PODS))).toEqual(before);
  expect(last.textContent).toContain('It is taken back.');
  expect(within(last).queryByRole('button')).toBeNull();
});

test('what was done after it is taken back with it', async () => {
  const { get, press, client, pass } = await open();
  const before = podNames(await get(PODS));
  await press('Delete');
  await client.ask('mark', 'something else');
  await pass(5000);
  fireEvent.click(await screen.findByRole('button', { name: 'Back to before it' }));
  await pass(0);
  expect(podNames(await get(PODS))).toEqual(before);
});

test('a process is killed: the kubelet starts the container again', async () => {
  const { press, pass, get, onShow } = await open();
  await press('Kill its process');
  await pass(5000);
  expect(JSON.stringify(await get(PODS))).toContain('"restartCount":1');
  const item = { kind: 'Pod', namespace: 'default', name: expect.stringMatching(/^web-/) };
  fireEvent.click(screen.getByRole('button', { name: 'Show it in the picture' }));
  expect(onShow).toHaveBeenCalledWith(item);
});

test('a disk is full: what a container writes is refused in its words', async () => {
  const { press, pass, client, get } = await open();
  await press('Fill its disk');
  await pass(0);
  const [name] = podNames(await get(PODS));
  let said = '';
  const piece = (text: string) => (said += text);
  await client.run(`kubectl exec ${name} -- sh -c 'echo hello > /tmp/hello'`, { piece }).done;
  expect(said).toContain('No space left on device');
});

test('a node is stopped and restored, and another is added', async () => {
  const { press, pass, client } = await open();
  await press('Stop minikube');
  const nodes = screen.getByRole('region', { name: 'Nodes' });
  expect(await within(nodes).findByText('stopped')).toBeDefined();
  await press('Restore minikube');
  await press('Cut off minikube');
  expect(await within(nodes).findByText('cut off')).toBeDefined();
  await press('Restore minikube');
  await press('Add a node');
  await pass(1000);
  expect(Object.keys(await client.ask('nodes', null))).toEqual(['minikube', 'minikube-m02']);
});

test('a component is stopped; what needs the API server is then refused in words', async () => {
  const { press, client } = await open();
  await press('Stop kube-apiserver');
  await screen.findByRole('button', { name: 'Start kube-apiserver' });
  fireEvent.click(screen.getByRole('button', { name: 'Delete' }));
  expect((await screen.findByRole('alert')).textContent).toBe(
    'The API server is stopped: nobody takes this. Start it first.',
  );
  // What is refused is no step.
  expect(client.pulse?.undo).toBe('stop kube-apiserver');
  await press('Start kube-apiserver');
});

test('an image is misspelt', async () => {
  const { press, get, pass } = await open();
  await press('Misspell its image');
  await pass(10_000);
  expect(screen.getByText('nginx:1.29x').tagName).toBe('CODE');
  expect(JSON.stringify(await get(PODS))).toMatch(/ErrImagePull|ImagePullBackOff/);
});

test('a password is changed, and who reads it is restarted', async () => {
  const { press, get, pass } = await open();
  const before = podNames(await get(PODS));
  await press('Change its password');
  await pass(10_000);
  expect(podNames(await get(PODS))).not.toEqual(before);
  expect(await get('/api/v1/namespaces/default/secrets/login')).toMatchObject({
    data: { user: btoa('mina'), password: btoa('not-the-password') },
  });
});

test('what the API server refuses is said in its words', async () => {
  const { client } = await open();
  const [headers, url] = [
    { 'content-type': 'application/merge-patch+json' },
    '/api/v1/namespaces/default/secrets/login',
  ];
  await client.ask('request', { method: 'PATCH', url, headers, body: '{"immutable":true}' });
  fireEvent.click(await screen.findByRole('button', { name: 'Change its password' }));
  expect((await screen.findByRole('alert')).textContent).toContain('field is immutable when immutable is set');
});

test('it is there in Korean', async () => {
  const { press } = await open('ko');
  await press('kube-scheduler 멈추기');
  expect(screen.getByRole('region', { name: '방금 한 일: kube-scheduler 멈추기' })).toBeDefined();
});

test.for([
  ['nginx:1.29', 'nginx:1.29x'],
  ['nginx', 'nginx:latestx'],
  ['registry.test:5000/shop/web', 'registry.test:5000/shop/web:latestx'],
  ['nginx:1.29@sha256:0123', 'nginx:1.29x'],
])('%s is misspelt as %s', ([image = '', expected]) => {
  expect(misspelt(image)).toBe(expected);
});

const PODS = '/api/v1/namespaces/default/pods';

function podNames(list: unknown): readonly string[] {
  return listOf(recordOf(list)['items']).map((pod) => metadataOf(recordOf(pod)).name);
}
