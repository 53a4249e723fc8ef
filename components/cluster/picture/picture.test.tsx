// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { LocaleProvider } from '@/components/words/locale-context';
import type { ViewItem } from '@/lib/cluster';
import { openPair } from '../test-pair';
import { ClusterPicture } from './picture';
import { item } from './test-items';

const APPS = '/apis/apps/v1/namespaces/default/deployments';

beforeAll(() => {
  // Nothing is laid out here: the pane is as wide as a real one.
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(800);
});
beforeEach(() => localStorage.clear());
afterEach(cleanup);

const deployment = (name: string, replicas: number, secret?: string) => ({
  metadata: { name },
  spec: {
    replicas,
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: {
        containers: [
          {
            name,
            image: 'nginx:1.29',
            ...(secret && { env: [{ name: 'P', valueFrom: { secretKeyRef: { name: secret, key: 'password' } } }] }),
          },
        ],
      },
    },
  },
});

interface Opening {
  readonly goal?: readonly ViewItem[];
  readonly locale?: 'en' | 'ko';
}

async function open({ goal, locale = 'en' }: Opening = {}) {
  const pair = await openPair();
  const onCommand = vi.fn<(line: string) => void>();
  const onShowInFile = vi.fn<(kind: string, name: string) => void>();
  render(
    <LocaleProvider locale={locale}>
      <ClusterPicture
        client={pair.client}
        onCommand={onCommand}
        onShowInFile={onShowInFile}
        canShowInFile={(kind) => kind === 'Deployment'}
        goal={goal}
      />
    </LocaleProvider>,
  );
  return { ...pair, onCommand, onShowInFile };
}

test('a cluster with nothing applied says what to do first', async () => {
  await open();
  expect(await screen.findByText('Nothing is applied yet.')).toBeDefined();
  expect(await screen.findByRole('button', { name: 'node · minikube · Ready · 192.168.49.2 · ready' })).toBeDefined();
});

test('Pods come into the picture, and what they lack is said', async () => {
  const { create, pass } = await open();
  await create(APPS, deployment('web', 2), deployment('db', 1, 'login'));
  await pass(20_000);
  expect(await screen.findAllByRole('button', { name: /^Pod web-.* Running 1\/1 · ready$/ })).toHaveLength(2);
  expect(screen.getByRole('button', { name: /^Pod db-.* CreateContainerConfigError · 0\/1 · not yet$/ })).toBeDefined();
  expect(screen.getByText('Secret · not there')).toBeDefined();
  expect(screen.queryByText('Nothing is applied yet.')).toBeNull();
});

test('arrows go from one to the next, Tab comes to one of them', async () => {
  const { create, pass } = await open();
  await create(APPS, deployment('web', 1));
  await pass(20_000);
  const node = await screen.findByRole('button', { name: /^node · minikube/ });
  node.focus();
  fireEvent.keyDown(node, { key: 'ArrowDown' });
  expect(document.activeElement?.getAttribute('aria-label')).toMatch(/^web Deployment/);
  fireEvent.keyDown(document.activeElement ?? node, { key: 'ArrowDown' });
  expect(document.activeElement?.getAttribute('aria-label')).toMatch(/^Pod web-/);
  const boxes = within(screen.getByRole('group', { name: 'Picture of the cluster' })).getAllByRole('button');
  expect(boxes.filter(({ tabIndex }) => tabIndex === 0)).toEqual([document.activeElement]);
});

test('what is chosen is shown closely: ties, events, YAML with what the server added', async () => {
  const { create, pass, onCommand, onShowInFile } = await open();
  await create(APPS, deployment('db', 1, 'login'));
  await pass(20_000);
  fireEvent.click(await screen.findByRole('button', { name: /^Pod db-/ }));
  const details = screen.getByRole('region', { name: /^Pod db-/ });
  expect(within(details).getByRole('tabpanel').textContent).toContain('readsSecret loginnot there');
  fireEvent.click(within(details).getByRole('button', { name: /^To the terminal: kubectl logs db-/ }));
  expect(onCommand).toHaveBeenCalledWith(expect.stringMatching(/^kubectl logs db-/));
  fireEvent.click(within(details).getByRole('tab', { name: 'Events' }));
  expect(await within(details).findByText(/secret "login" not found/)).toBeDefined();
  fireEvent.click(within(details).getByRole('button', { name: 'Show in my file' }));
  expect(onShowInFile).toHaveBeenLastCalledWith('Deployment', 'db');

  fireEvent.click(screen.getByRole('button', { name: /^db Deployment/ }));
  const other = screen.getByRole('region', { name: 'Deployment db' });
  expect(within(other).getByRole('button', { name: 'Show in my file' })).toBeDefined();
  fireEvent.click(within(other).getByRole('tab', { name: 'YAML' }));
  await within(other).findByText(/^kind: Deployment/);
  const added = [...document.querySelectorAll('[data-added]')].map(({ textContent }) => textContent);
  expect(added).toContain('status:\n');
  expect(added).not.toContain('spec:\n');
  fireEvent.click(within(other).getByRole('checkbox', { name: 'Show what the server added' }));
  expect(document.querySelectorAll('[data-added]')).toHaveLength(0);
  fireEvent.click(within(other).getByRole('tab', { name: 'Describe' }));
  expect(await within(other).findByText(/^Name:\s+db/)).toBeDefined();
});

