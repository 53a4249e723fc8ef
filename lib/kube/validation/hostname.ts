/** What a Pod calls itself. Models validatePodHostName and the hostname part of ValidatePodSpec. */
import type { FieldError } from '../field/error';
import { forbidden, invalid, tooLong } from '../field/error';
import type { FieldPath } from '../field/path';
import { byteLength } from '../field/print';
import type { PodSpec } from '../schema/generated/types';
import { dnsLabelFaults, dnsSubdomainFaults } from './names';

/** `path` is that of the spec. */
export function validateHostname(
  { hostname = '', subdomain = '' }: PodSpec,
  path: FieldPath,
  errors: FieldError[],
): void {
  for (const fault of hostname === '' ? [] : dnsLabelFaults(hostname)) {
    errors.push(invalid(path.child('hostname'), hostname, fault));
  }
  for (const fault of subdomain === '' ? [] : dnsLabelFaults(subdomain)) {
    errors.push(invalid(path.child('subdomain'), subdomain, fault));
  }
}

export function validateHostnameOverride(spec: PodSpec, path: FieldPath, errors: FieldError[]): void {
  const { hostnameOverride: name, setHostnameAsFQDN, hostNetwork } = spec;
  if (name === undefined) return;
  const here = path.child('hostnameOverride');
  if (setHostnameAsFQDN) errors.push(forbidden(here, 'may not be specified when setHostnameAsFQDN is true'));
  if (hostNetwork) errors.push(forbidden(here, 'may not be specified when hostNetwork is true'));
  if (byteLength(name) > 64) errors.push(tooLong(here, 64));
  for (const fault of dnsSubdomainFaults(name)) errors.push(invalid(here, name, fault));
}
