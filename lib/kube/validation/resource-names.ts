/**
 * The names of resources: cpu, memory, hugepages-2Mi, example.com/gpu. Models IsStandardResourceName and its kin
 * (pkg/apis/core/helper) and validateContainerResourceName and validatePodResourceName (pkg/apis/core/validation).
 */
import type { FieldError } from '../field/error';
import { invalidTyped, notSupported } from '../field/error';
import type { FieldPath } from '../field/path';
import { labelKeyFaults } from './names';

export type ResourceNameRule = (name: string, path: FieldPath, errors: FieldError[]) => void;

const CONTAINER_RESOURCES = ['cpu', 'memory', 'ephemeral-storage'];

/** What can be counted in a quota as whole numbers. */
const OBJECT_COUNTS = [
  'pods',
  'resourcequotas',
  'services',
  'replicationcontrollers',
  'secrets',
  'configmaps',
  'persistentvolumeclaims',
  'services.nodeports',
  'services.loadbalancers',
];

const STANDARD_RESOURCES = [
  ...CONTAINER_RESOURCES,
  ...OBJECT_COUNTS,
  'requests.cpu',
  'requests.memory',
  'requests.ephemeral-storage',
  'limits.cpu',
  'limits.memory',
  'limits.ephemeral-storage',
  'storage',
  'requests.storage',
];

export function validateContainerResourceName(name: string, path: FieldPath, errors: FieldError[]): void {
  if (CONTAINER_RESOURCES.includes(name)) return;
  validateResourceName(name, path, errors);
  if (!name.includes('/')) {
    if (!isHugePages(name)) errors.push(invalidTyped(path, name, 'must be a standard resource for containers'));
  } else if (!isNative(name) && !isExtendedResource(name)) {
    errors.push(invalidTyped(path, name, "doesn't follow extended resource name standard"));
  }
}

/** Resources of a whole Pod are few. */
export function validatePodResourceName(name: string, path: FieldPath, errors: FieldError[]): void {
  const before = errors.length;
  validateResourceName(name, path, errors);
  if (errors.length > before || name === 'cpu' || name === 'memory' || isHugePages(name)) return;
  errors.push(notSupported(path, name, ['cpu', 'hugepages-', 'memory']));
}

export function validateResourceName(name: string, path: FieldPath, errors: FieldError[]): void {
  const faults = labelKeyFaults(name);
  for (const fault of faults) errors.push(invalidTyped(path, name, fault));
  if (faults.length > 0 || name.includes('/') || isStandard(name)) return;
  errors.push(invalidTyped(path, name, 'must be a standard resource type or fully qualified'));
}

/** What a quota may limit, of Kubernetes' own. */
export function isStandardQuotaResource(name: string): boolean {
  if (isHugePages(name) || name.startsWith('requests.hugepages-')) return true;
  return STANDARD_RESOURCES.includes(name) && name !== 'storage';
}

function isStandard(name: string): boolean {
  return STANDARD_RESOURCES.includes(name) || isHugePages(name) || name.startsWith('requests.hugepages-');
}

export function isHugePages(name: string): boolean {
  return name.startsWith('hugepages-');
}

/** Of Kubernetes itself: without a domain, or in one of its own. */
function isNative(name: string): boolean {
  return !name.includes('/') || name.includes('kubernetes.io/');
}

/** A device: of a foreign domain, and a good name also with the `requests.` that a quota puts before it. */
function isExtendedResource(name: string): boolean {
  return !isNative(name) && !name.startsWith('requests.') && labelKeyFaults(`requests.${name}`).length === 0;
}

/** Counted in whole numbers. */
export function isIntegerResource(name: string): boolean {
  return OBJECT_COUNTS.includes(name) || isExtendedResource(name);
}

/** More may be promised than there is; not so of huge pages and devices. */
export function isOvercommitAllowed(name: string): boolean {
  return isNative(name) && !isHugePages(name);
}
