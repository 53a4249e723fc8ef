import { expect, test } from 'vitest';
import { commandsOf, eventsUrl, objectUrl } from './object-url';

test.each([
  ['v1', 'Pod', 'default', '/api/v1/namespaces/default/pods/x'],
  ['apps/v1', 'Deployment', 'shop', '/apis/apps/v1/namespaces/shop/deployments/x'],
  ['networking.k8s.io/v1', 'Ingress', 'default', '/apis/networking.k8s.io/v1/namespaces/default/ingresses/x'],
  [
    'networking.k8s.io/v1',
    'NetworkPolicy',
    'default',
    '/apis/networking.k8s.io/v1/namespaces/default/networkpolicies/x',
  ],
  ['v1', 'Node', undefined, '/api/v1/nodes/x'],
])('%s %s is found at its address', (apiVersion, kind, namespace, url) => {
  expect(objectUrl({ apiVersion, kind, name: 'x', ...(namespace !== undefined && { namespace }) })).toBe(url);
});

test('events about what has no namespace stand in default', () => {
  expect(eventsUrl({ apiVersion: 'v1', kind: 'Node', name: 'minikube' })).toBe(
    '/api/v1/namespaces/default/events?fieldSelector=involvedObject.kind%3DNode%2CinvolvedObject.name%3Dminikube',
  );
});

test('commands name the namespace where it is not the default', () => {
  expect(commandsOf({ apiVersion: 'v1', kind: 'Pod', namespace: 'shop', name: 'web' })).toEqual([
    'kubectl describe pod web -n shop',
    'kubectl logs web -n shop',
    'kubectl exec -it web -n shop -- sh',
  ]);
});
