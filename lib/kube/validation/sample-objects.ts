/** Good objects for tests, as they are when they come to validation: decoded and defaulted. */
import type { Container, Deployment, Pod, PodSpec, Service, ServiceSpec } from '../schema/generated/types';

export function newContainer(changes: Container = {}): Container {
  return {
    name: 'nginx',
    image: 'nginx:1.27',
    imagePullPolicy: 'IfNotPresent',
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    resources: {},
    ...changes,
  };
}

export function newPodSpec(changes: PodSpec = {}): PodSpec {
  return {
    containers: [newContainer()],
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    securityContext: {},
    schedulerName: 'default-scheduler',
    serviceAccountName: 'default',
    ...changes,
  };
}

export function newPod(spec: PodSpec = {}, metadata: Pod['metadata'] = {}): Pod {
  return { metadata: { name: 'web', namespace: 'default', ...metadata }, spec: newPodSpec(spec) };
}

export function newDeployment(changes: Deployment['spec'] = {}): Deployment {
  return {
    metadata: { name: 'web', namespace: 'default' },
    spec: {
      replicas: 1,
      selector: { matchLabels: { app: 'web' } },
      template: { metadata: { labels: { app: 'web' } }, spec: newPodSpec() },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%' } },
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
      ...changes,
    },
  };
}

export function newService(changes: ServiceSpec = {}): Service {
  return {
    metadata: { name: 'web', namespace: 'default' },
    spec: {
      type: 'ClusterIP',
      selector: { app: 'web' },
      ports: [{ protocol: 'TCP', port: 80, targetPort: 80 }],
      clusterIP: '10.96.0.100',
      clusterIPs: ['10.96.0.100'],
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      sessionAffinity: 'None',
      internalTrafficPolicy: 'Cluster',
      ...changes,
    },
  };
}
