import { expect, test } from 'vitest';
import { setEndpointsDefaults } from '../defaults/endpoints';
import type { EndpointSubset, Endpoints } from '../schema/generated/types';
import { warningsForEndpoints } from '../warnings/endpoints';
import { validateEndpoints } from './endpoints';
import { sentences } from './sample-objects';

function newEndpoints(subset: EndpointSubset): Endpoints {
  const endpoints: Endpoints = { metadata: { name: 'db', namespace: 'default' }, subsets: [subset] };
  setEndpointsDefaults(endpoints);
  return endpoints;
}

const VALID = 'must be a valid IP address';
const addresses = [{ ip: '192.0.2.42' }];

test.each<[EndpointSubset, string[]]>([
  [{ addresses, ports: [{ port: 80 }] }, []],
  [{}, [': Required value: must specify `addresses` or `notReadyAddresses`']],
  [
    { addresses: [{ ip: 'db' }] },
    [
      `.addresses[0].ip: Invalid value: "db": ${VALID}, (e.g. 10.9.8.7 or 2001:db8::ffff)`,
      `.addresses[0].ip: Invalid value: "db": ${VALID}`,
    ],
  ],
  [
    { notReadyAddresses: [{ ip: '::ffff:127.0.0.1', hostname: 'a.b' }] },
    [
      '.notReadyAddresses[0].ip: Invalid value: "::ffff:127.0.0.1": must not be an IPv4-mapped IPv6 address',
      '.notReadyAddresses[0].hostname: Invalid value: "a.b": must not contain dots',
      '.notReadyAddresses[0].ip: Invalid value: "::ffff:127.0.0.1": may not be in the loopback range (127.0.0.0/8, ::1/128)',
    ],
  ],
  [
    {
      addresses,
      ports: [
        { port: 0, protocol: 'HTTP' },
        { name: 'http', port: 80 },
      ],
    },
    [
      '.ports[0].name: Required value',
      '.ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive',
      '.ports[0].protocol: Unsupported value: "HTTP": supported values: "SCTP", "TCP", "UDP"',
    ],
  ],
])('addresses and ports are checked: %j', (subset, expected) => {
  expect(sentences(validateEndpoints(newEndpoints(subset)))).toEqual(expected.map((fault) => `subsets[0]${fault}`));
});

test('what a change leaves alone is not looked at', () => {
  const bad = newEndpoints({ addresses: [{ ip: '127.0.0.1' }] });
  expect(validateEndpoints(bad, bad)).toEqual([]);
  expect(validateEndpoints(bad, newEndpoints({ addresses }))).toHaveLength(1);
});

test('an address of IPv6 is best written short, unless the controller wrote it', () => {
  const endpoints = newEndpoints({ notReadyAddresses: [{ ip: '2001:db8:0::1' }] });
  expect(warningsForEndpoints(endpoints)).toEqual([
    'subsets[0].notReadyAddresses[0].ip: IPv6 address "2001:db8:0::1" should be in RFC 5952 canonical format ("2001:db8::1")',
  ]);
  const labels = { 'endpoints.kubernetes.io/managed-by': 'endpoint-controller' };
  expect(warningsForEndpoints({ ...endpoints, metadata: { labels } })).toEqual([]);
});
