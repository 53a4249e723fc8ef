import { expect, test } from 'vitest';
import type { FieldError } from '../field/error';
import { FieldPath } from '../field/path';
import { isIPv6, isUsableIn, parseIP, validateCIDR, validateEndpointIP, validateIP } from './ip';
import { sentences } from './sample-objects';

const PATH = FieldPath.of('ip');
const NO_IP = 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)';
const NO_CIDR = 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)';

function faults(check: (errors: FieldError[]) => unknown): string[] {
  const errors: FieldError[] = [];
  check(errors);
  return sentences(errors);
}

test.each(['10.9.8.7', '0.0.0.0', '::', '::1', '2001:db8::ffff', 'FE80:0:0:0:0:0:0:0abc', '1:2:3:4:5:6:1.2.3.4'])(
  '%s is an address',
  (ip) => {
    expect(faults((errors) => validateIP(ip, PATH, errors))).toEqual([]);
  },
);

test.each([
  ['', NO_IP],
  ['None', NO_IP],
  ['1.2.3', NO_IP],
  ['1.2.3.256', NO_IP],
  ['1.2.3.4.5', NO_IP],
  ['1::2::3', NO_IP],
  [':::', NO_IP],
  ['12345::', NO_IP],
  ['1:2:3:4:5:6:7', NO_IP],
  ['1:2:3:4:5:6:7::8', NO_IP],
  ['1.2.3.4::', NO_IP],
  ['fe80::1%eth0', NO_IP],
  ['010.0.0.1', 'must not have leading 0s'],
  ['00001::', 'must not have leading 0s'],
  ['::ffff:1.2.3.4', 'must not be an IPv4-mapped IPv6 address'],
])('%s is none: %s', (ip, fault) => {
  expect(faults((errors) => validateIP(ip, PATH, errors))).toEqual([`ip: Invalid value: "${ip}": ${fault}`]);
});

test.each(['10.0.0.0/8', '::/0', '2001:db8::/64', '10.1.2.3/32', '0.0.0.0/0'])('%s is a range', (range) => {
  expect(faults((errors) => validateCIDR(range, PATH, errors))).toEqual([]);
});

test.each([
  ['10.0.0.0', NO_CIDR],
  ['10.0.0.0/33', NO_CIDR],
  ['10.0.0.0/-1', NO_CIDR],
  ['10.0.0.0/8/8', NO_CIDR],
  ['10.0.0.0/08', 'must not have leading 0s in IP or prefix length'],
  ['010.0.0.0/8', 'must not have leading 0s in IP or prefix length'],
  ['::ffff:1.2.3.0/120', 'must not have an IPv4-mapped IPv6 address'],
  ['10.0.0.1/8', 'must not have bits set beyond the prefix length'],
  ['::1/64', 'must not have bits set beyond the prefix length'],
])('%s is none: %s', (range, fault) => {
  expect(faults((errors) => validateCIDR(range, PATH, errors))).toEqual([`ip: Invalid value: "${range}": ${fault}`]);
});

test.each([
  ['0.0.0.0', 'may not be unspecified (0.0.0.0)'],
  ['127.0.0.2', 'may not be in the loopback range (127.0.0.0/8, ::1/128)'],
  ['::1', 'may not be in the loopback range (127.0.0.0/8, ::1/128)'],
  ['169.254.1.1', 'may not be in the link-local range (169.254.0.0/16, fe80::/10)'],
  ['fe80::1', 'may not be in the link-local range (169.254.0.0/16, fe80::/10)'],
  ['224.0.0.5', 'may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)'],
  ['ff02::1', 'may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)'],
])('nothing can be reached at %s', (ip, fault) => {
  const address = parseIP(ip);
  expect(address && faults((errors) => validateEndpointIP(ip, address, PATH, errors))).toEqual([
    `ip: Invalid value: "${ip}": ${fault}`,
  ]);
});

test('a family is that of the number, not of the spelling', () => {
  expect(
    ['10.0.0.1', '::ffff:10.0.0.1', '::1'].map((ip) => isIPv6(parseIP(ip) ?? { bytes: [], leadingZeros: false })),
  ).toEqual([false, false, true]);
});

test('the first and the last address of a range are nobody’s', () => {
  const usable = (ip: string): boolean => isUsableIn(parseIP(ip) ?? { bytes: [], leadingZeros: false }, '10.96.0.0/12');
  expect(['10.96.0.1', '10.111.255.254'].map(usable)).toEqual([true, true]);
  expect(['10.96.0.0', '10.111.255.255', '10.95.1.1', '192.168.1.1', 'fd00::1'].map(usable)).toEqual([
    false,
    false,
    false,
    false,
    false,
  ]);
});
