/**
 * IP addresses and ranges. Models IsValidIPForLegacyField and IsValidCIDRForLegacyField with strict validation
 * (apimachinery's util/validation/ip.go), ParseIPSloppy (k8s.io/utils/net) and ValidateEndpointIP (pkg/apis/core/validation).
 */
import type { FieldError } from '../field/error';
import { invalid } from '../field/error';
import type { FieldPath } from '../field/path';

export interface IPAddress {
  /** 4 of an IPv4 address, 16 otherwise; an IPv4-mapped IPv6 address has 16. */
  readonly bytes: readonly number[];
  /** Written with needless zeros, as `010.0.0.1`, which some programs read as octal. */
  readonly leadingZeros: boolean;
}

/** Four numbers or eight groups, with however many zeros before them. */
export function parseIP(text: string): IPAddress | undefined {
  const separator = /[.:]/.exec(text)?.[0];
  if (separator === '.') return parseIPv4(text);
  return separator === ':' ? parseIPv6(text) : undefined;
}

function parseIPv4(text: string): IPAddress | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^0*[0-9]{1,3}$/.test(part) && Number(part) <= 255))
    return undefined;
  return { bytes: parts.map(Number), leadingZeros: parts.some((part) => part.length > 1 && part.startsWith('0')) };
}

function parseIPv6(text: string): IPAddress | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head = '', tail] = halves;
  const before = parseGroups(head, tail === undefined);
  const after = tail === undefined ? { bytes: [], leadingZeros: false } : parseGroups(tail, true);
  if (!before || !after) return undefined;
  const missing = 16 - before.bytes.length - after.bytes.length;
  if (tail === undefined ? missing !== 0 : missing < 2) return undefined;
  return {
    bytes: [...before.bytes, ...Array.from({ length: missing }, () => 0), ...after.bytes],
    leadingZeros: before.leadingZeros || after.leadingZeros,
  };
}

/** Groups between colons; the last may be an IPv4 address. */
function parseGroups(text: string, mayEndInIPv4: boolean): IPAddress | undefined {
  if (text === '') return { bytes: [], leadingZeros: false };
  const bytes: number[] = [];
  let leadingZeros = false;
  const groups = text.split(':');
  for (const [at, group] of groups.entries()) {
    const embedded = mayEndInIPv4 && at === groups.length - 1 && group.includes('.') ? parseIPv4(group) : undefined;
    if (embedded) {
      bytes.push(...embedded.bytes);
      leadingZeros ||= embedded.leadingZeros;
    } else if (/^0*[0-9a-fA-F]{1,4}$/.test(group)) {
      const number = Number.parseInt(group, 16);
      bytes.push(number >> 8, number & 0xff);
      leadingZeros ||= group.length > 4;
    } else return undefined;
  }
  return { bytes, leadingZeros };
}

/** IPv6, and not an IPv4 address in the clothes of one. */
export function isIPv6(ip: IPAddress): boolean {
  return ip.bytes.length === 16 && !isMapped(ip.bytes);
}

/** `::ffff:1.2.3.4` */
export function isMapped(bytes: readonly number[]): boolean {
  return bytes.length === 16 && bytes.every((byte, at) => at >= 12 || byte === (at >= 10 ? 0xff : 0));
}

/** The good address, or nothing when it was reported. */
export function validateIP(text: string, path: FieldPath, errors: FieldError[]): IPAddress | undefined {
  const ip = parseIP(text);
  const wrong = !ip
    ? 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'
    : ip.leadingZeros
      ? 'must not have leading 0s'
      : isMapped(ip.bytes)
        ? 'must not be an IPv4-mapped IPv6 address'
        : undefined;
  if (wrong === undefined) return ip;
  errors.push(invalid(path, text, wrong));
  return undefined;
}

/** `10.0.0.0/8` */
export function validateCIDR(text: string, path: FieldPath, errors: FieldError[]): void {
  const wrong = cidrFault(text);
  if (wrong !== undefined) errors.push(invalid(path, text, wrong));
}

