import { expect, test } from 'vitest';
import type { types } from '@/lib/kube';
import { newTestKubelets } from './test-kubelets';

function web(command: string[], ...mounts: types.VolumeMount[]): types.Container {
  return { name: 'web', image: 'nginx', command, volumeMounts: mounts };
}

test('a ConfigMap that is missing keeps a Pod from starting until it is there', async () => {
  const { run, settle, status, client, eventsOf, logs, wait } = await newTestKubelets();
  run('web', web(['cat', '/etc/web/app.conf'], { name: 'config', mountPath: '/etc/web' }), {
    volumes: [{ name: 'config', configMap: { name: 'web' } }],
  });
  settle();
  expect(status('web').state?.waiting).toEqual({ reason: 'ContainerCreating' });
  expect(eventsOf('web')).toEqual([
    'Warning FailedMount MountVolume.SetUp failed for volume "config" : configmap "web" not found',
  ]);
  wait(5);
  client.create('v1/ConfigMap', { metadata: { name: 'web', namespace: 'default' }, data: { 'app.conf': 'on' } });
  settle();
  expect(logs('web')).toEqual(['on']);
});

test('a ConfigMap that changes is seen in its volume within a minute, but not in a subPath', async () => {
  const { run, settle, client, exec, wait } = await newTestKubelets();
  const config = client.create('v1/ConfigMap', {
    metadata: { name: 'web', namespace: 'default' },
    data: { a: '1', b: '2' },
  });
  run(
    'web',
    web(['serve'], { name: 'config', mountPath: '/config' }, { name: 'config', mountPath: '/one/a', subPath: 'a' }),
    { volumes: [{ name: 'config', configMap: { name: 'web' } }] },
  );
  settle();
  if (config.ok) client.update('v1/ConfigMap', { ...config.object, data: { a: '9' } });
  wait(61);
  expect(exec('web', 'cat', '/config/a')).toBe('9');
  expect(exec('web', 'ls', '/config')).toBe('a');
  expect(exec('web', 'cat', '/one/a')).toBe('1');
  expect(exec('web', 'ls', '/one')).toBe('a');
});

test('volumes of the API are read-only, and hide what the image has there', async () => {
  const { run, settle, client, exec, logs } = await newTestKubelets();
  client.create('v1/Secret', { metadata: { name: 's', namespace: 'default' }, data: { key: 'dmFsdWU=' } });
  run('web', web(['write', '/usr/share/web/new', 'x'], { name: 's', mountPath: '/usr/share/web' }), {
    volumes: [{ name: 's', secret: { secretName: 's', items: [{ key: 'key', path: 'deep/file' }] } }],
  });
  settle();
  expect(logs('web')).toEqual(['read-only']);
  expect(exec('web', 'cat', '/usr/share/web/deep/file')).toBe('value');
  expect(exec('web', 'cat', '/usr/share/web/index.html')).toContain('No such file');
  expect(exec('web', 'cat', '/etc/motd')).toBe('welcome');
});

test('an emptyDir is shared by containers and outlives them, what is beside it does not', async () => {
  const { run, settle, exec, client, wait, status } = await newTestKubelets();
  const mount = { name: 'data', mountPath: '/data' };
  run('web', { ...web(['exit', '1', '30'], mount) }, { volumes: [{ name: 'data', emptyDir: {} }] });
  wait(10);
  exec('web', 'write', '/data/kept', 'yes');
  exec('web', 'write', '/tmp/lost', 'no');
  expect(exec('web', 'cat', '/tmp/lost')).toBe('no');
  wait(30);
  expect(status('web').restartCount).toBe(1);
  expect(exec('web', 'cat', '/data/kept')).toBe('yes');
  expect(exec('web', 'cat', '/tmp/lost')).toContain('No such file');
  client.delete('v1/Pod', 'default', 'web', { gracePeriodSeconds: 0 });
  settle();
});

