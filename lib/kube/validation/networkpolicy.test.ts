import { expect, test } from 'vitest';
import { setNetworkPolicyDefaults } from '../defaults/networkpolicy';
import type {
  IPBlock,
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyPort,
  NetworkPolicySpec,
} from '../schema/generated/types';
import { warningsForNetworkPolicy } from '../warnings/networkpolicy';
import { validateNetworkPolicy, validateNetworkPolicySpec } from './networkpolicy';
import { sentences } from './sample-objects';

function newPolicy(spec: NetworkPolicySpec): NetworkPolicy {
  const policy: NetworkPolicy = { metadata: { name: 'db', namespace: 'default' }, spec };
  setNetworkPolicyDefaults(policy);
  return policy;
}

const faults = (spec: NetworkPolicySpec): string[] => sentences(validateNetworkPolicy(newPolicy(spec)));
const block = (cidr: string, ...except: string[]): NetworkPolicySpec => ({
  ingress: [{ from: [{ ipBlock: { cidr, except } }] }],
});

test('what it is about follows from its rules, and a port is one of TCP', () => {
  expect(newPolicy({}).spec?.policyTypes).toEqual(['Ingress']);
  expect(newPolicy({ egress: [{ ports: [{ port: 53 }] }] }).spec).toEqual({
    egress: [{ ports: [{ port: 53, protocol: 'TCP' }] }],
    policyTypes: ['Ingress', 'Egress'],
  });
});

test.each<[NetworkPolicyPort, string[]]>([
  [{ port: 80, endPort: 90 }, []],
  [{}, []],
  [{ port: 'http' }, []],
  [{ protocol: 'ICMP' }, ['protocol: Unsupported value: "ICMP": supported values: "TCP", "UDP", "SCTP"']],
  [{ port: 0 }, ['port: Invalid value: 0: must be between 1 and 65535, inclusive']],
  [{ port: 80, endPort: 79 }, ['endPort: Invalid value: 80: must be greater than or equal to `port`']],
  [{ endPort: 80 }, ['endPort: Invalid value: 80: may not be specified when `port` is not specified']],
  [
    { port: 'HTTP', endPort: 80 },
    [
      'endPort: Invalid value: 80: may not be specified when `port` is non-numeric',
      'port: Invalid value: "HTTP": must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)',
      'port: Invalid value: "HTTP": must contain at least one letter (a-z)',
    ],
  ],
])('a port is a number, a range or a name: %j', (port, expected) => {
  expect(faults({ egress: [{ ports: [port] }] })).toEqual(expected.map((fault) => `spec.egress[0].ports[0].${fault}`));
});

test.each<[NetworkPolicyPeer, string]>([
  [{}, 'spec.egress[0].to[0]: Required value: must specify a peer'],
  [
    { podSelector: {}, ipBlock: { cidr: '10.0.0.0/8' } },
    'spec.egress[0].to[0]: Forbidden: may not specify both ipBlock and another peer',
  ],
  [{ ipBlock: {} }, 'spec.egress[0].to[0].ipBlock.cidr: Required value'],
])('a peer is a selector or a block: %j', (peer, expected) => {
  expect(faults({ egress: [{ to: [peer] }] })).toEqual([expected]);
});

const BLOCK = 'spec.ingress[0].from[0].ipBlock';

test.each([
  ['10.0.0.0/8', '10.1.0.0/16', []],
  [
    '10.0.0.0/8',
    '10.0.0.0/8',
    [`${BLOCK}.except[0]: Invalid value: "10.0.0.0/8": must be a strict subset of \`cidr\``],
  ],
  [
    '10.0.0.0/8',
    '11.0.0.0/16',
    [`${BLOCK}.except[0]: Invalid value: "11.0.0.0/16": must be a strict subset of \`cidr\``],
  ],
  ['::/0', '10.0.0.0/8', [`${BLOCK}.except[0]: Invalid value: "10.0.0.0/8": must be a strict subset of \`cidr\``]],
  [
    '10.0.0.1/8',
    '10.1.0.0/16',
    [`${BLOCK}.cidr: Invalid value: "10.0.0.1/8": must not have bits set beyond the prefix length`],
  ],
  [
    'any',
    'none',
    [`${BLOCK}.cidr: Invalid value: "any": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)`],
  ],
])('what is left out of a block lies in it: %s, %s', (cidr, except, expected) => {
  expect(faults(block(cidr, except))).toEqual(expected);
});

test('a block that is there already is let pass', () => {
  const policy = newPolicy(block('10.0.0.1/8', '10.1.0.1/16'));
  expect(validateNetworkPolicySpec(policy, policy)).toEqual([]);
  expect(validateNetworkPolicySpec(policy, newPolicy({}))).toHaveLength(2);
});

test('it is about Ingress, Egress or both', () => {
  expect(faults({ policyTypes: ['Ingress', 'Out'] })).toEqual([
    'spec.policyTypes[1]: Unsupported value: "Out": supported values: "Ingress", "Egress"',
  ]);
  expect(faults({ policyTypes: ['Ingress', 'Egress', 'Ingress'] })).toEqual([
    'spec.policyTypes: Invalid value: ["Ingress","Egress","Ingress"]: may not specify more than two policyTypes',
  ]);
});

test('a block of IPv6 is best written short', () => {
  const ipBlock: IPBlock = { cidr: '2001:DB8::/32', except: ['2001:db8:0:0::/64'] };
  const policy = newPolicy({
    ingress: [{ from: [{ ipBlock }] }],
    egress: [{ to: [{ podSelector: {} }, { ipBlock }] }],
  });
  expect(warningsForNetworkPolicy(policy)).toEqual([
    `${BLOCK}.cidr: IPv6 CIDR value "2001:DB8::/32" should be in RFC 5952 canonical format ("2001:db8::/32")`,
    `${BLOCK}.except[0]: IPv6 CIDR value "2001:db8:0:0::/64" should be in RFC 5952 canonical format ("2001:db8::/64")`,
    'spec.egress[0].to[1].ipBlock.cidr: IPv6 CIDR value "2001:DB8::/32" should be in RFC 5952 canonical format ("2001:db8::/32")',
    'spec.egress[0].to[1].ipBlock.except[0]: IPv6 CIDR value "2001:db8:0:0::/64" should be in RFC 5952 canonical format ("2001:db8::/64")',
  ]);
});
