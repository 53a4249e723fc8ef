/** Good objects for tests, as they are when they come to validation: decoded and defaulted. */
import type { FieldError } from '../field/error';
import { errorMessage } from '../field/message';
import type {
  Container,
  Deployment,
  DeploymentSpec,
  ObjectMeta,
  Pod,
  PodSpec,
  Service,
  ServiceSpec,
} from '../schema/generated/types';

/** What a test changes; `undefined` takes a field away. */
export type Changes<T> = { readonly [K in keyof T]?: T[K] | undefined };

export function changed<T extends object>(base: T, changes: Changes<T>): T {
  const result: T = { ...base, ...changes };
  for (const key in changes) {
    if (changes[key] === undefined) delete result[key];
  }
  return result;
}

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

export function newPodSpec(changes: Changes<PodSpec> = {}): PodSpec {
  const good: PodSpec = {
    containers: [newContainer()],
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    securityContext: {},
    schedulerName: 'default-scheduler',
    serviceAccountName: 'default',
  };
  return changed(good, changes);
}

export function newPod(spec: Changes<PodSpec> = {}, metadata: Changes<ObjectMeta> = {}): Pod {
  const named: ObjectMeta = { name: 'web', namespace: 'default' };
  return { metadata: changed(named, metadata), spec: newPodSpec(spec) };
}

export function newDeployment(changes: Changes<DeploymentSpec> = {}): Deployment {
  const good: DeploymentSpec = {
    replicas: 1,
    selector: { matchLabels: { app: 'web' } },
    template: { metadata: { labels: { app: 'web' } }, spec: newPodSpec() },
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%' } },
    revisionHistoryLimit: 10,
    progressDeadlineSeconds: 600,
  };
  return { metadata: { name: 'web', namespace: 'default' }, spec: changed(good, changes) };
}

export function newService(changes: Changes<ServiceSpec> = {}): Service {
  const good: ServiceSpec = {
    type: 'ClusterIP',
    selector: { app: 'web' },
    ports: [{ protocol: 'TCP', port: 80, targetPort: 80 }],
    clusterIP: '10.96.0.100',
    clusterIPs: ['10.96.0.100'],
    ipFamilies: ['IPv4'],
    ipFamilyPolicy: 'SingleStack',
    sessionAffinity: 'None',
    internalTrafficPolicy: 'Cluster',
  };
  return { metadata: { name: 'web', namespace: 'default' }, spec: changed(good, changes) };
}

/** The faults as the server words them. */
export function sentences(errors: readonly FieldError[]): string[] {
  return errors.map(errorMessage);
}
