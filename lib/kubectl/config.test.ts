import { expect, it } from 'vitest';
import { newTestKubectl } from './test-kubectl';

it('config shows, chooses and changes contexts', async () => {
  const { run } = await newTestKubectl();
  expect(await run('config current-context')).toBe('minikube\n');
  expect(await run('config set-context dev --cluster=minikube --user=minikube --namespace=dev')).toBe(
    'Context "dev" created.\n',
  );
  expect(await run('config use-context dev')).toBe('Switched to context "dev".\n');
  expect(await run('get pods')).toBe('No resources found in dev namespace.\n');
  expect(await run('config set contexts.dev.namespace other')).toBe('Property "contexts.dev.namespace" set.\n');
  expect(await run('get pods')).toBe('No resources found in other namespace.\n');
  expect(await run('config unset contexts.dev.namespace')).toBe('Property "contexts.dev.namespace" unset.\n');
  expect(await run('config get-contexts --no-headers')).toMatch(
    /^\* +dev +minikube +minikube *\n +minikube +minikube +minikube *\n$/,
  );
  expect(await run('config unset current-context')).toBe('Property "current-context" unset.\n');
  expect(await run('config current-context')).toBe('error: current-context is not set\n[1]');
  expect(await run('config set-cluster foo')).toBe(
    'error: kubectl config set-cluster is not available here: there is one cluster, with one user\n[1]',
  );
  expect(await run('config use-context nope')).toBe('error: no context exists with the name: "nope"\n[1]');
});
