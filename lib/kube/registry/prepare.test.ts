import { describe, expect, test } from 'vitest';
import type { ObjectMeta, Pod, PodSpec } from '../schema/generated/types';
import type { Changes } from '../validation/sample-objects';
import { newContainer, newDeployment, newPod } from '../validation/sample-objects';
import { prepareForCreate } from './prepare';
import { strategyOf } from '.';
import { newCluster, validate } from '../admission';
import { loadAllKinds } from '../later';

await loadAllKinds();

function prepared(spec: PodSpec, metadata: Changes<ObjectMeta> = {}): Pod {
  const pod = newPod(spec, metadata);
  prepareForCreate(pod, 'v1/Pod', newCluster);
  return pod;
}

test('a name is generated where there is none, of at most 63 letters', () => {
  const name = (metadata: Changes<ObjectMeta>) => prepared({}, metadata).metadata?.name;
  expect(name({ name: undefined, generateName: 'web-' })).toBe('web-xxxxx');
  expect(name({ name: undefined, generateName: 'a'.repeat(70) })).toBe(`${'a'.repeat(58)}xxxxx`);
  expect(name({ generateName: 'api-' })).toBe('web');
  expect(name({ name: undefined })).toBeUndefined();
});

describe('the status is not for the user to say', () => {
  test('of a Pod', () => {
    const pod = { ...newPod(), status: { phase: 'Running', podIP: '10.0.0.1' } };
    prepareForCreate(pod, 'v1/Pod', newCluster);
    expect(pod.status).toEqual({ phase: 'Pending', qosClass: 'BestEffort' });
  });

  test('of a Pod that waits at a gate', () => {
    expect(prepared({ schedulingGates: [{ name: 'example.com/gate' }] }).status?.conditions).toEqual([
      {
        type: 'PodScheduled',
        status: 'False',
        lastTransitionTime: '2022-05-13T09:00:00Z',
        reason: 'SchedulingGated',
        message: 'Scheduling is blocked due to non-empty scheduling gates',
      },
    ]);
  });

  test('of a Deployment, whose first generation it is', () => {
    const deployment = { ...newDeployment(), status: { replicas: 3 } };
    prepareForCreate(deployment, 'apps/v1/Deployment', newCluster);
    expect(deployment).toMatchObject({ status: {}, metadata: { generation: 1 } });
    expect(deployment.status).toEqual({});
  });
});

describe('the quality of service', () => {
  const both = (cpu: string, memory: string) => ({ cpu, memory });
  const of = (...containers: PodSpec['containers'] & {}) => prepared({ containers }).status?.qosClass;

  test.each([
    ['BestEffort', {}],
    ['BestEffort', { requests: { cpu: '0' } }],
    ['BestEffort', { limits: { 'ephemeral-storage': '1Gi' } }],
    ['Burstable', { requests: { cpu: '1' } }],
    ['Burstable', { requests: { cpu: '1' }, limits: { cpu: '1' } }],
    ['Burstable', { requests: both('1', '1Gi'), limits: both('2', '1Gi') }],
    ['Guaranteed', { requests: both('1', '1Gi'), limits: both('1000m', '1024Mi') }],
  ])('is %s with %j', (expected, resources) => {
    expect(of(newContainer({ resources }))).toBe(expected);
  });

  test('is Guaranteed only if it is so for every container', () => {
    const resources = { requests: both('1', '1Gi'), limits: both('1', '1Gi') };
    expect(of(newContainer({ resources }), newContainer({ name: 'b', resources }))).toBe('Guaranteed');
    expect(of(newContainer({ resources }), newContainer({ name: 'b' }))).toBe('Burstable');
  });
});

test('fields of features that are off are dropped, of a template too', () => {
  const spec = (): PodSpec => ({
    containers: [newContainer({ lifecycle: { stopSignal: 'SIGUSR1' } })],
    volumes: [{ name: 'trust', projected: { sources: [{ clusterTrustBundle: { path: 'ca.pem' } }, {}] } }],
  });
  const deployment = newDeployment({ template: { spec: spec() } });
  prepareForCreate(deployment, 'apps/v1/Deployment', newCluster);
  for (const found of [prepared(spec()).spec, deployment.spec?.template?.spec]) {
    expect(found?.containers?.[0]).not.toHaveProperty('lifecycle');
    expect(found?.volumes).toEqual([{ name: 'trust', projected: { sources: [{}, {}] } }]);
  }
});

