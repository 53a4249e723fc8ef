import { expect, test } from 'vitest';
import { structure } from './generated/structure';
import { kindOf, kinds, schemaOf, schemaType } from './index';

test('knows the kinds of the server', () => {
  expect(kindOf('apps/v1', 'Deployment')).toEqual({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    group: 'apps',
    version: 'v1',
    resource: 'deployments',
    shortNames: ['deploy'],
    namespaced: true,
    type: 'Deployment',
  });
  expect(kindOf('v1', 'Namespace')?.namespaced).toBe(false);
  expect(kindOf('autoscaling/v2', 'HorizontalPodAutoscaler')?.type).toBe('AutoscalingV2HorizontalPodAutoscaler');
  expect(kindOf('v1', 'Deployment')).toBeUndefined();
  expect(kindOf('v1', 'Pods')).toBeUndefined();
  expect(kinds.length).toBeGreaterThan(50);
});

test('reads every line of the generated table, and every type that it names', () => {
  const named = Object.keys(structure).flatMap((name) => {
    const fields = schemaType(name)?.fields ?? new Map();
    return [...fields.values()].map((field) => field.of?.of ?? field.of ?? field);
  });
  const missing = named.filter(({ is, type }) => is === 'object' && schemaType(type ?? '') === undefined);
  expect(named.length).toBeGreaterThan(1000);
  expect(missing).toEqual([]);
});

test('says what a field is', () => {
  const container = schemaType('Container');
  expect(container?.required).toEqual(new Set(['name']));
  expect(container?.fields.get('imagePullPolicy')).toMatchObject({
    is: 'string',
    enum: ['Always', 'IfNotPresent', 'Never'],
    goType: 'v1.PullPolicy',
  });
  expect(container?.fields.get('ports')).toMatchObject({
    is: 'list',
    of: { is: 'object', type: 'ContainerPort' },
    goType: '[]v1.ContainerPort',
  });
  expect(schemaType('ServicePort')?.fields.get('protocol')).toMatchObject({ default: 'TCP' });
  expect(schemaType('Volume')?.fields.get('emptyDir')).toMatchObject({ embedded: 'VolumeSource', pointer: true });
  expect(schemaType('Secret')?.fields.get('data')).toMatchObject({ is: 'map', goType: 'map[string][]uint8' });
  expect(schemaType('ResourceRequirements')?.fields.get('limits')).toMatchObject({ goType: 'v1.ResourceList' });
  expect(schemaOf('autoscaling/v2', 'HorizontalPodAutoscaler')?.goName).toBe('HorizontalPodAutoscaler');
  expect(schemaType('AutoscalingV2HorizontalPodAutoscaler')?.fields.get('spec')?.goType).toBe(
    'v2.HorizontalPodAutoscalerSpec',
  );
});

test('knows what is written even when it is empty', () => {
  expect(schemaType('Service')?.always.map(([name]) => name)).toEqual(['metadata', 'spec', 'status']);
  expect(schemaType('ObjectMeta')?.always).toEqual([]);
  expect(schemaType('Container')?.always.map(([name]) => name)).toEqual(['name', 'resources']);
});

// Right: the extensions of the server's OpenAPI, list-type, map-type and patch-strategy.
test.each([
  ['PodSpec', 'containers', { isSet: false, keys: ['name'], patch: 'merge', patchKey: 'name' }],
  [
    'Container',
    'ports',
    { isSet: false, keys: ['containerPort', 'protocol'], patch: 'merge', patchKey: 'containerPort' },
  ],
  ['PodSpec', 'volumes', { isSet: false, keys: ['name'], patch: 'merge', patchKey: 'name', retainKeys: true }],
  ['ObjectMeta', 'finalizers', { isSet: true, patch: 'merge' }],
  ['ResourceRequirements', 'claims', { isSet: false, keys: ['name'] }],
  ['JobStatus', 'conditions', { isSet: false, patch: 'merge', patchKey: 'type' }],
  ['PodDisruptionBudgetSpec', 'selector', { isSet: false, patch: 'replace' }],
  ['PodSpec', 'nodeSelector', { isSet: false, atomic: true }],
  ['PersistentVolumeSpec', 'claimRef', { isSet: false, atomic: false }],
  ['DeploymentSpec', 'strategy', { isSet: false, retainKeys: true }],
  ['Container', 'args', undefined],
])('%s.%s is shared as the server says', (type, field, merge) => {
  expect(schemaType(type)?.fields.get(field)?.merge).toEqual(merge);
});

test('a label selector is owned as a whole, a template is not', () => {
  expect(schemaType('LabelSelector')?.atomic).toBe(true);
  expect(schemaType('PodTemplateSpec')?.atomic).toBe(false);
});
