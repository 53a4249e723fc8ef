import { expect, test } from 'vitest';
import type { Container, Pod, Secret, Service, Volume } from '../schema/generated/types';
import { setDeploymentDefaults } from './deployment';
import { defaultPullPolicy } from './image-name';
import { setNamespaceDefaults } from './namespace';
import { setPodDefaults } from './pod';
import { setReplicaSetDefaults } from './replicaset';
import { setSecretDefaults } from './secret';
import { setServiceDefaults } from './service';

test.each([
  ['nginx', 'Always'],
  ['nginx:latest', 'Always'],
  ['nginx:1.27', 'IfNotPresent'],
  ['registry.local:5000/team/app', 'Always'],
  ['localhost/app:v1', 'IfNotPresent'],
  [`busybox@sha256:${'a'.repeat(64)}`, 'IfNotPresent'],
  [`busybox:latest@sha256:${'a'.repeat(64)}`, 'Always'],
  // No names of images: Kubernetes does not find the tag latest in them.
  ['NGINX', 'IfNotPresent'],
  ['', 'IfNotPresent'],
  ['a'.repeat(64), 'IfNotPresent'],
  [`busybox@sha256:${'a'.repeat(40)}`, 'IfNotPresent'],
  ['nginx:', 'IfNotPresent'],
])('pulls %s %s', (image, policy) => {
  expect(defaultPullPolicy(image)).toBe(policy);
});

function defaulted(spec: Pod['spec'] & object): Pod['spec'] & object {
  const pod: Pod = { spec };
  setPodDefaults(pod);
  return pod.spec ?? {};
}

test('fills in a Pod', () => {
  expect(defaulted({ containers: [{ name: 'web', image: 'nginx:1', ports: [{ containerPort: 80 }] }] })).toEqual({
    containers: [
      {
        name: 'web',
        image: 'nginx:1',
        imagePullPolicy: 'IfNotPresent',
        ports: [{ containerPort: 80, protocol: 'TCP' }],
        terminationMessagePath: '/dev/termination-log',
        terminationMessagePolicy: 'File',
      },
    ],
    dnsPolicy: 'ClusterFirst',
    enableServiceLinks: true,
    restartPolicy: 'Always',
    schedulerName: 'default-scheduler',
    securityContext: {},
    terminationGracePeriodSeconds: 30,
  });
});

test('requests what is limited, and rounds amounts to a thousandth', () => {
  const limits = { cpu: '0.5', memory: '1Gi' };
  const [container] =
    defaulted({ containers: [{ resources: { limits, requests: { cpu: '0.0001' } } }] }).containers ?? [];
  expect(container?.resources).toEqual({
    limits: { cpu: '500m', memory: '1Gi' },
    requests: { cpu: '1m', memory: '1Gi' },
  });
});

test('opens the ports of a Pod on its host’s network there', () => {
  const { containers } = defaulted({ hostNetwork: true, containers: [{ ports: [{ containerPort: 80 }] }] });
  expect(containers?.[0]?.ports).toEqual([{ containerPort: 80, hostPort: 80, protocol: 'TCP' }]);
});

test('fills in probes', () => {
  const probes: Container = { livenessProbe: { httpGet: { port: 80 } }, readinessProbe: { grpc: { port: 9 } } };
  const [container] = defaulted({ containers: [probes] }).containers ?? [];
  const times = { failureThreshold: 3, periodSeconds: 10, successThreshold: 1, timeoutSeconds: 1 };
  expect(container?.livenessProbe).toEqual({ httpGet: { path: '/', port: 80, scheme: 'HTTP' }, ...times });
  expect(container?.readinessProbe).toEqual({ grpc: { port: 9, service: '' }, ...times });
});

