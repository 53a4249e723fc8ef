import { expect, test } from 'vitest';
import { fromPod, newTestNetwork, OUTSIDE } from './test-network';

const WEB = { selector: { app: 'web' }, ports: [{ port: 80 }] };

test('a Pod reaches another by its address', async () => {
  const { pod, ask } = await newTestNetwork();
  const web = pod('web');
  const { status } = pod('client');
  expect(ask(fromPod('client'), web.status?.podIP ?? '')).toBe(`200 web from ${status?.podIP}`);
  expect(ask(fromPod('client'), web.status?.podIP ?? '', 81)).toBe(
    'refused: Nothing listens on port 81 of the Pod default/web.',
  );
  expect(ask(fromPod('client'), '10.244.9.9')).toBe('timeout: Nobody has the address 10.244.9.9.');
  expect(ask(fromPod('client'), 'localhost')).toBe('200 client from 127.0.0.1');
});

test('a Service leads to the Pods that are ready, and each hop is told', async () => {
  const { pod, service, ask, network } = await newTestNetwork();
  const web = pod('web', { labels: { app: 'web' }, ports: [8080] });
  const { status } = pod('client');
  const created = service('web', { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080 }] });
  expect(ask(fromPod('client'), 'web')).toBe(`200 web from ${status?.podIP}`);
  const { hops } = network.request(fromPod('client'), { host: 'web', port: 80 }, { connect: true });
  expect(hops).toEqual([
    { at: 'pod', name: 'default/client' },
    { at: 'dns', name: 'web', detail: `web.default.svc.cluster.local ${created.spec?.clusterIP}` },
    { at: 'service', name: 'default/web', detail: 'port 80' },
    { at: 'endpoint', name: `${web.status?.podIP}:8080` },
    { at: 'container', name: 'default/web', detail: 'port 8080' },
  ]);
});

test('a Service says what is wrong with it', async () => {
  const { pod, service, ask } = await newTestNetwork();
  pod('client');
  service('web', WEB);
  expect(ask(fromPod('client'), 'web')).toBe('refused: No endpoint of the Service default/web is ready.');
  expect(ask(fromPod('client'), 'web', 8080)).toBe('timeout: The Service default/web has no port 8080, only 80.');
  pod('web', { labels: { app: 'web' }, ports: [8080] });
  expect(ask(fromPod('client'), 'web')).toBe('refused: Nothing listens on port 80 of the Pod default/web.');
});

test('connections are spread, and with session affinity a client keeps its Pod', async () => {
  const { pod, service, ask } = await newTestNetwork();
  for (const at of [1, 2, 3]) pod(`web-${at}`, { labels: { app: 'web' } });
  pod('client');
  service('web', WEB);
  const answers = (): Set<string> => new Set(Array.from({ length: 30 }, () => ask(fromPod('client'), 'web')));
  expect(answers().size).toBe(3);
  service('sticky', { ...WEB, sessionAffinity: 'ClientIP' });
  const sticky = (client: string): string => ask(fromPod(client), 'sticky').split(' ')[1] ?? '';
  const first = sticky('client');
  expect(new Set(Array.from({ length: 30 }, () => sticky('client')))).toEqual(new Set([first]));
  const others = Array.from({ length: 12 }, (_, at) => pod(`client-${at}`).metadata.name);
  expect(new Set(others.map(sticky)).size).toBe(3);
});

test('a node port is open on every node, and hides who asks', async () => {
  const { pod, service, ask } = await newTestNetwork({ nodes: 2 });
  pod('web', { labels: { app: 'web' } });
  service('web', { ...WEB, type: 'NodePort', ports: [{ port: 80, nodePort: 30100 }] });
  expect(ask(OUTSIDE, '192.168.49.2', 30100)).toBe('200 web from 192.168.49.2');
  expect(ask(OUTSIDE, '192.168.49.3', 30100)).toBe('200 web from 192.168.49.3');
  expect(ask(OUTSIDE, '192.168.49.2', 30101)).toBe('refused: Nothing listens on port 30101 of the node minikube.');
  expect(ask({ from: 'node', name: 'minikube' }, 'localhost', 30100)).toBe('200 web from 192.168.49.2');
});

test('with the traffic policy Local only the nodes that have a Pod answer, and they see who asks', async () => {
  const { pod, service, ask } = await newTestNetwork({ nodes: 2 });
  pod('web', { labels: { app: 'web' } });
  service('web', {
    ...WEB,
    type: 'NodePort',
    externalTrafficPolicy: 'Local',
    ports: [{ port: 80, nodePort: 30100 }],
  });
  expect(ask(OUTSIDE, '192.168.49.2', 30100)).toBe('200 web from 192.168.49.1');
  expect(ask(OUTSIDE, '192.168.49.3', 30100)).toBe(
    'timeout: The Service default/web sends only to its endpoints on the same node, and minikube-m02 has none.',
  );
});