test('who closes the details is back where they were', async () => {
  await open();
  const node = await screen.findByRole('button', { name: /^node · minikube/ });
  node.focus();
  fireEvent.click(node);
  const close = screen.getByRole('button', { name: 'Close the details' });
  close.focus();
  fireEvent.click(close);
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: /^node · minikube/ })));
});

test('who comes back finds everything where it was', async () => {
  const { client, create, pass } = await open();
  await create(APPS, deployment('b', 1));
  await pass(5000);
  await create(APPS, deployment('a', 1));
  await pass(5000);
  const order = () =>
    screen
      .getAllByRole('button', { name: /Deployment/ })
      .map((button) => button.getAttribute('aria-label')?.slice(0, 1));
  await waitFor(() => expect(order()).toEqual(['b', 'a']));
  cleanup();
  render(
    <LocaleProvider locale="en">
      <ClusterPicture
        client={client}
        onCommand={() => undefined}
        onShowInFile={() => undefined}
        canShowInFile={() => false}
      />
    </LocaleProvider>,
  );
  await pass(0);
  expect(order()).toEqual(['b', 'a']);
});

test('a Pod’s log is followed', async () => {
  const { create, pass } = await open();
  await create(APPS, deployment('web', 1));
  await pass(20_000);
  fireEvent.click(await screen.findByRole('button', { name: /^Pod web-/ }));
  fireEvent.click(screen.getByRole('tab', { name: 'Logs' }));
  const log = await screen.findByRole('log', { name: 'Log of web' });
  await waitFor(() => expect(log.textContent).toContain('start worker'));
});

test('what is deleted goes, as a step that undo takes back', async () => {
  const { client, create, pass } = await open();
  await create(APPS, deployment('web', 1));
  await pass(20_000);
  fireEvent.click(await screen.findByRole('button', { name: /^web Deployment/ }));
  const remove = screen.getByRole('button', { name: 'Delete' });
  remove.focus();
  fireEvent.click(remove);
  await pass(0);
  await pass(40_000);
  await waitFor(() => expect(screen.queryByRole('button', { name: /web/ })).toBeNull());
  expect(client.pulse?.undo).toBe('kubectl delete deployment web');
  await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toMatch(/^node · minikube/));
});

test('the list has the same by keyboard alone, and is remembered', async () => {
  const { create, pass } = await open();
  await create(APPS, deployment('web', 2));
  await pass(20_000);
  fireEvent.click(await screen.findByRole('button', { name: 'List' }));
  const list = screen.getByRole('treegrid', { name: 'The cluster as a list' });
  const [, first] = within(list).getAllByRole('row');
  expect(first?.textContent).toBe('Deployment (1)');
  first?.focus();
  const press = (key: string) => fireEvent.keyDown(document.activeElement ?? list, { key });
  press('ArrowDown');
  expect(document.activeElement?.textContent).toContain('web2/2');
  press('Enter');
  expect(screen.getByRole('region', { name: 'Deployment web' })).toBeDefined();
  press('Escape');
  expect(screen.queryByRole('region', { name: 'Deployment web' })).toBeNull();
  press('ArrowLeft');
  press('ArrowLeft');
  expect(document.activeElement?.getAttribute('aria-expanded')).toBe('false');
  press('End');
  expect(document.activeElement?.textContent).toContain('storage-provisioner');
  cleanup();
  await open();
  expect(await screen.findByRole('treegrid')).toBeDefined();
});

test('a namespace is chosen, kube-system only with everything', async () => {
  const { create, pass } = await open();
  await create('/api/v1/namespaces', { metadata: { name: 'shop' } });
  await create('/api/v1/namespaces/shop/configmaps', { metadata: { name: 'till' } });
  await create('/api/v1/namespaces/default/configmaps', { metadata: { name: 'conf' } });
  await pass(2000);
  const choose = (value: string) =>
    fireEvent.change(screen.getByRole('combobox', { name: 'Namespace' }), { target: { value } });
  expect(await screen.findByRole('button', { name: /^shop.till ConfigMap/ })).toBeDefined();
  choose('default');
  expect(screen.queryByRole('button', { name: /^shop.till ConfigMap/ })).toBeNull();
  expect(screen.queryByRole('button', { name: /^Service kubernetes/ })).toBeNull();
  choose('*');
  expect(screen.getByRole('button', { name: /^Service kubernetes/ })).toBeDefined();
});

test('a part of the control plane that is stopped is told', async () => {
  const { client, pass } = await open();
  await client.ask('component', { name: 'kube-scheduler', running: false });
  await pass(0);
  expect(await screen.findByText('Stopped: kube-scheduler')).toBeDefined();
  fireEvent.click(await screen.findByRole('button', { name: 'kube-scheduler Component · Stopped · failed' }));
  expect(screen.getByRole('tabpanel').textContent).toContain('Stopped, new Pods stay Pending.');
});

test('the goal is looked at, in Korean too', async () => {
  await open({ goal: [item('Node', 'minikube'), item('ConfigMap', 'goal-config', { state: 'plain' })], locale: 'ko' });
  fireEvent.click(await screen.findByRole('button', { name: '목표' }));
  const goal = screen.getByRole('figure', { name: '목표' });
  expect(goal.textContent).toContain('다 마치면 이런 모습이에요.');
});