test.each<[Volume, Volume]>([
  [{ name: 'v' }, { name: 'v', emptyDir: {} }],
  [
    { name: 'v', hostPath: { path: '/' } },
    { name: 'v', hostPath: { path: '/', type: '' } },
  ],
  [
    { name: 'v', configMap: { name: 'c' } },
    { name: 'v', configMap: { name: 'c', defaultMode: 420 } },
  ],
  [
    { name: 'v', secret: { defaultMode: 0 } },
    { name: 'v', secret: { defaultMode: 0 } },
  ],
  [
    { name: 'v', projected: { sources: [{ serviceAccountToken: { path: 't' } }] } },
    {
      name: 'v',
      projected: { sources: [{ serviceAccountToken: { path: 't', expirationSeconds: 3600 } }], defaultMode: 420 },
    },
  ],
  [
    { name: 'v', downwardAPI: { items: [{ path: 'p', fieldRef: { fieldPath: 'metadata.labels' } }] } },
    {
      name: 'v',
      downwardAPI: {
        items: [{ path: 'p', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.labels' } }],
        defaultMode: 420,
      },
    },
  ],
])('fills in the volume %j', (volume, full) => {
  expect(defaulted({ volumes: [volume] }).volumes).toEqual([full]);
});

test('knows a ServiceAccount by either name, and prefers the newer', () => {
  expect(defaulted({ serviceAccount: 'old' })).toMatchObject({ serviceAccount: 'old', serviceAccountName: 'old' });
  expect(defaulted({ serviceAccount: 'old', serviceAccountName: 'new' })).toMatchObject({
    serviceAccount: 'new',
    serviceAccountName: 'new',
  });
});

test('makes what the containers request the request of the whole Pod, where that is only limited', () => {
  const spec = defaulted({
    containers: [{ resources: { requests: { cpu: '500m' } } }, { resources: { requests: { cpu: '1' } } }],
    resources: { limits: { cpu: '4', memory: '1Gi' } },
  });
  expect(spec.resources).toEqual({ limits: { cpu: '4', memory: '1Gi' }, requests: { cpu: '1500m', memory: '1Gi' } });
});

test('fills in a Deployment and the template in it, which gets less than a Pod', () => {
  const deployment = {};
  setDeploymentDefaults(deployment);
  expect(deployment).toEqual({
    spec: {
      progressDeadlineSeconds: 600,
      replicas: 1,
      revisionHistoryLimit: 10,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
      template: {
        spec: {
          dnsPolicy: 'ClusterFirst',
          restartPolicy: 'Always',
          schedulerName: 'default-scheduler',
          securityContext: {},
          terminationGracePeriodSeconds: 30,
        },
      },
    },
  });
});

test('leaves zero replicas and another strategy as they are', () => {
  const deployment = { spec: { replicas: 0, strategy: { type: 'Recreate' } } };
  setDeploymentDefaults(deployment);
  expect(deployment.spec).toMatchObject({ replicas: 0, strategy: { type: 'Recreate' } });
  expect(deployment.spec.strategy).not.toHaveProperty('rollingUpdate');
  const replicaSet = { spec: { replicas: 0 } };
  setReplicaSetDefaults(replicaSet);
  expect(replicaSet.spec.replicas).toBe(0);
});

function service(spec: Service['spec'] & object): Service['spec'] & object {
  setServiceDefaults({ spec });
  return spec;
}

test('fills in a Service', () => {
  expect(service({ ports: [{ port: 80 }, { port: 81, targetPort: '' }, { port: 82, targetPort: 'http' }] })).toEqual({
    internalTrafficPolicy: 'Cluster',
    ports: [
      { port: 80, protocol: 'TCP', targetPort: 80 },
      { port: 81, protocol: 'TCP', targetPort: 81 },
      { port: 82, protocol: 'TCP', targetPort: 'http' },
    ],
    sessionAffinity: 'None',
    type: 'ClusterIP',
  });
});

test('fills in what only some Services have', () => {
  expect(service({ type: 'LoadBalancer' })).toMatchObject({
    allocateLoadBalancerNodePorts: true,
    externalTrafficPolicy: 'Cluster',
  });
  expect(service({ externalIPs: ['1.2.3.4'] })).toMatchObject({ externalTrafficPolicy: 'Cluster' });
  expect(service({ type: 'ExternalName' })).not.toHaveProperty('internalTrafficPolicy');
  expect(service({ sessionAffinity: 'ClientIP' })).toMatchObject({
    sessionAffinityConfig: { clientIP: { timeoutSeconds: 10_800 } },
  });
  expect(service({ sessionAffinityConfig: {} })).not.toHaveProperty('sessionAffinityConfig');
});

test('encodes the plain text of a Secret over what stands under the same key', () => {
  const secret: Secret = { data: { user: 'YQ==', other: 'Yg==' }, stringData: { user: '몽고', password: 'mongo' } };
  setSecretDefaults(secret);
  expect(secret).toEqual({ type: 'Opaque', data: { user: '66q96rOg', other: 'Yg==', password: 'bW9uZ28=' } });
});

test('labels a Namespace with its name', () => {
  const namespace = { metadata: { name: 'shop' } };
  setNamespaceDefaults(namespace);
  expect(namespace).toEqual({
    metadata: { name: 'shop', labels: { 'kubernetes.io/metadata.name': 'shop' } },
    status: { phase: 'Active' },
  });
});
