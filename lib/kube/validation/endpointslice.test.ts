import { expect, test } from 'vitest';
import { setEndpointSliceDefaults } from '../defaults/endpointslice';
import { loadAllKinds } from '../later';
import { strategyOf } from '../registry';
import { newCluster } from '../admission';
import type { Endpoint, EndpointSlice } from '../schema/generated/types';
import { warningsForEndpointSlice, warningsForNewEndpointSlice } from '../warnings/endpointslice';
import { validateEndpointSlice, validateEndpointSliceUpdate } from './endpointslice';
import { sentences } from './sample-objects';

await loadAllKinds();

function newSlice(changes: EndpointSlice): EndpointSlice {
  const slice: EndpointSlice = {
    metadata: { name: 'db-1', namespace: 'default' },
    addressType: 'IPv4',
    endpoints: [{ addresses: ['10.1.2.3'] }],
    ...changes,
  };
  setEndpointSliceDefaults(slice);
  return slice;
}

const faults = (changes: EndpointSlice): string[] => sentences(validateEndpointSlice(newSlice(changes)));
const endpointFaults = (endpoint: Endpoint, addressType = 'IPv4'): string[] =>
  faults({ addressType, endpoints: [endpoint] }).map((fault) => fault.replace('endpoints[0].', ''));
const many = (count: number) => Array.from({ length: count }, (_, at) => ({ name: `z${at}` }));

test('its addresses are of one type', () => {
  expect(faults({})).toEqual([]);
  expect(faults({ addressType: '' })).toEqual(['addressType: Required value']);
  expect(faults({ addressType: 'DNS' })).toEqual([
    'addressType: Unsupported value: "DNS": supported values: "FQDN", "IPv4", "IPv6"',
  ]);
});

test('ports have different names, of which one may be empty, and any number', () => {
  expect(faults({ ports: [{ port: 0 }, { name: 'http', port: 70_000 }] })).toEqual([]);
  expect(faults({ ports: [{}, { protocol: '' }, { name: 'a.b' }] })).toEqual([
    'ports[1].name: Duplicate value: ""',
    'ports[1].protocol: Unsupported value: "": supported values: "SCTP", "TCP", "UDP"',
    'ports[2].name: Invalid value: "a.b": must not contain dots',
  ]);
});

test.each([
  [
    'IPv4',
    '::1',
    [
      'addresses: Invalid value: "::1": must be an IPv4 address',
      'addresses[0]: Invalid value: "::1": may not be in the loopback range (127.0.0.0/8, ::1/128)',
    ],
  ],
  ['IPv6', '10.0.0.1', ['addresses: Invalid value: "10.0.0.1": must be an IPv6 address']],
  ['IPv6', '2001:DB8::1', ['addresses[0]: Invalid value: "2001:DB8::1": must be in canonical form ("2001:db8::1")']],
  ['FQDN', 'a.example.com.', []],
  ['FQDN', '', ['addresses[0]: Required value']],
  [
    'FQDN',
    'host',
    ['addresses[0]: Invalid value: "host": should be a domain with at least two segments separated by dots'],
  ],
  [
    'FQDN',
    `a.${'b'.repeat(64)}`,
    [`addresses[0]: Invalid value: "${'b'.repeat(64)}": must be no more than 63 characters`],
  ],
])('an address of %s: %s', (addressType, address, expected) => {
  expect(endpointFaults({ addresses: [address] }, addressType)).toEqual(expected);
});

test('an endpoint has 1 to 100 addresses', () => {
  expect(endpointFaults({})).toEqual(['addresses: Required value: must contain at least 1 address']);
  const addresses = Array.from({ length: 101 }, (_, at) => `10.0.0.${at + 1}`);
  expect(endpointFaults({ addresses })).toEqual(['addresses: Too many: 101: must have at most 100 items']);
});

test('hints are few, different and well named', () => {
  const addresses = ['10.1.2.3'];
  expect(endpointFaults({ addresses, hints: { forZones: many(9), forNodes: [{}] } })).toEqual([
    'hints.forZones: Too many: 9: must have at most 8 items',
  ]);
  expect(endpointFaults({ addresses, hints: { forZones: [{ name: 'z' }, { name: 'z' }], forNodes: many(9) } })).toEqual(
    ['hints.forZones[1].name: Duplicate value: "z"', 'hints.forNodes: Too many: 9: must have at most 8 items'],
  );
});

test('its type stays, and endpoints that stay are not looked at', () => {
  const bad = newSlice({ endpoints: [{ addresses: ['127.0.0.1'] }] });
  expect(validateEndpointSliceUpdate(bad, bad)).toEqual([]);
  expect(sentences(validateEndpointSliceUpdate(newSlice({ addressType: 'IPv6' }), newSlice({})))).toEqual([
    'addressType: Invalid value: "IPv6": field is immutable',
  ]);
});

test('names are deprecated when it is made', () => {
  const slice = newSlice({ addressType: 'FQDN', endpoints: [{ addresses: ['a.b'] }] });
  expect(warningsForNewEndpointSlice(slice)).toEqual(['spec.addressType: FQDN endpoints are deprecated']);
  expect(warningsForEndpointSlice(slice)).toEqual([]);
});

test('labels count as a change of it, annotations do not; a topology is dropped', () => {
  const strategy = strategyOf('discovery.k8s.io/v1/EndpointSlice');
  const live = newSlice({ metadata: { name: 'db-1', generation: 3 } });
  const generation = (changes: EndpointSlice) => {
    const object = newSlice(changes);
    strategy?.prepareForUpdate?.(object, live, newCluster);
    return object.metadata?.generation;
  };
  expect(generation({ metadata: { name: 'db-1', generation: 3, labels: { a: 'b' } } })).toBe(4);
  expect(generation({ metadata: { name: 'db-1', generation: 3, annotations: { a: 'b' } } })).toBe(3);
  const object = newSlice({ endpoints: [{ addresses: ['10.1.2.3'], deprecatedTopology: { a: 'b' } }] });
  strategy?.prepareForCreate?.(object, newCluster);
  expect(object).toMatchObject({ metadata: { generation: 1 }, endpoints: [{ addresses: ['10.1.2.3'] }] });
  expect(object.endpoints?.[0]).not.toHaveProperty('deprecatedTopology');
});
