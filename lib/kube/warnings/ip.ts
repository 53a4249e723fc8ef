/** How an address would be written well. Models GetWarningsForIP and GetWarningsForCIDR (apimachinery's util/validation/ip.go). */
import { quote } from '../field/print';
import { canonicalIP } from '../validation/canonical-ip';
import { isMapped, parseIP } from '../validation/ip';

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
