import { describe, expect, test } from 'vitest';
import type {
  ObjectMeta,
  PodSpec,
  PriorityClass,
  RuntimeClass,
  ServiceAccount,
  Toleration,
} from '../schema/generated/types';
import type { Changes } from '../validation/sample-objects';
import { newContainer, newDeployment, newPod } from '../validation/sample-objects';
import type { AdmissionCluster } from '.';
import { mutate, newCluster, validate } from '.';

/** The answer to a Pod, and the Pod after it. */
function admitted(
  spec: Changes<PodSpec> = {},
  cluster: AdmissionCluster = newCluster,
  metadata: Changes<ObjectMeta> = {},
) {
  const pod = newPod({ serviceAccountName: undefined, ...spec }, metadata);
  const refusal = mutate(pod, 'v1/Pod', cluster);
  return { refusal, spec: pod.spec ?? {} };
}

function refused(spec: PodSpec, cluster?: AdmissionCluster): string | undefined {
  return admitted(spec, cluster).refusal?.message;
}

describe('the namespace', () => {
  test('must be there', () => {
    const { metadata, ...rest } = newDeployment();
    const lost = { ...rest, metadata: { ...metadata, namespace: 'shop' } };
    expect(mutate(lost, 'apps/v1/Deployment', newCluster)).toMatchObject({
      code: 404,
      reason: 'NotFound',
      message: 'namespaces "shop" not found',
    });
  });

  test('must not be going away', () => {
    const cluster: AdmissionCluster = {
      ...newCluster,
      namespace: (name) => ({ metadata: { name }, status: { phase: 'Terminating' } }),
    };
    expect(mutate(newDeployment(), 'apps/v1/Deployment', cluster)).toMatchObject({
      code: 403,
      reason: 'Forbidden',
      message:
        'deployments.apps "web" is forbidden: unable to create new content in namespace default because it is being terminated',
    });
  });

  test('is no matter of what lives in none', () => {
    expect(mutate({ metadata: { name: 'shop' } }, 'v1/Namespace', newCluster)).toBeUndefined();
  });
});

describe('the ServiceAccount', () => {
  const withAccount = (account: ServiceAccount): AdmissionCluster => ({
    ...newCluster,
    serviceAccount: () => account,
  });
  const mount = {
    name: 'kube-api-access-xxxxx',
    readOnly: true,
    mountPath: '/var/run/secrets/kubernetes.io/serviceaccount',
  };

  test('is the default one, whose token every container gets', () => {
    const { refusal, spec } = admitted({ initContainers: [newContainer({ name: 'init' })] });
    expect(refusal).toBeUndefined();
    expect(spec).toMatchObject({ serviceAccountName: 'default', serviceAccount: 'default' });
    expect(spec.volumes).toMatchObject([
      { name: 'kube-api-access-xxxxx', projected: { defaultMode: 420, sources: [{}, {}, {}] } },
    ]);
    expect([spec.initContainers?.[0]?.volumeMounts, spec.containers?.[0]?.volumeMounts]).toEqual([[mount], [mount]]);
  });

  test('gives no token where the Pod or the account says so, and the Pod counts first', () => {
    const silent = withAccount({ automountServiceAccountToken: false });
    expect(admitted({ automountServiceAccountToken: false }).spec.volumes).toBeUndefined();
    expect(admitted({}, silent).spec.volumes).toBeUndefined();
    expect(admitted({ automountServiceAccountToken: true }, silent).spec.volumes).toHaveLength(1);
  });

  test('leaves alone a container that mounts something in its place', () => {
    const own = { name: 'own', mountPath: mount.mountPath };
    const { spec } = admitted({
      containers: [newContainer({ volumeMounts: [own] })],
      volumes: [{ name: 'own', emptyDir: {} }],
    });
    expect(spec.containers?.[0]?.volumeMounts).toEqual([own]);
    expect(spec.volumes).toHaveLength(1);
  });

  test('lends its pull secrets to a Pod that names none', () => {
    const lender = withAccount({ imagePullSecrets: [{ name: 'registry' }] });
    expect(admitted({}, lender).spec.imagePullSecrets).toEqual([{ name: 'registry' }]);
    expect(admitted({ imagePullSecrets: [{ name: 'own' }] }, lender).spec.imagePullSecrets).toEqual([{ name: 'own' }]);
  });

  test.each([
    ['robot', 'error looking up service account default/robot: serviceaccount "robot" not found'],
    ['../x', 'error looking up service account default/../x: invalid resource name "../x": [may not contain \'/\']'],
  ])('must be there: %s', (serviceAccountName, why) => {
    expect(refused({ serviceAccountName })).toBe(`pods "web" is forbidden: ${why}`);
  });

  test('is not for a mirror Pod', () => {
    const annotations = { 'kubernetes.io/config.mirror': 'x' };
    expect(admitted({}, newCluster, { annotations }).spec.serviceAccountName).toBeUndefined();
    expect(admitted({ serviceAccountName: 'default' }, newCluster, { annotations }).refusal?.message).toBe(
      'pods "web" is forbidden: a mirror pod may not reference service accounts',
    );
  });

  test('a Pod without a name is called by what its name will begin with', () => {
    const spec = { serviceAccountName: 'robot' };
    const called = (metadata: ObjectMeta) =>
      admitted(spec, newCluster, { name: undefined, ...metadata }).refusal?.message.split(' is ')[0];
    expect([called({ generateName: 'web-' }), called({})]).toEqual(['pods "web-"', 'pods "Unknown"']);
  });
});

