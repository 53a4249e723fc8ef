import { expect, test } from 'vitest';
import { fromPod, newTestNetwork, OUTSIDE, type TestNetwork } from './test-network';

async function newNetwork(): Promise<TestNetwork> {
  const network = await newTestNetwork({ nodes: 2 });
  network.pod('db', { labels: { app: 'db' }, ports: [80, 81, 82] });
  network.pod('web', { labels: { app: 'web' } });
  network.pod('stranger', { namespace: 'kube-public', labels: { app: 'web' } });
  network.service('db', {
    type: 'NodePort',
    selector: { app: 'db' },
    ports: [{ port: 80, nodePort: 30100 }],
  });
  return network;
}

const ADDRESS = '10.244.0.1';
const OPEN = /^200 db/;

function shut(name: string): string {
  return `timeout: default/${name} lets this not in to default/db.`;
}

test('a policy without rules closes the Pods it selects, and no others', async () => {
  const { policy, ask, network } = await newNetwork();
  policy('deny', { podSelector: { matchLabels: { app: 'db' } } });
  expect(ask(fromPod('web'), 'db')).toBe(shut('deny'));
  expect(ask(fromPod('db'), '10.244.0.2')).toMatch(/^200 web/);
  expect(ask(fromPod('db'), 'localhost')).toMatch(OPEN);
  const { hops } = network.request(fromPod('web'), { host: 'db', port: 80 }, { connect: true });
  expect(hops.at(-1)).toEqual({ at: 'policy', name: 'default/deny', detail: 'ingress' });
});

test('a rule lets in who it names: by labels, by namespace, or both', async () => {
  const { policy, ask, client } = await newNetwork();
  const podSelector = { matchLabels: { app: 'db' } };
  const web = { podSelector: { matchLabels: { app: 'web' } } };
  policy('web-only', { podSelector, ingress: [{ from: [web] }] });
  expect(ask(fromPod('web'), ADDRESS)).toMatch(OPEN);
  expect(ask(fromPod('stranger', 'kube-public'), ADDRESS)).toBe(shut('web-only'));
  client.delete('networking.k8s.io/v1/NetworkPolicy', 'default', 'web-only');
  const there = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-public' } } };
  policy('there', { podSelector, ingress: [{ from: [{ ...there, ...web }] }] });
  expect(ask(fromPod('web'), ADDRESS)).toBe(shut('there'));
  expect(ask(fromPod('stranger', 'kube-public'), ADDRESS)).toMatch(OPEN);
});

test('a rule names ports: a number, a range, a name', async () => {
  const { policy, ask } = await newNetwork();
  const podSelector = { matchLabels: { app: 'db' } };
  policy('ports', { podSelector, ingress: [{ ports: [{ port: 'p80' }, { port: 82, endPort: 90, protocol: 'TCP' }] }] });
  expect(ask(fromPod('web'), ADDRESS, 80)).toMatch(OPEN);
  expect(ask(fromPod('web'), ADDRESS, 81)).toBe(shut('ports'));
  expect(ask(fromPod('web'), ADDRESS, 82)).toMatch(OPEN);
  expect(ask(fromPod('web'), ADDRESS, 80, { protocol: 'UDP' })).toBe(shut('ports'));
});

test('blocks of addresses are about who comes from outside, except those taken out', async () => {
  const { policy, ask, client } = await newNetwork();
  const podSelector = { matchLabels: { app: 'db' } };
  policy('block', {
    podSelector,
    ingress: [{ from: [{ ipBlock: { cidr: '192.168.49.0/24', except: ['192.168.49.3/32'] } }] }],
  });
  expect(ask(OUTSIDE, '192.168.49.2', 30100)).toMatch(OPEN);
  expect(ask(OUTSIDE, '192.168.49.3', 30100)).toBe(shut('block'));
  client.delete('networking.k8s.io/v1/NetworkPolicy', 'default', 'block');
  policy('deny', { podSelector });
  expect(ask({ from: 'node', name: 'minikube' }, ADDRESS)).toMatch(OPEN);
});

test('what may go out is named too, and with nothing named not even a question to cluster DNS goes out', async () => {
  const { policy, ask } = await newNetwork();
  policy('deny-out', { podSelector: { matchLabels: { app: 'web' } }, policyTypes: ['Egress'] });
  expect(ask(fromPod('web'), 'db')).toBe(
    'timeout: default/deny-out lets no question of default/web to cluster DNS through.',
  );
  expect(ask(fromPod('web'), ADDRESS)).toBe('timeout: default/deny-out lets this not out of default/web.');
  policy('dns', {
    podSelector: { matchLabels: { app: 'web' } },
    policyTypes: ['Egress'],
    egress: [
      {
        to: [{ namespaceSelector: {}, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }],
        ports: [{ port: 53, protocol: 'UDP' }],
      },
      { to: [{ podSelector: { matchLabels: { app: 'db' } } }], ports: [{ port: 80 }] },
    ],
  });
  expect(ask(fromPod('web'), 'db')).toMatch(OPEN);
  expect(ask(fromPod('web'), ADDRESS, 81)).toBe(
    'timeout: default/deny-out, default/dns lets this not out of default/web.',
  );
});

test('a Pod in the network of its node is out of reach of policies', async () => {
  const { policy, pod, ask } = await newNetwork();
  policy('deny-all', { podSelector: {} });
  pod('agent', { ports: [9100], spec: { hostNetwork: true, containers: [{ name: 'main', image: 'agent' }] } });
  expect(ask(OUTSIDE, '192.168.49.3', 9100)).toBe('200 agent from 192.168.49.1');
});

test('a way out to the internet is a block of addresses', async () => {
  const { policy, ask, config } = await newNetwork();
  const reply = { http: { status: 200, headers: {}, body: 'example' } };
  config.outside = (name) =>
    name === 'example.com' ? { address: '93.184.216.34', listener: () => () => reply } : undefined;
  const to = (cidr: string): void =>
    policy(`to-${cidr.slice(0, 2)}`, {
      podSelector: { matchLabels: { app: 'web' } },
      policyTypes: ['Egress'],
      egress: [{ to: [{ ipBlock: { cidr } }] }, { ports: [{ port: 53, protocol: 'UDP' }] }],
    });
  to('10.0.0.0/8');
  expect(ask(fromPod('web'), 'example.com')).toBe('timeout: default/to-10 lets this not out of default/web.');
  to('93.184.0.0/16');
  expect(ask(fromPod('web'), 'example.com')).toBe('200 example');
});
