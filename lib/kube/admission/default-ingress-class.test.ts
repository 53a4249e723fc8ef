import { expect, test } from 'vitest';
import type { Ingress, IngressClass } from '../schema/generated/types';
import { clusterHolding } from '../held-cluster';
import { mutate } from '.';

function newClass(name: string, day: number, isDefault = 'true'): IngressClass {
  const annotations = { 'ingressclass.kubernetes.io/is-default-class': isDefault };
  return { metadata: { name, annotations, creationTimestamp: `2022-05-1${day}T09:00:00Z` } };
}

function classGiven(classes: IngressClass[], ingress: Ingress = {}): string | undefined {
  const object: Ingress = { ...ingress, metadata: { namespace: 'default', ...ingress.metadata } };
  const kind = { apiVersion: 'networking.k8s.io/v1', kind: 'IngressClass' };
  const cluster = clusterHolding(classes.map((given) => ({ ...kind, ...given })));
  mutate(object, 'networking.k8s.io/v1/Ingress', cluster);
  return object.spec?.ingressClassName;
}

test('the class that is marked is given, of several the youngest, of the youngest the first by name', () => {
  expect(classGiven([])).toBeUndefined();
  expect(classGiven([newClass('nginx', 1, 'yes')])).toBeUndefined();
  expect(classGiven([newClass('nginx', 1), newClass('traefik', 3, 'false')])).toBe('nginx');
  expect(classGiven([newClass('a', 1), newClass('c', 2), newClass('b', 2)])).toBe('b');
});

test('an Ingress that names one, in either way, keeps it', () => {
  const classes = [newClass('nginx', 1)];
  expect(classGiven(classes, { spec: { ingressClassName: '' } })).toBe('');
  expect(classGiven(classes, { metadata: { annotations: { 'kubernetes.io/ingress.class': 'x' } } })).toBeUndefined();
});
