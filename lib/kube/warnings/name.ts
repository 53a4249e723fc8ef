import { dnsLabelFaults } from '../validation/names';

/** A name that is longer or has more dots than a host may have. */
export function warningForName(name = '', where: string): string[] {
  const faults = dnsLabelFaults(name);
  if (faults.length === 0) return [];
  return [
    `metadata.name: this is used in ${where}, which can result in surprising behavior; a DNS label is recommended: [${faults.join(' ')}]`,
  ];
}
