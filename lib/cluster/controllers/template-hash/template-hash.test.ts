import { expect, test } from 'vitest';
import { revisionHash, templateHash } from '.';

const container = {
  name: 'nginx',
  image: 'nginx:1.29',
  resources: {},
  terminationMessagePath: '/dev/termination-log',
  terminationMessagePolicy: 'File',
  imagePullPolicy: 'IfNotPresent',
};
const spec = {
  containers: [container],
  restartPolicy: 'Always',
  terminationGracePeriodSeconds: 30,
  dnsPolicy: 'ClusterFirst',
  securityContext: {},
  schedulerName: 'default-scheduler',
};

// Recorded from a real kube-controller-manager v1.36.3.
test('a template has the hash that Kubernetes gives it', () => {
  expect(templateHash({ metadata: { labels: { app: 'web' } }, spec })).toBe('795767664d');
});

test('a revision has the hash that Kubernetes gives it', () => {
  const mongo = { ...container, name: 'mongo', image: 'mongo:7' };
  const template = { metadata: { labels: { app: 'db' } }, spec: { ...spec, containers: [mongo] }, $patch: 'replace' };
  expect(revisionHash({ spec: { template } }, 0)).toBe('5d77494c4d');
});
