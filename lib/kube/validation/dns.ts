/** Names inside a Pod: dnsPolicy, dnsConfig, hostAliases. Models validatePodDNSConfig and ValidateHostAliases. */
import type { FieldError } from '../field/error';
import { invalid, required } from '../field/error';
import type { FieldPath } from '../field/path';
import { byteLength } from '../field/print';
import type { HostAlias, PodDNSConfig } from '../schema/generated/types';
import { validateEnum } from './enums';
import { validateIP } from './ip';
import { dnsSubdomainFaults, dnsSubdomainWithUnderscoreFaults } from './names';

const POLICIES = ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None'];
const MOST_NAMESERVERS = 3;
const MOST_SEARCHES = 32;
const MOST_SEARCH_BYTES = 2048;

export function validateDNSPolicy(policy: string | undefined, path: FieldPath, errors: FieldError[]): void {
  validateEnum(policy, POLICIES, path, errors);
}

export function validateDNSConfig(
  config: PodDNSConfig | undefined,
  policy: string | undefined,
  path: FieldPath,
  errors: FieldError[],
): void {
  const { nameservers = [], searches = [], options = [] } = config ?? {};
  if (policy === 'None') {
    if (!config) return void errors.push(required(path, 'must provide `dnsConfig` when `dnsPolicy` is None'));
    if (nameservers.length === 0) {
      const detail = 'must provide at least one DNS nameserver when `dnsPolicy` is None';
      return void errors.push(required(path.child('nameservers'), detail));
    }
  }
  if (nameservers.length > MOST_NAMESERVERS) {
    const detail = `must not have more than ${MOST_NAMESERVERS} nameservers`;
    errors.push(invalid(path.child('nameservers'), nameservers, detail));
  }
  nameservers.forEach((ip, at) => validateIP(ip, path.child('nameservers').index(at), errors));
  validateSearches(searches, path.child('searches'), errors);
  options.forEach(({ name = '' }, at) => {
    if (name === '') errors.push(required(path.child('options').index(at), 'must not be empty'));
  });
}

function validateSearches(searches: readonly string[], path: FieldPath, errors: FieldError[]): void {
  if (searches.length > MOST_SEARCHES) {
    errors.push(invalid(path, searches, `must not have more than ${MOST_SEARCHES} search paths`));
  }
  if (byteLength(searches.join(' ')) > MOST_SEARCH_BYTES) {
    const detail = `must not have more than ${MOST_SEARCH_BYTES} characters (including spaces) in the search list`;
    errors.push(invalid(path, searches, detail));
  }
  searches.forEach((search, at) => {
    if (search === '.') return;
    const domain = search.replace(/\.$/, '');
    for (const fault of dnsSubdomainWithUnderscoreFaults(domain)) errors.push(invalid(path.index(at), domain, fault));
  });
}

export function validateHostAliases(aliases: readonly HostAlias[], path: FieldPath, errors: FieldError[]): void {
  aliases.forEach(({ ip = '', hostnames = [] }, at) => {
    validateIP(ip, path.index(at).child('ip'), errors);
    hostnames.forEach((name, nameAt) => {
      const here = path.index(at).child('hostnames').index(nameAt);
      for (const fault of dnsSubdomainFaults(name)) errors.push(invalid(here, name, fault));
    });
  });
}