test('a hostPath is a folder of the node, and of the type that is said', async () => {
  const { run, settle, exec, status, eventsOf } = await newTestKubelets();
  const mount = { name: 'host', mountPath: '/host' };
  run('one', web(['write', '/host/file', 'text'], mount), {
    volumes: [{ name: 'host', hostPath: { path: '/srv/shared', type: 'DirectoryOrCreate' } }],
  });
  settle();
  run('two', web(['serve'], mount), { volumes: [{ name: 'host', hostPath: { path: '/srv/shared' } }] });
  run('three', web(['serve'], mount), {
    volumes: [{ name: 'host', hostPath: { path: '/nowhere', type: 'Directory' } }],
  });
  settle();
  expect(exec('two', 'cat', '/host/file')).toBe('text');
  expect(status('three').state?.waiting?.reason).toBe('ContainerCreating');
  expect(eventsOf('three')).toEqual([
    'Warning FailedMount MountVolume.SetUp failed for volume "host" : hostPath type check failed: /nowhere is not a directory',
  ]);
});

test('what is on a PersistentVolume outlives the Pod', async () => {
  const { run, settle, exec, client } = await newTestKubelets();
  const size = { storage: '1Gi' };
  const volume = client.create('v1/PersistentVolume', {
    metadata: { name: 'pv' },
    spec: { capacity: size, accessModes: ['ReadWriteOnce'], csi: { driver: 'd', volumeHandle: 'h' } },
  });
  expect(volume.ok).toBe(true);
  const claim = client.create('v1/PersistentVolumeClaim', {
    metadata: { name: 'data', namespace: 'default' },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: size }, volumeName: 'pv', storageClassName: '' },
  });
  if (!claim.ok) throw new Error(claim.status.message);
  const start = (name: string, command: string[]) => {
    run(name, web(command, { name: 'd', mountPath: '/data' }), {
      volumes: [{ name: 'd', persistentVolumeClaim: { claimName: 'data' } }],
    });
    settle();
  };
  start('early', ['serve']);
  client.updateStatus('v1/PersistentVolumeClaim', { ...claim.object, status: { phase: 'Bound' } });
  settle();
  start('one', ['write', '/data/file', 'kept']);
  client.delete('v1/Pod', 'default', 'one');
  settle();
  start('two', ['serve']);
  expect(exec('two', 'cat', '/data/file')).toBe('kept');
  expect(exec('early', 'cat', '/data/file')).toBe('kept');
});

test('every Pod can read who it is', async () => {
  const { run, settle, exec } = await newTestKubelets();
  run('web', { name: 'web', image: 'nginx' });
  settle();
  const folder = '/var/run/secrets/kubernetes.io/serviceaccount';
  expect(exec('web', 'cat', `${folder}/namespace`)).toBe('default');
  expect(exec('web', 'ls', folder)).toBe('ca.crt\nnamespace\ntoken');
  expect(exec('web', 'cat', '/etc/hostname')).toBe('web\n');
  expect(exec('web', 'cat', '/etc/hosts')).toContain('10.244.0.2\tweb\n');
  expect(exec('web', 'cat', '/etc/resolv.conf')).toBe(
    'search default.svc.cluster.local svc.cluster.local cluster.local\nnameserver 10.96.0.10\noptions ndots:5\n',
  );
});

test('the downward API follows the labels', async () => {
  const { run, settle, exec, client, pod, wait } = await newTestKubelets();
  run('web', web(['serve'], { name: 'me', mountPath: '/me' }), {
    volumes: [{ name: 'me', downwardAPI: { items: [{ path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } }] } }],
  });
  settle();
  expect(exec('web', 'cat', '/me/labels')).toBe('app="web"');
  const { metadata, ...rest } = pod('web');
  client.update('v1/Pod', { ...rest, metadata: { ...metadata, labels: { app: 'web', tier: 'front' } } });
  wait(1);
  expect(exec('web', 'cat', '/me/labels')).toBe('app="web"\ntier="front"');
});

test('a subPath is a folder of the volume, made where it is missing', async () => {
  const { run, settle, exec } = await newTestKubelets();
  const mount = { name: 'data', mountPath: '/logs', subPathExpr: '$(NAME)/logs' };
  const all = { name: 'data', mountPath: '/all' };
  const env = [{ name: 'NAME', value: 'web' }];
  run(
    'web',
    { ...web(['serve'], mount, all), env, workingDir: '/work' },
    { volumes: [{ name: 'data', emptyDir: {} }] },
  );
  settle();
  expect(exec('web', 'ls', '/all/web')).toBe('logs');
  exec('web', 'write', '/logs/a', 'text');
  expect(exec('web', 'cat', '/all/web/logs/a')).toBe('text');
  expect(exec('web', 'ls', '/').split('\n')).toContain('work');
});