/** A range whose text was let pass or has been reported: the bytes of its network, masked, and how many bits are its own. */
export interface CIDR {
  readonly network: readonly number[];
  readonly length: number;
}

/** Nothing for what is no range at all. Models ParseCIDRSloppy, which takes an address within the range for it. */
export function parseCIDR(text: string): CIDR | undefined {
  const [, address = '', digits = ''] = CIDR_FORM.exec(text) ?? [];
  const ip = parseIP(address);
  const length = Number(digits);
  if (!ip || digits === '' || length > ip.bytes.length * 8) return undefined;
  return { network: ip.bytes.map((byte, at) => byte & ~hostBits(at, length)), length };
}

/** Whether an address lies in a range of its own family. An IPv4-mapped address is one of IPv4. Models net.IPNet.Contains. */
export function isInCIDR(address: readonly number[], { network, length }: CIDR): boolean {
  const ours = unmapped(address);
  const theirs = unmapped(network);
  const own = length - 8 * (network.length - theirs.length);
  return ours.length === theirs.length && ours.every((byte, at) => (byte & ~hostBits(at, own)) === theirs[at]);
}

/** The four bytes of an IPv4-mapped address; any other as it is. */
export function unmapped(bytes: readonly number[]): readonly number[] {
  return isMapped(bytes) ? bytes.slice(12) : bytes;
}

const CIDR_FORM = /^([^/]*)\/([0-9]+)$/;

/** Of the byte at a place, the bits that are beyond the prefix. */
function hostBits(at: number, length: number): number {
  return 0xff >> Math.min(Math.max(length - at * 8, 0), 8);
}

function cidrFault(text: string): string | undefined {
  const [, address = '', length = ''] = CIDR_FORM.exec(text) ?? [];
  const ip = parseIP(address);
  const bits = Number(length);
  if (!ip || length === '' || bits > ip.bytes.length * 8) {
    return 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)';
  }
  if (ip.leadingZeros || (length.length > 1 && length.startsWith('0'))) {
    return 'must not have leading 0s in IP or prefix length';
  }
  if (isMapped(ip.bytes)) return 'must not have an IPv4-mapped IPv6 address';
  const beyond = ip.bytes.some((byte, at) => (byte & hostBits(at, bits)) !== 0);
  return beyond ? 'must not have bits set beyond the prefix length' : undefined;
}

/** Addresses that cannot be those of a backend; externalIPs are held to the same. */
export function validateEndpointIP(text: string, ip: IPAddress, path: FieldPath, errors: FieldError[]): void {
  const { bytes } = ip;
  const [first = 0, second = 0, third = 0] = bytes;
  const isV4 = bytes.length === 4;
  const zeros = (count: number): boolean => bytes.slice(0, count).every((byte) => byte === 0);
  if (zeros(bytes.length)) errors.push(invalid(path, text, `may not be unspecified (${text})`));
  if (isV4 ? first === 127 : zeros(15) && bytes[15] === 1) {
    errors.push(invalid(path, text, 'may not be in the loopback range (127.0.0.0/8, ::1/128)'));
  }
  if (isV4 ? first === 169 && second === 254 : first === 0xfe && (second & 0xc0) === 0x80) {
    errors.push(invalid(path, text, 'may not be in the link-local range (169.254.0.0/16, fe80::/10)'));
  }
  if (isV4 ? first === 224 && second === 0 && third === 0 : first === 0xff && (second & 0x0f) === 0x02) {
    errors.push(invalid(path, text, 'may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)'));
  }
}

/** Whether an address lies in a range, of which the first and the last address are nobody's. */
export function isUsableIn(ip: IPAddress, cidr: string): boolean {
  const [base = '', length = ''] = cidr.split('/');
  const network = parseIP(base);
  if (!network || network.bytes.length !== ip.bytes.length) return false;
  const number = (bytes: readonly number[]): bigint => bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  const offset = number(ip.bytes) - number(network.bytes);
  const size = 1n << BigInt(ip.bytes.length * 8 - Number(length));
  return offset > 0n && offset < size - 1n;
}
