import { expect, test } from 'vitest';
import { setIngressClassDefaults } from '../defaults/ingressclass';
import type { IngressClass, IngressClassParametersReference } from '../schema/generated/types';
import { validateIngressClass, validateIngressClassUpdate } from './ingressclass';
import { sentences } from './sample-objects';

function newClass(controller: string, parameters?: IngressClassParametersReference): IngressClass {
  const object: IngressClass = { metadata: { name: 'nginx' }, spec: { controller, ...(parameters && { parameters }) } };
  setIngressClassDefaults(object);
  return object;
}

const faults = (...args: Parameters<typeof newClass>): string[] => sentences(validateIngressClass(newClass(...args)));
const good = 'k8s.io/ingress-nginx';

test.each([
  [good, []],
  ['', ['Required value']],
  ['nginx', ['Invalid value: "nginx": must be a domain-prefixed path (such as "acme.io/foo")']],
  ['/nginx', ['Invalid value: "/nginx": must be a domain-prefixed path (such as "acme.io/foo")']],
  ['k8s.io/', ['Invalid value: "k8s.io/": must be a domain-prefixed path (such as "acme.io/foo")']],
  [
    'k8s.io/a b',
    [`Invalid value: "a b": Invalid path (regex used for validation is '[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+')`],
  ],
  [`k8s.io/${'a'.repeat(244)}`, ['Too long: may not be more than 250 bytes']],
])('a controller is a path in a domain: %s', (controller, expected) => {
  expect(faults(controller)).toEqual(expected.map((fault) => `spec.controller: ${fault}`));
});

test.each<[IngressClassParametersReference, string[]]>([
  [{ kind: 'Parameters', name: 'lb' }, []],
  [{}, ['kind: Required value', 'name: Required value']],
  [
    { kind: 'a', name: '..', scope: 'Zone' },
    [
      `name: Invalid value: "..": may not be '..'`,
      'scope: Unsupported value: "Zone": supported values: "Cluster", "Namespace"',
    ],
  ],
  [
    { kind: 'a', name: 'b', scope: 'Namespace' },
    ["namespace: Required value: `parameters.scope` is set to 'Namespace'"],
  ],
  [{ kind: 'a', name: 'b', namespace: 'c' }, ["namespace: Forbidden: `parameters.scope` is set to 'Cluster'"]],
])('parameters are an object of the cluster or of a namespace: %j', (parameters, expected) => {
  expect(faults(good, parameters)).toEqual(expected.map((fault) => `spec.parameters.${fault}`));
});

test('its controller stays', () => {
  expect(sentences(validateIngressClassUpdate(newClass('a.io/b'), newClass(good)))).toEqual([
    'spec.controller: Invalid value: "a.io/b": field is immutable',
  ]);
});
