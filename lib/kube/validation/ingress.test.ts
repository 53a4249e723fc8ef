import { describe, expect, test } from 'vitest';
import type { HTTPIngressPath, Ingress, IngressBackend, IngressSpec } from '../schema/generated/types';
import { warningsForIngress } from '../warnings/ingress';
import { validateIngress, validateIngressUpdate } from './ingress';
import { sentences } from './sample-objects';

const backend: IngressBackend = { service: { name: 'web', port: { number: 80 } } };
const CLASS = 'kubernetes.io/ingress.class';

function newIngress(spec: IngressSpec, annotations: Record<string, string> = {}): Ingress {
  return { metadata: { name: 'web', namespace: 'default', annotations }, spec };
}

function withPath(changes: HTTPIngressPath, host = 'example.com'): Ingress {
  return newIngress({ rules: [{ host, http: { paths: [{ path: '/', pathType: 'Prefix', backend, ...changes }] } }] });
}

const faults = (ingress: Ingress): string[] => sentences(validateIngress(ingress));
const PATH = 'spec.rules[0].http.paths[0]';
const SUBDOMAIN =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const WILDCARD =
  "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character (e.g. '*.example.com', regex used for validation is '\\*\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

test('a good Ingress is let pass, also one whose Service begins with a digit', () => {
  expect(faults(withPath({}))).toEqual([]);
  expect(faults(withPath({ backend: { service: { name: '2048', port: { name: 'http' } } } }))).toEqual([]);
  expect(faults(newIngress({ defaultBackend: { resource: { kind: 'Bucket', name: 'static' } } }))).toEqual([]);
});

test('something must receive the requests', () => {
  const wrong = 'either `defaultBackend` or `rules` must be specified';
  expect(faults(newIngress({}))).toEqual([`spec: Invalid value: null: ${wrong}`]);
  expect(faults(newIngress({ rules: [] }))).toEqual([`spec: Invalid value: []: ${wrong}`]);
});

test.each<[HTTPIngressPath, string[]]>([
  [{ path: 'api' }, [`${PATH}.path: Invalid value: "api": must be an absolute path`]],
  [
    { path: '/a//b/./%2F/..', pathType: 'Exact' },
    [
      `${PATH}.path: Invalid value: "/a//b/./%2F/..": must not contain '//'`,
      `${PATH}.path: Invalid value: "/a//b/./%2F/..": must not contain '/./'`,
      `${PATH}.path: Invalid value: "/a//b/./%2F/..": must not contain '%2F'`,
      `${PATH}.path: Invalid value: "/a//b/./%2F/..": cannot end with '/..'`,
    ],
  ],
  [{ path: '//', pathType: 'ImplementationSpecific' }, []],
  [{ path: 'a', pathType: 'ImplementationSpecific' }, [`${PATH}.path: Invalid value: "a": must be an absolute path`]],
  [
    { pathType: 'prefix' },
    [`${PATH}.pathType: Unsupported value: "prefix": supported values: "Exact", "ImplementationSpecific", "Prefix"`],
  ],
])('a path says how it is meant: %j', (path, expected) => {
  expect(faults(withPath(path))).toEqual(expected);
});

test('a path without a type is asked for nothing else', () => {
  const ingress = newIngress({ rules: [{ http: { paths: [{ path: 'x' }] } }, { http: {} }] });
  expect(faults(ingress)).toEqual([
    'spec.rules[0].http.paths[0].pathType: Required value: pathType must be specified',
    'spec.rules[1].http.paths: Required value',
  ]);
});

test.each<[IngressBackend, string[]]>([
  [{}, [`${PATH}.backend: Invalid value: "": resource or service backend is required`]],
  [
    { ...backend, resource: { kind: 'Bucket', name: 'static' } },
    [`${PATH}.backend: Invalid value: "": cannot set both resource and service backends`],
  ],
  [
    { service: {} },
    [
      `${PATH}.backend.service.name: Required value`,
      `${PATH}.backend: Required value: port name or number is required`,
    ],
  ],
  [
    { service: { name: 'web', port: { name: 'http', number: 80 } } },
    [`${PATH}.backend: Invalid value: "": cannot set both port name & port number`],
  ],
  [
    { service: { name: 'web', port: { number: 70_000 } } },
    [`${PATH}.backend.service.port.number: Invalid value: 70000: must be between 1 and 65535, inclusive`],
  ],
  [
    { resource: { apiGroup: 'Example', kind: 'a/b' } },
    [
      `${PATH}.backend.resource.apiGroup: Invalid value: "Example": ${SUBDOMAIN}`,
      `${PATH}.backend.resource.kind: Invalid value: "a/b": may not contain '/'`,
      `${PATH}.backend.resource.name: Required value`,
    ],
  ],
])('a backend is a Service or a resource: %j', (wrong, expected) => {
  expect(faults(withPath({ backend: wrong }))).toEqual(expected);
});

test.each([
  ['*.example.com', []],
  ['', []],
  ['*example.com', [`Invalid value: "*example.com": ${WILDCARD}`]],
  ['Example.com', [`Invalid value: "Example.com": ${SUBDOMAIN}`]],
  ['10.0.0.1', ['Invalid value: "10.0.0.1": must be a DNS name, not an IP address']],
])('a host is a name: %s', (host, expected) => {
  expect(faults(withPath({}, host))).toEqual(expected.map((fault) => `spec.rules[0].host: ${fault}`));
});

test('TLS and the class have good names', () => {
  const ingress = newIngress({
    defaultBackend: backend,
    ingressClassName: 'N',
    tls: [{ hosts: ['*'], secretName: '_' }],
  });
  expect(faults(ingress)).toEqual([
    `spec.tls[0].hosts[0]: Invalid value: "*": ${WILDCARD}`,
    `spec.tls[0].secretName: Invalid value: "_": ${SUBDOMAIN}`,
    `spec.ingressClassName: Invalid value: "N": ${SUBDOMAIN}`,
  ]);
});

describe('the annotation that once named the class', () => {
  test('is deprecated', () => {
    expect(warningsForIngress(newIngress({ defaultBackend: backend }, { [CLASS]: 'nginx' }))).toEqual([
      `annotation "kubernetes.io/ingress.class" is deprecated, please use 'spec.ingressClassName' instead`,
    ]);
  });

  test('agrees with the field, in a new Ingress', () => {
    const ingress = newIngress({ defaultBackend: backend, ingressClassName: 'nginx' }, { [CLASS]: 'traefik' });
    expect(faults(ingress)).toEqual([
      'annotations.kubernetes.io/ingress.class: Invalid value: "traefik": must match `ingressClassName` when both are specified',
    ]);
    expect(validateIngressUpdate(ingress, ingress)).toEqual([]);
    expect(warningsForIngress(ingress)).toEqual([]);
  });
});

test('rules of a wildcard may stay bad, and 2048 was bad once', () => {
  const bad = withPath({ path: 'x' }, '*.example.com');
  expect(validateIngressUpdate(bad, bad)).toEqual([]);
  const once = withPath({ backend: { service: { name: '2048', port: { number: 80 } } } }, '*.example.com');
  expect(validateIngressUpdate(bad, once)).toEqual([]);
  expect(validateIngressUpdate(bad, withPath({}, '*.example.com'))).toHaveLength(1);
});
