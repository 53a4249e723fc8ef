/**
 * Containers of the three sorts. Models validateContainers, validateInitContainers, validateEphemeralContainers and
 * validateContainerCommon (pkg/apis/core/validation).
 */
import type { FieldError } from '../field/error';
import { duplicate, forbidden, invalid, invalidTyped, notFound, notSupported, required } from '../field/error';
import type { FieldPath } from '../field/path';
import type { Container, EphemeralContainer, PodSpec } from '../schema/generated/types';
import { validateContainerPorts, validateUniqueHostPorts } from './container-ports';
import { PULL_POLICIES, validateEnum } from './enums';
import { validateEnv, validateEnvFrom } from './env';
import { dnsLabelFaults } from './names';
import { validateLifecycle, validateProbes } from './probe';
import type { ClaimNames } from './resources';
import { validateContainerResources } from './resources';
import {
  validateContainerRestartPolicy,
  validateInitContainerRestartPolicy,
  validateResizePolicies,
} from './restart-policy';
import { validateSecurityContext } from './security-context';
import type { VolumesByName } from './volume-mounts';
import { validateVolumeDevices, validateVolumeMounts } from './volume-mounts';

/** What the Pod around a container says. */
export interface ContainerSurroundings {
  readonly spec: PodSpec;
  readonly volumes: VolumesByName;
  readonly claimNames: ClaimNames;
}

/** `path` is that of the list, here and below. */
export function validateContainers(around: ContainerSurroundings, path: FieldPath, errors: FieldError[]): void {
  const { containers = [], terminationGracePeriodSeconds } = around.spec;
  if (containers.length === 0) return void errors.push(required(path));
  const names = new Set<string>();
  containers.forEach((container, at) => {
    const { name = '', lifecycle } = container;
    const here = path.index(at);
    validateCommon(container, around, here, errors);
    if (names.has(name)) errors.push(duplicate(here.child('name'), name));
    names.add(name);
    if (lifecycle) validateLifecycle(lifecycle, terminationGracePeriodSeconds, here.child('lifecycle'), errors);
    validateProbes(container, here, errors);
    validateContainerRestartPolicy(container, here, errors);
  });
  validateUniqueHostPorts(containers, path, errors);
}

const ONLY_SIDECARS = ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'] as const;

/** They run one after the other, so each has its host ports for itself; a sidecar goes on running, and may have probes. */
export function validateInitContainers(around: ContainerSurroundings, path: FieldPath, errors: FieldError[]): void {
  const { initContainers = [], containers = [], terminationGracePeriodSeconds } = around.spec;
  const names = new Set(containers.map(({ name = '' }) => name));
  initContainers.forEach((container, at) => {
    const { name = '', lifecycle, restartPolicy } = container;
    const here = path.index(at);
    const isSidecar = restartPolicy === 'Always';
    validateCommon(container, around, here, errors);
    validateInitContainerRestartPolicy(container, here, errors);
    if (names.has(name)) errors.push(duplicate(here.child('name'), name));
    else if (name !== '') names.add(name);
    validateOwnHostPorts(container, at, path, errors);
    if (isSidecar) {
      if (lifecycle) validateLifecycle(lifecycle, terminationGracePeriodSeconds, here.child('lifecycle'), errors);
      validateProbes(container, here, errors);
      return;
    }
    for (const field of ONLY_SIDECARS) {
      if (container[field] === undefined) continue;
      errors.push(forbidden(here.child(field), 'may not be set for init containers without restartPolicy=Always'));
    }
    container.resizePolicy?.forEach((policy, policyAt) => {
      if (policy.restartPolicy !== 'RestartContainer') return;
      const field = here.child('resizePolicy').index(policyAt).child('restartPolicy');
      const detail = "must not be set to 'RestartContainer' for non-sidecar initContainers";
      errors.push(invalidTyped(field, policy.restartPolicy, detail));
    });
  });
}

/** The server counts from 0 for each. */
function validateOwnHostPorts(container: Container, at: number, path: FieldPath, errors: FieldError[]): void {
  const found: FieldError[] = [];
  validateUniqueHostPorts([container], path, found);
  for (const error of found) errors.push({ ...error, place: error.path.rebased(path.index(0), path.index(at)) });
}

