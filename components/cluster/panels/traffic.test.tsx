// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { LocaleProvider } from '@/components/words/locale-context';
import { openPair } from '../test-pair';
import { Traffic } from './traffic';

afterEach(cleanup);

const web = (name: string) => ({
  metadata: { name, labels: { app: 'web' } },
  spec: { containers: [{ name: 'web', image: 'nginx:1.29', ports: [{ containerPort: 80 }] }] },
});

const service = (targetPort: number, app = 'web') => ({
  metadata: { name: 'web' },
  spec: { type: 'NodePort', selector: { app }, ports: [{ port: 80, targetPort, nodePort: 30100 }] },
});

async function open(made: object, locale: 'en' | 'ko' = 'en') {
  const pair = await openPair();
  await pair.create('/api/v1/namespaces/default/pods', web('web-1'));
  await pair.create('/api/v1/namespaces/default/services', made);
  await pair.client.ask('runUntilIdle', null);
  const onCommand = vi.fn<(line: string) => void>();
  const onOpen = vi.fn<(url: string) => void>();
  render(
    <LocaleProvider locale={locale}>
      <Traffic client={pair.client} onCommand={onCommand} onOpen={onOpen} />
    </LocaleProvider>,
  );
  const send = async (to: string) => {
    fireEvent.change(screen.getByRole('combobox', { name: 'To' }), { target: { value: to } });
    fireEvent.click(screen.getByRole('button', { name: 'Send' }));
    return screen.findByRole('region', { name: 'The way of the request' });
  };
  return { ...pair, onCommand, onOpen, send };
}

test('a request from outside is drawn station by station, with its answer', async () => {
  const { send, onOpen } = await open(service(80));
  const way = await send('http://192.168.49.2:30100/');
  const stations = within(way).getAllByRole('listitem');
  expect(stations.map(({ textContent }) => textContent?.replace(/10\.\d+\.\d+\.\d+/, 'POD'))).toEqual([
    'Outside sends it',
    'Node minikubetakes it at port 30100',
    'Service default/webtakes it at port 80 and chooses an endpoint',
    'Endpoint POD:80was chosen: the address and port of a Pod',
    'Process default/web-1is asked at port 80',
  ]);
  const answer = screen.getByRole('region', { name: 'The answer' });
  expect(answer.textContent).toContain('Status 200');
  expect(screen.getByRole('region', { name: 'Body' }).textContent).toContain('Welcome to nginx!');
  fireEvent.click(screen.getByRole('button', { name: 'Open in the browser frame' }));
  expect(onOpen).toHaveBeenCalledWith('http://192.168.49.2:30100/');
});

test('it stops at the broken station, says why, and what to look at next', async () => {
  const { send, onCommand } = await open(service(8080));
  const way = await send('192.168.49.2:30100');
  const stopped = within(way)
    .getAllByRole('listitem')
    .filter((station) => station.textContent?.includes('stopped here'));
  expect(stopped.map(({ textContent }) => textContent)).toEqual([
    'Process default/web-1✕ stopped hereis asked at port 8080',
  ]);
  const why = screen.getByRole('region', { name: 'Connection refused' });
  expect(why.textContent).toContain('Compare the Service’s targetPort with the port that the application opens.');
  fireEvent.click(screen.getByRole('button', { name: 'To the terminal: kubectl describe service web' }));
  expect(onCommand).toHaveBeenCalledWith('kubectl describe service web');
});

test('a Pod is chosen to send from, and finds the Service by its name', async () => {
  const { send } = await open(service(80, 'nobody'));
  await screen.findByRole('option', { name: 'web-1' });
  fireEvent.change(screen.getByRole('combobox', { name: 'From' }), { target: { value: 'pod default/web-1' } });
  const way = await send('web');
  expect(way.textContent).toContain('web.default.svc.cluster.local');
  expect(screen.getByRole('region', { name: 'Connection refused' }).textContent).toContain(
    'no ready Pod stands behind it',
  );
});

test('addresses of the cluster are offered', async () => {
  await open(service(80));
  await waitFor(() => expect(document.querySelectorAll('datalist option').length).toBeGreaterThan(2));
  const offered = [...document.querySelectorAll('datalist option')].map(
    (option) => `${option.getAttribute('value')} ${option.textContent}`,
  );
  expect(offered).toContain('http://192.168.49.2:30100/ NodePort of default/web');
  expect(offered).toContain('web:80 Service default/web');
});

test('what is no address says so and is not sent', async () => {
  await open(service(80));
  fireEvent.change(screen.getByRole('combobox', { name: 'To' }), { target: { value: 'http://a b' } });
  fireEvent.click(screen.getByRole('button', { name: 'Send' }));
  expect(screen.getByRole('alert').textContent).toBe(
    'This is no address. Write a host, a port, a path: web:3000/items',
  );
  expect(screen.queryByRole('region', { name: 'The way of the request' })).toBeNull();
});

test('a port is tried without saying anything', async () => {
  const { send } = await open(service(80));
  fireEvent.change(screen.getByRole('combobox', { name: 'Method' }), { target: { value: 'connect' } });
  await send('192.168.49.2:30100');
  expect(screen.getByText('The port is open: the connection was made and closed again.')).toBeDefined();
});

test('an Ingress host is reached as if it stood in /etc/hosts', async () => {
  const { client, create, send } = await open(service(80));
  await client.ask('addon', { name: 'ingress', enabled: true });
  await create('/apis/networking.k8s.io/v1/namespaces/default/ingresses', {
    metadata: { name: 'shop' },
    spec: {
      rules: [
        {
          host: 'shop.test',
          http: {
            paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 80 } } } }],
          },
        },
      ],
    },
  });
  cleanup();
  render(
    <LocaleProvider locale="en">
      <Traffic client={client} onCommand={() => undefined} />
    </LocaleProvider>,
  );
  await waitFor(() => expect(document.querySelector('datalist option[value="http://shop.test/"]')).not.toBeNull());
  const way = await send('http://shop.test/');
  expect(way.textContent).toContain('has the rule shop.test/');
  expect(screen.getByText('192.168.49.2 shop.test').tagName).toBe('CODE');
});

test('the last ten requests can be seen again, also after another pane was shown', async () => {
  const { client, send } = await open(service(80));
  for (let at = 1; at <= 11; at += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await send(`192.168.49.2:30100/${at}`);
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await waitFor(() => expect(screen.getByRole('button', { current: true }).textContent).toContain(`/${at}`));
  }
  cleanup();
  render(
    <LocaleProvider locale="en">
      <Traffic client={client} onCommand={() => undefined} />
    </LocaleProvider>,
  );
  const rows = within(screen.getByRole('region', { name: 'The last requests' })).getAllByRole('button');
  expect(rows).toHaveLength(10);
  expect(rows[0]?.textContent).toContain('GEThttp://192.168.49.2:30100/11404');
  fireEvent.click(rows[9] ?? document.body);
  expect(screen.getByRole('combobox', { name: 'To' })).toHaveProperty('value', 'http://192.168.49.2:30100/2');
});