describe('the priority', () => {
  const high: PriorityClass = { metadata: { name: 'high' }, value: 1000, preemptionPolicy: 'Never' };
  const cluster: AdmissionCluster = {
    ...newCluster,
    priorityClass: (name) => (name === 'high' ? high : undefined),
    defaultPriorityClass: () => high,
  };

  test.each<[string, PodSpec, AdmissionCluster, Partial<PodSpec>]>([
    ['zero without a class', {}, newCluster, { priority: 0, preemptionPolicy: 'PreemptLowerPriority' }],
    ['that of the class', { priorityClassName: 'high' }, cluster, { priority: 1000, preemptionPolicy: 'Never' }],
    ['that of the default class', {}, cluster, { priority: 1000, priorityClassName: 'high' }],
    [
      'that of the system',
      { priorityClassName: 'system-node-critical' },
      newCluster,
      { priority: 2_000_001_000, priorityClassName: 'system-node-critical' },
    ],
  ])('is %s', (_what, spec, where, expected) => {
    expect(admitted(spec, where)).toMatchObject({ refusal: undefined, spec: expected });
  });

  test.each<[PodSpec, string]>([
    [{ priorityClassName: 'high' }, 'no PriorityClass with name high was found'],
    [
      { priority: 5 },
      'the integer value of priority (5) must not be provided in pod spec; priority admission controller computed 0 from the given PriorityClass name',
    ],
    [
      { preemptionPolicy: 'Never' },
      'the string value of PreemptionPolicy (Never) must not be provided in pod spec; priority admission controller computed PreemptLowerPriority from the given PriorityClass name',
    ],
  ])('is no other: %j', (spec, why) => {
    expect(refused(spec)).toBe(`pods "web" is forbidden: ${why}`);
  });
});

describe('the tolerations', () => {
  const fiveMinutes = (key: string) => ({ key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 });
  const notReady = fiveMinutes('node.kubernetes.io/not-ready');
  const unreachable = fiveMinutes('node.kubernetes.io/unreachable');

  test.each<[string, Toleration[] | undefined, unknown[]]>([
    ['are five minutes on a failing node', undefined, [notReady, unreachable]],
    [
      'that a Pod has come first',
      [{ key: notReady.key, operator: 'Exists' }],
      [{ key: notReady.key, operator: 'Exists' }, unreachable],
    ],
    ['of everything are enough', [{ operator: 'Exists' }], [{ operator: 'Exists' }]],
    [
      'of another effect are not',
      [{ operator: 'Exists', effect: 'NoSchedule' }],
      [{ operator: 'Exists', effect: 'NoSchedule' }, notReady, unreachable],
    ],
  ])('%s', (_what, tolerations, expected) => {
    expect(admitted({ tolerations }).spec.tolerations).toEqual(expected);
  });
});

describe('the RuntimeClass', () => {
  const cluster: AdmissionCluster = {
    ...newCluster,
    runtimeClass: (name): RuntimeClass | undefined =>
      name === 'kata' ? { handler: 'kata', overhead: { podFixed: { cpu: '250m' } } } : undefined,
  };

  test('must be there', () => {
    expect(refused({ runtimeClassName: 'kata' })).toBe(
      'pods "web" is forbidden: pod rejected: RuntimeClass "kata" not found',
    );
  });

  test.each([
    ['', 'resource name may not be empty'],
    ['a/b', 'invalid resource name "a/b": [may not contain \'/\']'],
  ])('of a name that cannot be asked for is a fault of the server: %j', (runtimeClassName, message) => {
    expect(admitted({ runtimeClassName }).refusal).toEqual({ code: 500, reason: '', message });
  });

  test('says what its overhead is, and the Pod says no other', () => {
    expect(admitted({ runtimeClassName: 'kata' }, cluster).spec.overhead).toEqual({ cpu: '250m' });
    expect(refused({ runtimeClassName: 'kata', overhead: { cpu: '0.25' } }, cluster)).toBeUndefined();
    expect(refused({ runtimeClassName: 'kata', overhead: { cpu: '1' } }, cluster)).toBe(
      "pods \"web\" is forbidden: pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead",
    );
    expect(validate(newPod({ overhead: { cpu: '1' } }), 'v1/Pod', newCluster, { warnings: [] })?.message).toBe(
      'pods "web" is forbidden: pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead',
    );
  });
});
