import { expect, test } from 'vitest';
import { newTestKubelets } from './test-kubelets';

test('an image that is there is not pulled again', async () => {
  const { run, settle, eventsOf } = await newTestKubelets();
  run('one', { name: 'web', image: 'nginx:1.27' });
  settle();
  run('two', { name: 'web', image: 'nginx:1.27' });
  settle();
  expect(eventsOf('two')[0]).toBe(
    'Normal Pulled Container image "nginx:1.27" already present on machine and can be accessed by the pod',
  );
});

test('an image that is not there is tried again, later each time', async () => {
  const { run, settle, status, eventsOf, pod, wait } = await newTestKubelets();
  run('web', { name: 'web', image: 'missing:1' });
  settle();
  const error =
    'rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/library/missing:1": failed to resolve ' +
    'reference "docker.io/library/missing:1": docker.io/library/missing:1: not found';
  expect(status('web').state?.waiting).toEqual({
    reason: 'ImagePullBackOff',
    message: `Back-off pulling image "missing:1": ErrImagePull: ${error}`,
  });
  expect(pod('web').status?.phase).toBe('Pending');
  expect(eventsOf('web')).toEqual([
    'Normal Pulling Pulling image "missing:1"',
    `Warning Failed Failed to pull image "missing:1": ${error}`,
    'Warning Failed Error: ErrImagePull',
    'Normal BackOff Back-off pulling image "missing:1"',
    'Warning Failed Error: ImagePullBackOff',
  ]);
  wait(15);
  settle();
  expect(eventsOf('web')).toContain('Normal Pulling Pulling image "missing:1" x2');
});

test('a private image needs its Secret', async () => {
  const { run, settle, status, client, wait, eventsOf } = await newTestKubelets();
  const image = 'registry.example.com/private:1';
  run('web', { name: 'web', image }, { imagePullSecrets: [{ name: 'regcred' }] });
  settle();
  expect(status('web').state?.waiting?.reason).toBe('ImagePullBackOff');
  expect(eventsOf('web')).toContain(
    'Warning FailedToRetrieveImagePullSecret Unable to retrieve some image pull secrets (regcred); attempting to pull the image may not succeed.',
  );
  const config = { auths: { 'https://registry.example.com': { auth: 'bWU6c2VjcmV0' } } };
  client.create('v1/Secret', {
    metadata: { name: 'regcred', namespace: 'default' },
    type: 'kubernetes.io/dockerconfigjson',
    data: { '.dockerconfigjson': Buffer.from(JSON.stringify(config)).toString('base64') },
  });
  wait(30);
  settle();
  expect(status('web').state?.running).toBeDefined();
  run('other', { name: 'web', image });
  settle();
  expect(status('other').state?.waiting?.reason).toBe('ImagePullBackOff');
});

test('a policy of Never asks no registry', async () => {
  const { run, settle, status, eventsOf } = await newTestKubelets();
  run('web', { name: 'web', image: 'nginx:1', imagePullPolicy: 'Never' });
  settle();
  const message = 'Container image "nginx:1" is not present with pull policy of Never';
  expect(status('web').state?.waiting).toEqual({ reason: 'ErrImageNeverPull', message });
  expect(eventsOf('web')).toEqual([`Warning ErrImageNeverPull ${message}`, 'Warning Failed Error: ErrImageNeverPull']);
  run('other', { name: 'web', image: 'nginx:1' });
  settle();
  expect(status('web').state?.running).toBeDefined();
});

test('Pods that want one image at one time wait for one pull', async () => {
  const { run, settle, eventsOf } = await newTestKubelets();
  run('one', { name: 'web', image: 'nginx' });
  run('two', { name: 'web', image: 'nginx' });
  settle();
  expect(eventsOf('two')[1]).toMatch(/in [23]\d\dms \(1\.\d+s including waiting\)/);
});
