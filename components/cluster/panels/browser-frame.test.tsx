// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { LocaleProvider } from '@/components/words/locale-context';
import { BrowserFrame } from './browser-frame';
import { openPair } from '../test-pair';

afterEach(cleanup);

const NODE = 'http://192.168.49.2:30100/';

function deployment(name: string, image: string, env: Readonly<Record<string, string>>) {
  return {
    metadata: { name },
    spec: {
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: {
          containers: [{ name, image, env: Object.entries(env).map(([key, value]) => ({ name: key, value })) }],
        },
      },
    },
  };
}

function service(name: string, port: number, nodePort?: number) {
  const ports = [{ port, targetPort: port, ...(nodePort !== undefined && { nodePort }) }];
  const type = nodePort === undefined ? 'ClusterIP' : 'NodePort';
  return { metadata: { name }, spec: { type, selector: { app: name }, ports } };
}

async function open(url = NODE, locale: 'en' | 'ko' = 'en') {
  const pair = await openPair();
  await pair.create(
    '/apis/apps/v1/namespaces/default/deployments',
    deployment('mongo', 'mongo:5.0', { MONGO_INITDB_ROOT_USERNAME: 'mina', MONGO_INITDB_ROOT_PASSWORD: 'sesame' }),
    deployment('webapp', 'nanajanashia/k8s-demo-app:v1.0', { USER_NAME: 'mina', USER_PWD: 'sesame', DB_URL: 'mongo' }),
  );
  await pair.create('/api/v1/namespaces/default/services', service('mongo', 27_017), service('webapp', 3000, 30_100));
  await pair.client.ask('runUntilIdle', null);
  const onCommand = vi.fn<(line: string) => void>();
  const went: string[] = [];
  function Frame() {
    const [at, setAt] = useState(url);
    return (
      <BrowserFrame
        client={pair.client}
        url={at}
        onNavigate={(to) => {
          went.push(to);
          setAt(to);
        }}
        onCommand={onCommand}
      />
    );
  }
  render(
    <LocaleProvider locale={locale}>
      <Frame />
    </LocaleProvider>,
  );
  return { ...pair, onCommand, went };
}

async function frame(title = 'Page: Profile card'): Promise<HTMLIFrameElement> {
  const found = await screen.findByTitle(title);
  if (!(found instanceof HTMLIFrameElement)) throw new Error('no frame');
  return found;
}

/** What the bridge in the frame says. */
function say(from: HTMLIFrameElement, message: object, word = wordOf(from)): void {
  act(() => {
    window.dispatchEvent(new MessageEvent('message', { data: { word, ...message }, source: from.contentWindow }));
  });
}

function wordOf({ srcdoc }: HTMLIFrameElement): string {
  return /data-word="([^"]+)"/.exec(srcdoc)?.[1] ?? '';
}

const SAVED = { did: 'submit', method: 'post', to: '/update-profile', fields: [['name', 'Jiho <3 & co']] };

test('the demo project’s page is shown, its form is sent, and what is kept is shown again', async () => {
  const { went } = await open();
  const first = await frame();
  expect(first.getAttribute('sandbox')).toBe('allow-scripts allow-forms');
  expect(first.srcdoc).toContain('value="Mina Park"');
  say(first, SAVED);
  await waitFor(() => expect(screen.getByTitle<HTMLIFrameElement>('Page: Profile card').srcdoc).toContain('Jiho'));
  expect((await frame()).srcdoc).toContain('value="Jiho <3 &amp; co"');
  // The form's answer led back to its page.
  expect(screen.getByRole('textbox', { name: 'Address' })).toHaveProperty('value', NODE);
  expect(screen.getByRole('button', { name: 'Back' })).toHaveProperty('disabled', true);
  expect(went).toEqual([]);
});

test('who is not the frame’s own bridge is not heard', async () => {
  await open();
  const first = await frame();
  say(first, SAVED, 'another word');
  act(() => {
    window.dispatchEvent(new MessageEvent('message', { data: { word: wordOf(first), ...SAVED }, source: window }));
  });
  fireEvent.click(screen.getByRole('button', { name: 'Load again' }));
  await waitFor(async () => expect(await frame()).not.toBe(first));
  expect((await frame()).srcdoc).toContain('Mina Park');
});

test('a link is followed, an address typed, and one goes back', async () => {
  const { went } = await open();
  say(await frame(), { did: 'follow', to: '/get-profile' });
  const plain = await frame('Page: without a title');
  expect(plain.srcdoc).toContain('<pre>{"name":"Mina Park"');
  expect(went).toEqual([`${NODE}get-profile`]);
  const address = screen.getByRole('textbox', { name: 'Address' });
  fireEvent.change(address, { target: { value: '192.168.49.2:30100/nowhere' } });
  fireEvent.submit(address);
  await waitFor(() =>
    expect(screen.getByTitle<HTMLIFrameElement>('Page: without a title').srcdoc).toContain('Cannot GET /nowhere'),
  );
  fireEvent.click(screen.getByRole('button', { name: 'Back' }));
  await waitFor(() => expect(address).toHaveProperty('value', `${NODE}get-profile`));
  fireEvent.click(screen.getByRole('button', { name: 'Back' }));
  await frame();
  expect(address).toHaveProperty('value', NODE);
});

test('where no page comes it says why, where it stopped, and what to look at', async () => {
  const { client, onCommand } = await open();
  await frame();
  await client.ask('run', 'kubectl scale deployment webapp --replicas=0');
  await client.ask('runUntilIdle', null);
  fireEvent.click(screen.getByRole('button', { name: 'Load again' }));
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toContain('This page could not be had');
  expect(alert.textContent).toContain('no ready Pod stands behind it');
  expect(screen.queryByTitle('Page: Profile card')).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: /^To the terminal: kubectl get endpointslices/ }));
  expect(onCommand).toHaveBeenCalledOnce();
});

test('what is no address says so', async () => {
  await open('javascript:alert(1)');
  expect((await screen.findByRole('alert')).textContent).toMatch(/^This is no address\./);
});

test('where the bridge does not run, the form is shown beside the page', async () => {
  await open();
  await frame();
  const name = await screen.findByRole('textbox', { name: 'Name' }, { timeout: 4000 });
  fireEvent.change(name, { target: { value: 'Sora' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(screen.getByTitle<HTMLIFrameElement>('Page: Profile card').srcdoc).toContain('Sora'));
});

test('it is there in Korean', async () => {
  await open(NODE, 'ko');
  await frame('페이지: Profile card');
  expect(screen.getByRole('region', { name: '브라우저' })).toBeDefined();
  expect(screen.getByText('200').textContent).toBe('200');
});