test("matchLabelKeys become requirements with the Pod's own labels", () => {
  const term = () => ({
    topologyKey: 'zone',
    labelSelector: { matchLabels: { app: 'web' } },
    matchLabelKeys: ['version', 'absent'],
    mismatchLabelKeys: ['tenant'],
  });
  const { spec } = prepared(
    {
      affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term()] } },
      topologySpreadConstraints: [{ labelSelector: {}, matchLabelKeys: ['version'] }, { matchLabelKeys: ['version'] }],
    },
    { labels: { version: '2', tenant: 'a' } },
  );
  const version = { key: 'version', operator: 'In', values: ['2'] };
  const [required] = spec?.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
  expect(required?.labelSelector?.matchExpressions).toEqual([
    version,
    { key: 'tenant', operator: 'NotIn', values: ['a'] },
  ]);
  expect(spec?.topologySpreadConstraints).toEqual([
    { labelSelector: { matchExpressions: [version] }, matchLabelKeys: ['version'] },
    { matchLabelKeys: ['version'] },
  ]);
});

describe('an AppArmor annotation', () => {
  const annotations = (profile: string) => ({ 'container.apparmor.security.beta.kubernetes.io/nginx': profile });
  const profileOf = (profile: string, spec: PodSpec = {}) =>
    prepared(spec, { annotations: annotations(profile) }).spec?.containers?.[0]?.securityContext?.appArmorProfile;

  test.each([
    ['unconfined', { type: 'Unconfined' }],
    ['runtime/default', { type: 'RuntimeDefault' }],
    ['localhost/mine', { type: 'Localhost', localhostProfile: 'mine' }],
    ['localhost/', undefined],
    ['mine', undefined],
  ])('%s becomes the field', (profile, expected) => {
    expect(profileOf(profile)).toEqual(expected);
  });

  test('does not where the Pod says the same, or runs Windows', () => {
    expect(profileOf('unconfined', { securityContext: { appArmorProfile: { type: 'Unconfined' } } })).toBeUndefined();
    expect(profileOf('unconfined', { os: { name: 'windows' } })).toBeUndefined();
  });
});

describe('a Namespace', () => {
  test('is active, has a finalizer, and its name for a label', () => {
    const namespace = { metadata: { generateName: 'shop-' } };
    prepareForCreate(namespace, 'v1/Namespace', newCluster);
    strategyOf('v1/Namespace')?.canonicalize?.(namespace);
    expect(namespace).toEqual({
      metadata: {
        generateName: 'shop-',
        name: 'shop-xxxxx',
        uid: '00000000-0000-4000-8000-000000000000',
        labels: { 'kubernetes.io/metadata.name': 'shop-xxxxx' },
      },
      spec: { finalizers: ['kubernetes'] },
      status: { phase: 'Active' },
    });
  });

  test('has good Pod Security labels, or is refused by itself after validation', () => {
    const labels = {
      'pod-security.kubernetes.io/enforce': 'strict',
      'pod-security.kubernetes.io/enforce-version': 'v1.01',
      'pod-security.kubernetes.io/warn': 'restricted',
      'pod-security.kubernetes.io/warn-version': 'latest',
    };
    const refusal = validate({ metadata: { name: 'shop', labels } }, 'v1/Namespace', newCluster, { warnings: [] });
    expect(refusal?.code).toBe(422);
    expect(refusal?.message).toBe(
      'Namespace "shop" is invalid: [metadata.labels[pod-security.kubernetes.io/enforce]: Invalid value: "strict": must be one of privileged, baseline, restricted, metadata.labels[pod-security.kubernetes.io/enforce-version]: Invalid value: "v1.01": must be "latest" or "v1.x"]',
    );
  });
});
