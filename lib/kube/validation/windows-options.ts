/**
 * Windows. Models validateWindowsSecurityContextOptions and validateWindowsHostProcessPod (pkg/apis/core/validation), in a
 * cluster that allows privileged containers.
 */
import type { FieldError } from '../field/error';
import { invalid, invalidTyped } from '../field/error';
import type { FieldPath } from '../field/path';
import { byteLength } from '../field/print';
import type { PodSpec, WindowsSecurityContextOptions } from '../schema/generated/types';
import { visitContainers } from './containers';
import { dnsSubdomainFaults } from './names';

export function validateWindowsOptions(
  options: WindowsSecurityContextOptions | undefined,
  path: FieldPath,
  errors: FieldError[],
): void {
  if (!options) return;
  const { gmsaCredentialSpecName: specName, gmsaCredentialSpec: spec, runAsUserName } = options;
  for (const fault of specName === undefined ? [] : dnsSubdomainFaults(specName)) {
    errors.push(invalidTyped(path.child('gmsaCredentialSpecName'), specName, fault));
  }
  if (spec === '') {
    errors.push(invalidTyped(path.child('gmsaCredentialSpec'), spec, 'gmsaCredentialSpec cannot be an empty string'));
  } else if (spec !== undefined && byteLength(spec) > 64 * 1024) {
    errors.push(invalidTyped(path.child('gmsaCredentialSpec'), spec, 'gmsaCredentialSpec size must be under 64 KiB'));
  }
  for (const fault of runAsUserName === undefined ? [] : userNameFaults(runAsUserName)) {
    errors.push(invalidTyped(path.child('runAsUserName'), runAsUserName, `runAsUserName${fault}`));
  }
}

const NETBIOS_DOMAIN = /^[^\\/:*?"<>|.][^\\/:*?"<>|]{0,14}$/u;
const DNS_LABEL = '[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?';
const DNS_DOMAIN = new RegExp(`^${DNS_LABEL}(?:\\.${DNS_LABEL})*$`);
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const CONTROL = /[\x00-\x1f\x7f]/;

/** `DOMAIN\user` or `user`. Each fault continues the word runAsUserName. */
function userNameFaults(name: string): string[] {
  if (name === '') return [' cannot be an empty string'];
  if (CONTROL.test(name)) return [' cannot contain control characters'];
  const parts = name.split('\\');
  if (parts.length > 2) return [' cannot contain more than one backslash'];
  const domain = parts.length === 2 ? parts[0] : undefined;
  const user = parts.at(-1) ?? '';
  const faults: string[] = [];
  if (domain !== undefined) {
    if (byteLength(domain) >= 256) faults.push("'s Domain length must be under 256 characters");
    if (!NETBIOS_DOMAIN.test(domain) && !DNS_DOMAIN.test(domain)) {
      faults.push("'s Domain doesn't match the NetBios nor the DNS format");
    }
  }
  if (user === '') faults.push("'s User cannot be empty");
  else if (byteLength(user) > 104) faults.push("'s User length must not be longer than 104 characters");
  if (/^[. ]+$/.test(user)) faults.push("'s User cannot contain only periods or spaces");
  if (/["/\\:;|=,+*?<>@[\]]/.test(user)) {
    faults.push(`'s User cannot contain the following characters: "/\\:;|=,+*?<>@[]`);
  }
  return faults;
}

/** Host processes: all containers or none, and on the node's network. `path` is that of the spec. */
export function validateHostProcesses(spec: PodSpec, path: FieldPath, errors: FieldError[]): void {
  const ofPod = spec.securityContext?.windowsOptions?.hostProcess;
  let containers = 0;
  let hostProcesses = 0;
  visitContainers(spec, path, ({ securityContext }, here) => {
    containers++;
    const own = securityContext?.windowsOptions?.hostProcess;
    if (ofPod !== undefined && own !== undefined && ofPod !== own) {
      const detail = `pod hostProcess value must be identical if both are specified, was ${ofPod}`;
      errors.push(invalid(here.child('securityContext', 'windowsOptions', 'hostProcess'), own, detail));
    }
    if (own ?? ofPod) hostProcesses++;
  });
  if (hostProcesses === 0) return;
  if (hostProcesses !== containers) {
    const detail = 'If pod contains any hostProcess containers then all containers must be HostProcess containers';
    errors.push(invalid(path, '', detail));
  }
  if (!spec.hostNetwork) {
    const detail = 'hostNetwork must be true if pod contains any hostProcess containers';
    errors.push(invalid(path.child('hostNetwork'), false, detail));
  }
}
