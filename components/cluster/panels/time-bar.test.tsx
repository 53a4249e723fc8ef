// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { LocaleProvider } from '@/components/words/locale-context';
import { SPEEDS as ALL } from '@/lib/cluster';
import { openPair } from '../test-pair';
import { SPEEDS, TimeBar } from './time-bar';

afterEach(cleanup);

const CONFIG_MAPS = '/api/v1/namespaces/default/configmaps';

async function open() {
  const pair = await openPair();
  render(
    <LocaleProvider locale="en">
      <TimeBar client={pair.client} />
    </LocaleProvider>,
  );
  const button = (name: string | RegExp) => screen.getByRole('button', { name });
  const more = () => fireEvent.click(button('Timeline, snapshots and what changed'));
  return { ...pair, button, more };
}

test('it offers the speeds that the clock has', () => {
  expect(SPEEDS).toEqual(ALL);
});

test('time is stopped, stepped and set going again', async () => {
  const { client, button, pass } = await open();
  expect(screen.getByRole('timer', { name: 'Time in the cluster' }).textContent).toContain('09:00:00');
  fireEvent.click(button('Stop time'));
  await pass(5000);
  expect(screen.getByRole('timer').textContent).toContain('09:00:00');
  fireEvent.click(button('Step: to the next thing that happens'));
  await pass(0);
  expect(client.pulse?.time).toBeGreaterThan(1_767_603_600_000);
  fireEvent.change(screen.getByRole('combobox', { name: 'Speed' }), { target: { value: '60' } });
  await pass(1000);
  expect(client.pulse).toMatchObject({ isPlaying: true, speed: 60 });
  expect(screen.getByRole('timer').textContent).toMatch(/09:01:\d\d/);
});

test('undo and redo say what they take back', async () => {
  const { client, button, pass, create, get } = await open();
  expect(button('Nothing to undo')).toHaveProperty('disabled', true);
  await client.ask('mark', 'kubectl create configmap a');
  await create(CONFIG_MAPS, { metadata: { name: 'a' } });
  await pass(16);
  fireEvent.click(button('Undo: kubectl create configmap a'));
  await pass(16);
  expect(await get(`${CONFIG_MAPS}/a`)).toMatchObject({ code: 404 });
  fireEvent.click(button('Redo: kubectl create configmap a'));
  await pass(16);
  expect(await get(`${CONFIG_MAPS}/a`)).toMatchObject({ kind: 'ConfigMap' });
});

test('the scrubber goes back several steps at once, and forward again', async () => {
  const { client, more, pass, create, get } = await open();
  for (const name of ['a', 'b', 'c']) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await client.ask('mark', `add ${name}`);
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await create(CONFIG_MAPS, { metadata: { name } });
  }
  await pass(16);
  more();
  const scrubber = await screen.findByRole('slider', { name: 'Go to a step' });
  await waitFor(() => expect(scrubber.getAttribute('aria-valuetext')).toBe('Step 3 of 3: after add c'));
  fireEvent.change(scrubber, { target: { value: '1' } });
  fireEvent.pointerUp(scrubber);
  await pass(16);
  expect(await get(`${CONFIG_MAPS}/a`)).toMatchObject({ kind: 'ConfigMap' });
  expect(await get(`${CONFIG_MAPS}/b`)).toMatchObject({ code: 404 });
  expect(screen.getByRole('button', { name: /add c/ }).textContent).toContain('taken back');
  fireEvent.click(screen.getByRole('button', { name: /add c/ }));
  await pass(16);
  expect(await get(`${CONFIG_MAPS}/c`)).toMatchObject({ kind: 'ConfigMap' });
});

test('a snapshot is named, gone to and removed', async () => {
  const { button, more, pass, create, get } = await open();
  more();
  fireEvent.change(await screen.findByRole('textbox', { name: 'Name of a snapshot' }), {
    target: { value: 'before' },
  });
  fireEvent.click(button('Keep this moment'));
  await pass(0);
  const goTo = await screen.findByRole('button', { name: 'Go to before' });
  await create(CONFIG_MAPS, { metadata: { name: 'a' } });
  fireEvent.click(goTo);
  await screen.findByText('The cluster is as it was at “before”. Undo brings the other state back.');
  await pass(16);
  expect(await get(`${CONFIG_MAPS}/a`)).toMatchObject({ code: 404 });
  fireEvent.click(button('Remove the snapshot before'));
  await pass(0);
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Go to before' })).toBeNull());
});

test('until idle lets pass what is under way', async () => {
  const { client, more, pass, create, get } = await open();
  await create('/api/v1/namespaces/default/pods', {
    metadata: { name: 'web' },
    spec: { containers: [{ name: 'web', image: 'nginx:1.29' }] },
  });
  more();
  fireEvent.click(await screen.findByRole('button', { name: 'Until idle' }));
  await pass(16);
  expect(client.pulse?.isIdle).toBe(true);
  expect(await get('/api/v1/namespaces/default/pods/web')).toMatchObject({ status: { phase: 'Running' } });
});

test('what changed since the last command is listed', async () => {
  const { client, more, pass, create } = await open();
  await create(CONFIG_MAPS, { metadata: { name: 'old' } });
  await pass(16);
  await client.ask('mark', 'kubectl create configmap new');
  await create(CONFIG_MAPS, { metadata: { name: 'new' } });
  await pass(16);
  more();
  await pass(16);
  const section = screen.getByRole('region', { name: 'What changed' });
  expect(section.textContent).toContain('since: kubectl create configmap new');
  const rows = within(section).getAllByRole('listitem');
  expect(rows).toHaveLength(1);
  expect(rows[0]?.textContent).toMatch(/^\+ newConfigMap new/);
});
