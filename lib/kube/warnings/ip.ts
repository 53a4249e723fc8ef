/** How an address would be written well. Models GetWarningsForIP and GetWarningsForCIDR (apimachinery's util/validation/ip.go). */
import { quote } from '../field/print';
import { parseIP } from '../validation/ip';

/** Nothing is said of what is no address. */
export function warnForIP(field: string, text: string, warnings: string[]): void {
  const ip = parseIP(text);
  if (!ip) return;
  const written = canonicalIP(ip.bytes);
  if (ip.leadingZeros || isMapped(ip.bytes)) {
    warnings.push(`${field}: non-standard IP address ${quote(text)} is invalid: use ${quote(written)}`);
  } else if (ip.bytes.length !== 4 && written !== text) {
    warnings.push(`${field}: IPv6 address ${quote(text)} should be in RFC 5952 canonical format (${quote(written)})`);
  }
}

/** Only a range that is valid gets this far, so its one remaining fault is how it is written. */
export function warnForCIDR(field: string, text: string, warnings: string[]): void {
  const [address = '', length = ''] = text.split('/');
  const ip = parseIP(address);
  if (ip?.bytes.length !== 16) return;
  const written = `${canonicalIP(ip.bytes)}/${length}`;
  if (written === text) return;
  warnings.push(`${field}: IPv6 CIDR value ${quote(text)} should be in RFC 5952 canonical format (${quote(written)})`);
}

function isMapped(bytes: readonly number[]): boolean {
  return bytes.length === 16 && bytes.slice(0, 12).every((byte, at) => byte === (at >= 10 ? 0xff : 0));
}

/** RFC 5952: small letters, no leading zeros, the longest run of two zero groups or more as `::`. */
function canonicalIP(bytes: readonly number[]): string {
  if (bytes.length === 4) return bytes.join('.');
  if (isMapped(bytes)) return bytes.slice(12).join('.');
  const groups = Array.from({ length: 8 }, (_, at) => ((bytes[2 * at] ?? 0) << 8) | (bytes[2 * at + 1] ?? 0));
  const [start, length] = longestZeros(groups);
  const text = (from: number, to: number): string =>
    groups
      .slice(from, to)
      .map((group) => group.toString(16))
      .join(':');
  return length < 2 ? text(0, 8) : `${text(0, start)}::${text(start + length, 8)}`;
}

function longestZeros(groups: readonly number[]): [start: number, length: number] {
  let best: [number, number] = [0, 0];
  let start = 0;
  groups.forEach((group, at) => {
    if (group !== 0) start = at + 1;
    else if (at - start + 1 > best[1]) best = [start, at - start + 1];
  });
  return best;
}
