import { expect, test } from 'vitest';
import { newTestKubelets } from './test-kubelets';

test('variables come from everywhere, in their order', async () => {
  const { run, settle, logs, client } = await newTestKubelets();
  client.create('v1/ConfigMap', { metadata: { name: 'config', namespace: 'default' }, data: { A: 'a', B: 'b' } });
  client.create('v1/Secret', { metadata: { name: 'secret', namespace: 'default' }, data: { pw: 'c2VjcmV0IO2VnA==' } });
  run('web', {
    name: 'web',
    image: 'nginx',
    command: ['env'],
    resources: { limits: { cpu: '250m', memory: '64Mi' } },
    envFrom: [{ prefix: 'P_', configMapRef: { name: 'config' } }],
    env: [
      { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'secret', key: 'pw' } } },
      { name: 'B', valueFrom: { configMapKeyRef: { name: 'config', key: 'B' } } },
      { name: 'URL', value: 'db://$(B):$(PASSWORD)@$(LATER)/$$(B)' },
      { name: 'LATER', value: 'x' },
      { name: 'P_A', value: 'over' },
      { name: 'NONE', valueFrom: { configMapKeyRef: { name: 'config', key: 'Z', optional: true } } },
      { name: 'NODE', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
      { name: 'IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
      { name: 'APP', valueFrom: { fieldRef: { fieldPath: "metadata.labels['app']" } } },
      { name: 'CPU', valueFrom: { resourceFieldRef: { resource: 'limits.cpu' } } },
      { name: 'MEMORY', valueFrom: { resourceFieldRef: { resource: 'limits.memory', divisor: '1Mi' } } },
    ],
  });
  settle();
  const lines = logs('web');
  for (const line of [
    'IMAGE=nginx',
    'HOSTNAME=web',
    'P_A=over',
    'P_B=b',
    'PASSWORD=secret 한',
    'B=b',
    'URL=db://b:secret 한@$(LATER)/$(B)',
    'NODE=minikube',
    'IP=10.244.0.2',
    'APP=web',
    'CPU=1',
    'MEMORY=64',
  ]) {
    expect(lines).toContain(line);
  }
  expect(lines.some((line) => line.startsWith('NONE='))).toBe(false);
});

test('Services of the namespace are variables, unless links are turned off', async () => {
  const { run, settle, logs, client } = await newTestKubelets();
  const created = client.create('v1/Service', {
    metadata: { name: 'my-db', namespace: 'default' },
    spec: { clusterIP: '10.96.7.7', clusterIPs: ['10.96.7.7'], ports: [{ name: 'main', port: 5432 }] },
  });
  expect(created.ok).toBe(true);
  run('web', { name: 'web', image: 'nginx', command: ['env'] });
  run('alone', { name: 'web', image: 'nginx', command: ['env'] }, { enableServiceLinks: false });
  settle();
  expect(logs('web').filter((line) => line.startsWith('MY_DB'))).toEqual([
    'MY_DB_SERVICE_HOST=10.96.7.7',
    'MY_DB_SERVICE_PORT=5432',
    'MY_DB_SERVICE_PORT_MAIN=5432',
    'MY_DB_PORT=tcp://10.96.7.7:5432',
    'MY_DB_PORT_5432_TCP=tcp://10.96.7.7:5432',
    'MY_DB_PORT_5432_TCP_PROTO=tcp',
    'MY_DB_PORT_5432_TCP_PORT=5432',
    'MY_DB_PORT_5432_TCP_ADDR=10.96.7.7',
  ]);
  expect(logs('alone').filter((line) => line.startsWith('MY_DB'))).toEqual([]);
});

test('a container whose source is missing waits for it', async () => {
  const { run, settle, status, client, wait, eventsOf } = await newTestKubelets();
  const env = [{ name: 'PW', valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } }];
  run('web', { name: 'web', image: 'nginx', env });
  settle();
  expect(status('web').state).toEqual({
    waiting: { reason: 'CreateContainerConfigError', message: 'secret "db" not found' },
  });
  expect(eventsOf('web').at(-1)).toBe('Warning Failed Error: secret "db" not found');
  client.create('v1/Secret', { metadata: { name: 'db', namespace: 'default' }, data: { user: 'bWU=' } });
  wait(15);
  expect(status('web').state?.waiting?.message).toBe("couldn't find key password in Secret default/db");
  const secret = client.get('v1/Secret', 'default', 'db');
  if (secret) client.update('v1/Secret', { ...secret, data: { password: 'cHc=' } });
  settle();
  expect(status('web').state?.running).toBeDefined();
  expect(status('web').restartCount).toBe(0);
});

test('a missing ConfigMap, and a missing key in one, are said', async () => {
  const { run, settle, status, client } = await newTestKubelets();
  client.create('v1/ConfigMap', { metadata: { name: 'config', namespace: 'default' }, data: {} });
  run('one', { name: 'web', image: 'nginx', envFrom: [{ configMapRef: { name: 'nope' } }] });
  const env = [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'config', key: 'a' } } }];
  run('two', { name: 'web', image: 'nginx', env });
  settle();
  expect(status('one').state?.waiting?.message).toBe('configmap "nope" not found');
  expect(status('two').state?.waiting?.message).toBe("couldn't find key a in ConfigMap default/config");
});

test('a container that must not be root is not', async () => {
  const { run, settle, status, pod } = await newTestKubelets();
  run('web', { name: 'web', image: 'nginx', securityContext: { runAsNonRoot: true } });
  run('me', { name: 'web', image: 'nginx', securityContext: { runAsNonRoot: true, runAsUser: 1000 } });
  settle();
  expect(status('web').state?.waiting).toEqual({
    reason: 'CreateContainerConfigError',
    message: `container has runAsNonRoot and image will run as root (pod: "web_default(${pod('web').metadata.uid})", container: web)`,
  });
  expect(status('me').user?.linux?.uid).toBe(1000);
});
