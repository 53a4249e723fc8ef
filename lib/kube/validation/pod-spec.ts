/**
 * A Pod's spec, in a Pod or in a template. Models ValidatePodSpec (pkg/apis/core/validation), in its order.
 *
 * Not modelled: schedulingGroup, whose feature is off in 1.36: the field is dropped before validation.
 */
import type { FieldError } from '../field/error';
import { forbidden, invalid, notFound, required } from '../field/error';
import type { FieldPath } from '../field/path';
import type { PodSpec } from '../schema/generated/types';
import { validateAffinity } from './affinity';
import type { ContainerSurroundings } from './container';
import { validateContainers, validateEphemeralContainers, validateInitContainers } from './container';
import { validateHostNetworkPorts } from './container-ports';
import { visitContainers } from './containers';
import { validateDNSConfig, validateDNSPolicy, validateHostAliases } from './dns';
import { validateEnum } from './enums';
import { validateHostname, validateHostnameOverride } from './hostname';
import { validateLabels } from './labels';
import { dnsSubdomainFaults } from './names';
import { MAX_INT32, validateInRange } from './numbers';
import { validateOS } from './pod-os';
import { validatePodResources } from './pod-resources';
import { namesOfClaims, validateResourceClaims } from './resource-claims';
import { validateContainerResources } from './resources';
import { validateRestartPolicy } from './restart-policy';
import { validateReadinessGates, validateSchedulingGates } from './gates';
import { validatePodSecurityContext } from './security-context';
import { validateTolerations } from './tolerations';
import { validateTopologySpread } from './topology-spread';
import type { VolumeOwner } from './volume';
import { validateVolumes } from './volume';
import { validateHostProcesses } from './windows-options';

/** Of a real Pod there are a name and annotations. */
export interface PodSpecOwner extends VolumeOwner {
  readonly isMirror?: boolean;
}

export function validatePodSpec(spec: PodSpec, owner: PodSpecOwner, path: FieldPath, errors: FieldError[]): void {
  if (spec.terminationGracePeriodSeconds === undefined) {
    errors.push(required(path.child('terminationGracePeriodSeconds')));
  }
  validateWorkload(spec, owner, path, errors);
  validateHostNetworkPorts(spec, owner.isPod, path, errors);
  validateRestartPolicy(spec.restartPolicy, path.child('restartPolicy'), errors);
  validateDNSPolicy(spec.dnsPolicy, path.child('dnsPolicy'), errors);
  validateLabels(spec.nodeSelector, path.child('nodeSelector'), errors);
  validatePodSecurityContext(spec, path, errors);
  if (spec.affinity) validateAffinity(spec.affinity, path.child('affinity'), errors);
  validateDNSConfig(spec.dnsConfig, spec.dnsPolicy, path.child('dnsConfig'), errors);
  if (spec.readinessGates) validateReadinessGates(spec.readinessGates, path.child('readinessGates'), errors);
  if (spec.schedulingGates) validateSchedulingGates(spec.schedulingGates, path.child('schedulingGates'), errors);
  if (spec.topologySpreadConstraints) {
    validateTopologySpread(spec.topologySpreadConstraints, path.child('topologySpreadConstraints'), errors);
  }
  validateHostProcesses(spec, path, errors);
  validateHostUsers(spec, path, errors);
  validateHostnameOverride(spec, path, errors);
  validateReferences(spec, path, errors);
  validateFileKeyVolumes(spec, path, errors);
}

/** Volumes, claims and containers, which refer to one another. */
function validateWorkload(spec: PodSpec, owner: PodSpecOwner, path: FieldPath, errors: FieldError[]): void {
  const volumes = validateVolumes(spec.volumes ?? [], owner, path.child('volumes'), errors);
  const { resourceClaims = [] } = spec;
  validateResourceClaims(resourceClaims, owner.isMirror ?? false, path.child('resourceClaims'), errors);
  const around: ContainerSurroundings = { spec, volumes, claimNames: namesOfClaims(resourceClaims) };
  validateContainers(around, path.child('containers'), errors);
  validateInitContainers(around, path.child('initContainers'), errors);
  validateEphemeralContainers(around, path.child('ephemeralContainers'), errors);
  validatePodResources(spec, around.claimNames, path, errors);
}

/** Names of other objects, and what else is single. */
function validateReferences(spec: PodSpec, path: FieldPath, errors: FieldError[]): void {
  const subdomain = (field: string, value: string | undefined): void => {
    if (value === undefined) return;
    for (const fault of dnsSubdomainFaults(value)) errors.push(invalid(path.child(field), value, fault));
  };
  subdomain('serviceAccountName', spec.serviceAccountName || undefined);
  subdomain('nodeName', spec.nodeName || undefined);
  if (spec.activeDeadlineSeconds !== undefined) {
    validateInRange(spec.activeDeadlineSeconds, 1, MAX_INT32, path.child('activeDeadlineSeconds'), errors);
  }
  validateHostname(spec, path, errors);
  if (spec.tolerations) validateTolerations(spec.tolerations, path.child('tolerations'), errors);
  if (spec.hostAliases) validateHostAliases(spec.hostAliases, path.child('hostAliases'), errors);
  subdomain('priorityClassName', spec.priorityClassName || undefined);
  subdomain('runtimeClassName', spec.runtimeClassName);
  if (spec.preemptionPolicy !== undefined) {
    validateEnum(spec.preemptionPolicy, ['PreemptLowerPriority', 'Never'], path.child('preemptionPolicy'), errors);
  }
  if (spec.overhead) {
    validateContainerResources({ limits: spec.overhead }, new Set(), path.child('overhead'), errors);
  }
  validateOS(spec, path, errors);
}

/** Users of the Pod's own go with no other namespace of the node. The server's spelling of two fields is its own. */
function validateHostUsers(spec: PodSpec, path: FieldPath, errors: FieldError[]): void {
  if (spec.hostUsers ?? true) return;
  const detail = 'when `hostUsers` is false';
  if (spec.hostNetwork) errors.push(forbidden(path.child('hostNetwork'), detail));
  if (spec.hostPID) errors.push({ ...forbidden(path.child('HostPID'), detail), place: path.child('hostPID') });
  if (spec.hostIPC) errors.push({ ...forbidden(path.child('HostIPC'), detail), place: path.child('hostIPC') });
  visitContainers(spec, path, ({ volumeDevices = [] }, here) => {
    if (volumeDevices.length > 0) errors.push(forbidden(here.child('volumeDevices'), detail));
  });
}

/** A variable from a file needs an emptyDir to hold the file. */
function validateFileKeyVolumes(spec: PodSpec, path: FieldPath, errors: FieldError[]): void {
  visitContainers(spec, path, ({ env = [] }, here) =>
    env.forEach(({ valueFrom }, at) => {
      if (!valueFrom?.fileKeyRef) return;
      const { volumeName = '' } = valueFrom.fileKeyRef;
      const field = here.child('env').index(at).child('valueFrom', 'fileKeyRef', 'volumeName');
      const volume = spec.volumes?.findLast(({ name = '' }) => name === volumeName);
      if (!volume) errors.push(notFound(field, volumeName));
      else if (!volume.emptyDir) errors.push(invalid(field, volumeName, 'referenced volume must be of type emptyDir'));
    }),
  );
}