/** Not allowed in them, in the order of the Go struct. */
const NOT_EPHEMERAL = [
  'ports',
  'resources',
  'resizePolicy',
  'restartPolicy',
  'restartPolicyRules',
  'livenessProbe',
  'readinessProbe',
  'startupProbe',
  'lifecycle',
] as const;

/** They come later, through a subresource; yet they are validated wherever they stand. */
export function validateEphemeralContainers(
  around: ContainerSurroundings,
  path: FieldPath,
  errors: FieldError[],
): void {
  const { ephemeralContainers = [], containers = [], initContainers = [] } = around.spec;
  if (ephemeralContainers.length === 0) return;
  const others = new Set([...containers, ...initContainers].map(({ name = '' }) => name));
  const names = new Set(others);
  const cannot = 'cannot be set for an Ephemeral Container';
  ephemeralContainers.forEach((container, at) => {
    const { name = '', targetContainerName = '', volumeMounts = [] } = container;
    const here = path.index(at);
    validateCommon(container, around, here, errors);
    validateImageWhitespace(container, here, errors);
    if (names.has(name)) errors.push(duplicate(here.child('name'), name));
    names.add(name);
    if (targetContainerName !== '' && !others.has(targetContainerName)) {
      errors.push(notFound(here.child('targetContainerName'), targetContainerName));
    }
    for (const field of NOT_EPHEMERAL) {
      if (isSet(container, field)) errors.push(forbidden(here.child(field), cannot));
    }
    volumeMounts.forEach(({ subPath = '', subPathExpr = '' }, mountAt) => {
      const mount = here.child('volumeMounts').index(mountAt);
      if (subPath !== '') errors.push(forbidden(mount.child('subPath'), cannot));
      if (subPathExpr !== '') errors.push(forbidden(mount.child('subPathExpr'), cannot));
    });
  });
}

/** `resources: {}` is what every container has in Go. */
function isSet(container: EphemeralContainer, field: (typeof NOT_EPHEMERAL)[number]): boolean {
  if (field !== 'resources') return container[field] !== undefined;
  return Object.values(container.resources ?? {}).some((part) => part !== undefined);
}

const MESSAGE_POLICIES = ['File', 'FallbackToLogsOnError'];

function validateCommon(
  container: Container,
  around: ContainerSurroundings,
  path: FieldPath,
  errors: FieldError[],
): void {
  const { name = '', image = '', terminationMessagePolicy: messagePolicy = '' } = container;
  const { hostUsers = true, restartPolicy = '' } = around.spec;
  if (name === '') errors.push(required(path.child('name')));
  else for (const fault of dnsLabelFaults(name)) errors.push(invalid(path.child('name'), name, fault));
  if (image === '') errors.push(required(path.child('image')));
  if (messagePolicy === '') errors.push(required(path.child('terminationMessagePolicy')));
  else if (!MESSAGE_POLICIES.includes(messagePolicy)) {
    errors.push(notSupported(path.child('terminationMessagePolicy'), messagePolicy, MESSAGE_POLICIES));
  }
  if (container.ports) validateContainerPorts(container.ports, path.child('ports'), errors);
  if (container.env) validateEnv(container.env, path.child('env'), errors);
  if (container.envFrom) validateEnvFrom(container.envFrom, path.child('envFrom'), errors);
  validateVolumeMounts(container, around.volumes, path.child('volumeMounts'), errors);
  validateVolumeDevices(container, around.volumes, path.child('volumeDevices'), errors);
  validateEnum(container.imagePullPolicy, PULL_POLICIES, path.child('imagePullPolicy'), errors);
  if (container.resources) {
    validateContainerResources(container.resources, around.claimNames, path.child('resources'), errors);
  }
  if (container.resizePolicy) {
    validateResizePolicies(container.resizePolicy, restartPolicy, path.child('resizePolicy'), errors);
  }
  validateSecurityContext(container.securityContext, hostUsers, path.child('securityContext'), errors);
}

/** Of a Pod only: a template may have it, as the blank image that OpenShift replaces. */
export function validateImageWhitespace({ image = '' }: Container, path: FieldPath, errors: FieldError[]): void {
  if (image.trim() === image) return;
  errors.push(invalid(path.child('image'), image, 'must not have leading or trailing whitespace'));
}
