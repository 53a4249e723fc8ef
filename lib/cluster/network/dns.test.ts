import { expect, test } from 'vitest';
import { fromPod, newTestNetwork, OUTSIDE } from './test-network';

const WEB = { selector: { app: 'web' }, ports: [{ port: 80 }] };

test('a Service goes by its short name at home, and by a longer one elsewhere', async () => {
  const { pod, service, network, ask } = await newTestNetwork();
  pod('client');
  pod('stranger', { namespace: 'kube-public' });
  const { spec } = service('mongo-service', WEB);
  const names = ['mongo-service', 'mongo-service.default', 'mongo-service.default.svc', 'MONGO-SERVICE'];
  for (const name of [
    ...names,
    'mongo-service.default.svc.cluster.local',
    'mongo-service.default.svc.cluster.local.',
  ]) {
    expect(network.resolve(fromPod('client'), name)).toEqual([spec?.clusterIP]);
  }
  expect(network.resolve(fromPod('stranger', 'kube-public'), 'mongo-service.default')).toEqual([spec?.clusterIP]);
  expect(ask(fromPod('stranger', 'kube-public'), 'mongo-service')).toBe(
    'unresolved: No name server knows mongo-service. There is a Service default/mongo-service.',
  );
  expect(ask(fromPod('client'), 'mongo-servise')).toBe('unresolved: No name server knows mongo-servise.');
  expect(network.resolve(OUTSIDE, 'mongo-service')).toBeUndefined();
});

test('a headless Service is the addresses of its Pods, and each has a name of its own', async () => {
  const { pod, service, network } = await newTestNetwork();
  pod('client');
  service('db', { selector: { app: 'db' }, clusterIP: 'None', ports: [{ port: 27017 }] });
  expect(network.resolve(fromPod('client'), 'db')).toBeUndefined();
  const named = (
    hostname: string,
  ): { hostname: string; subdomain: string; containers: { name: string; image: string }[] } => ({
    hostname,
    subdomain: 'db',
    containers: [{ name: 'main', image: 'mongo' }],
  });
  const first = pod('db-0', { labels: { app: 'db' }, spec: named('db-0') });
  const second = pod('db-1', { labels: { app: 'db' }, spec: named('db-1') });
  expect(network.resolve(fromPod('client'), 'db')).toEqual([first.status?.podIP, second.status?.podIP]);
  expect(network.resolve(fromPod('client'), 'db-1.db')).toEqual([second.status?.podIP]);
  expect(network.resolve(fromPod('client'), 'db-2.db')).toBeUndefined();
});

test('an external name stands for another one', async () => {
  const { pod, service, network, config, ask } = await newTestNetwork();
  pod('client');
  const { spec } = service('web', WEB);
  service('inside', { type: 'ExternalName', externalName: 'web.default.svc.cluster.local' });
  service('outside', { type: 'ExternalName', externalName: 'db.example.com' });
  expect(network.resolve(fromPod('client'), 'inside')).toEqual([spec?.clusterIP]);
  expect(ask(fromPod('client'), 'outside')).toBe(
    'unresolved: The Service default/outside stands for db.example.com, and no name server knows that.',
  );
  const reply = { http: { status: 200, headers: {}, body: 'example' } };
  config.outside = (name) =>
    name === 'db.example.com'
      ? { address: '93.184.216.34', listener: (port) => (port === 80 ? () => reply : undefined) }
      : undefined;
  expect(ask(fromPod('client'), 'outside')).toBe('200 example');
  expect(ask(fromPod('client'), 'db.example.com', 443)).toBe('refused: Nothing listens on port 443 of 93.184.216.34.');
});

test('the Pod’s own hosts and its resolver’s settings count', async () => {
  const { pod, service, network, ask } = await newTestNetwork();
  const { spec } = service('web', WEB, 'kube-public');
  const containers = [{ name: 'main', image: 'busybox' }];
  pod('aliased', { spec: { containers, hostAliases: [{ ip: '10.1.2.3', hostnames: ['old.db'] }] } });
  pod('plain', { spec: { containers, dnsPolicy: 'Default' } });
  pod('searching', { spec: { containers, dnsConfig: { searches: ['kube-public.svc.cluster.local'] } } });
  expect(network.resolve(fromPod('aliased'), 'old.db')).toEqual(['10.1.2.3']);
  expect(network.resolve(fromPod('aliased'), 'web')).toBeUndefined();
  expect(network.resolve(fromPod('searching'), 'web')).toEqual([spec?.clusterIP]);
  expect(ask(fromPod('plain'), 'web.kube-public')).toBe(
    'unresolved: No name server knows web.kube-public: this Pod does not ask cluster DNS.',
  );
});

test('where cluster DNS is stopped nobody answers', async () => {
  const { pod, service, config, ask } = await newTestNetwork();
  pod('client');
  service('web', WEB);
  config.isDnsRunning = () => false;
  expect(ask(fromPod('client'), 'web')).toBe('timeout: Cluster DNS does not answer.');
});

test('the name server itself can be asked', async () => {
  const { pod, service, network, config } = await newTestNetwork();
  pod('client');
  const { spec } = service('web', WEB);
  const ask = (name: string): unknown =>
    network.request(
      fromPod('client'),
      { host: '10.96.0.10', port: 53, protocol: 'UDP' },
      { wire: { protocol: 'dns', name } },
    ).outcome;
  expect(ask('web')).toEqual({
    reply: { wire: { protocol: 'dns', name: 'web.default.svc.cluster.local', addresses: [spec?.clusterIP] } },
    address: '10.96.0.10',
  });
  expect(ask('nope')).toEqual({
    reply: { wire: { protocol: 'dns', name: 'nope', addresses: [] } },
    address: '10.96.0.10',
  });
  config.isDnsRunning = () => false;
  expect(ask('web')).toEqual({ failed: 'timeout', why: 'Cluster DNS does not answer.' });
});