test('addresses within the cluster lead nowhere from outside, unless a tunnel is open', async () => {
  const { pod, service, ask, config } = await newTestNetwork();
  const { status } = pod('web', { labels: { app: 'web' } });
  const { spec } = service('web', WEB);
  const shut = (address = ''): string =>
    `timeout: ${address} is an address within the cluster: no way leads there from outside.`;
  expect(ask(OUTSIDE, spec?.clusterIP ?? '')).toBe(shut(spec?.clusterIP));
  expect(ask(OUTSIDE, status?.podIP ?? '')).toBe(shut(status?.podIP));
  config.isTunnelOpen = () => true;
  expect(ask(OUTSIDE, spec?.clusterIP ?? '')).toBe('200 web from 192.168.49.1');
});

test('a load balancer’s address and external addresses lead to the Service', async () => {
  const { pod, service, ask, client } = await newTestNetwork();
  pod('web', { labels: { app: 'web' } });
  const created = service('web', { ...WEB, type: 'LoadBalancer', externalIPs: ['203.0.113.7'] });
  client.updateStatus('v1/Service', { ...created, status: { loadBalancer: { ingress: [{ ip: '10.100.3.4' }] } } });
  expect(ask(OUTSIDE, '10.100.3.4')).toBe('200 web from 192.168.49.2');
  expect(ask(OUTSIDE, '203.0.113.7')).toBe('200 web from 192.168.49.2');
});

test('host ports and Pods in the network of their node are found at the node', async () => {
  const { pod, ask } = await newTestNetwork();
  pod('web', {
    spec: { containers: [{ name: 'main', image: 'nginx', ports: [{ containerPort: 80, hostPort: 8080 }] }] },
  });
  expect(ask(OUTSIDE, '192.168.49.2', 8080)).toBe('200 web from 192.168.49.1');
  pod('agent', { ports: [9100], spec: { hostNetwork: true, containers: [{ name: 'main', image: 'agent' }] } });
  expect(ask(OUTSIDE, '192.168.49.2', 9100)).toBe('200 agent from 192.168.49.1');
});

test('a node that is cut off is not reached, and what is on it reaches only itself', async () => {
  const { pod, ask, config } = await newTestNetwork({ nodes: 2 });
  const web = pod('web');
  const other = pod('other');
  config.isCutOff = (node) => node === 'minikube-m02';
  const lost = 'timeout: The node minikube-m02 is cut off.';
  expect(ask(fromPod('web'), other.status?.podIP ?? '')).toBe(lost);
  expect(ask(fromPod('other'), web.status?.podIP ?? '')).toBe(lost);
  expect(ask(fromPod('other'), 'localhost')).toBe('200 other from 127.0.0.1');
  expect(ask(OUTSIDE, '192.168.49.3', 80)).toBe(lost);
});

test('a Pod that does not run does not answer', async () => {
  const { pod, ask, client } = await newTestNetwork();
  const web = pod('web');
  pod('client');
  client.updateStatus('v1/Pod', { ...web, status: { ...web.status, phase: 'Pending' } });
  expect(ask(fromPod('client'), web.status?.podIP ?? '')).toBe('timeout: The Pod default/web does not run.');
  expect(ask(fromPod('gone'), 'web')).toBe('unreachable: There is no running Pod default/gone.');
});

test('the API server answers behind kubernetes.default, as long as it runs', async () => {
  const { pod, ask, client, config } = await newTestNetwork();
  pod('client');
  client.create('v1/Service', {
    metadata: { name: 'kubernetes', namespace: 'default' },
    spec: { clusterIP: '10.96.0.1', ports: [{ name: 'https', port: 443, targetPort: 8443 }] },
  });
  client.create('discovery.k8s.io/v1/EndpointSlice', {
    metadata: { name: 'kubernetes', namespace: 'default', labels: { 'kubernetes.io/service-name': 'kubernetes' } },
    addressType: 'IPv4',
    endpoints: [{ addresses: ['192.168.49.2'], conditions: { ready: true } }],
    ports: [{ name: 'https', port: 8443, protocol: 'TCP' }],
  });
  let isUp = true;
  const answer = (): { http: { status: number; headers: Record<string, string>; body: string } } => ({
    http: { status: 403, headers: {}, body: 'Forbidden' },
  });
  config.apiServer = { address: '192.168.49.2', port: 8443, listener: () => (isUp ? answer : undefined) };
  expect(ask(fromPod('client'), 'kubernetes.default', 443)).toBe('403 Forbidden');
  isUp = false;
  expect(ask(fromPod('client'), 'kubernetes.default', 443)).toBe('refused: The API server is stopped.');
});

test('with the internal traffic policy Local a Pod is sent to its own node only', async () => {
  const { pod, service, ask } = await newTestNetwork({ nodes: 2 });
  pod('web', { labels: { app: 'web' } });
  pod('far');
  pod('near');
  service('web', { ...WEB, internalTrafficPolicy: 'Local' });
  expect(ask(fromPod('near'), 'web')).toMatch(/^200 web/);
  expect(ask(fromPod('far'), 'web')).toBe(
    'timeout: The Service default/web sends only to its endpoints on the same node, and minikube-m02 has none.',
  );
});
