/**
 * Where a container sees its volumes: volumeMounts and volumeDevices. Models ValidateVolumeMounts,
 * ValidateVolumeDevices, validateMountPropagation and validateMountRecursiveReadOnly (pkg/apis/core/validation).
 */
import type { FieldError } from '../field/error';
import { forbidden, invalid, notFound, notSupported, placed, required } from '../field/error';
import type { FieldPath } from '../field/path';
import type { Container, Volume, VolumeMount } from '../schema/generated/types';
import { hasBacksteps, validateDescendingPath } from './paths';

/** The good volumes of a Pod by name: a mount of a volume that is itself wrong is "Not found" too. */
export type VolumesByName = ReadonlyMap<string, Volume>;

export function validateVolumeMounts(
  container: Container,
  volumes: VolumesByName,
  path: FieldPath,
  errors: FieldError[],
): void {
  const { volumeMounts = [], volumeDevices = [] } = container;
  const devices = pathsByName(volumeDevices.map(({ name, devicePath }) => [name, devicePath]));
  const seen = new Set<string>();
  volumeMounts.forEach((mount, at) => {
    const { name = '', mountPath = '' } = mount;
    const here = path.index(at);
    if (name === '') errors.push(required(here.child('name')));
    if (!volumes.has(name)) errors.push(notFound(here.child('name'), name));
    if (mountPath === '') errors.push(required(here.child('mountPath')));
    if (seen.has(mountPath)) errors.push(invalid(here.child('mountPath'), mountPath, 'must be unique'));
    seen.add(mountPath);
    if (devices.has(name)) {
      errors.push(invalid(here.child('name'), name, 'must not already exist in volumeDevices'));
    }
    if ([...devices.values()].includes(mountPath)) {
      errors.push(invalid(here.child('mountPath'), mountPath, 'must not already exist as a path in volumeDevices'));
    }
    validateSubPaths(mount, path, here, errors);
    validateMountPropagation(mount.mountPropagation, container, path, here, errors);
    validateRecursiveReadOnly(mount, path, here, errors);
  });
}

/** From here on the server's paths leave out which mount it is. */
function validateSubPaths(mount: VolumeMount, path: FieldPath, here: FieldPath, errors: FieldError[]): void {
  const { subPath = '', subPathExpr = '' } = mount;
  if (subPath !== '') validateDescendingPath(subPath, path.child('subPath'), errors, here.child('subPath'));
  if (subPathExpr === '') return;
  if (subPath !== '') {
    const exclusive = 'subPathExpr and subPath are mutually exclusive';
    errors.push(invalid(here.child('subPathExpr'), subPathExpr, exclusive));
  }
  validateDescendingPath(subPathExpr, path.child('subPathExpr'), errors, here.child('subPathExpr'));
}

const PROPAGATIONS = ['Bidirectional', 'HostToContainer', 'None'];

function validateMountPropagation(
  propagation: string | undefined,
  container: Container,
  path: FieldPath,
  here: FieldPath,
  errors: FieldError[],
): void {
  if (propagation === undefined) return;
  const [field, place] = [path.child('mountPropagation'), here.child('mountPropagation')];
  if (!PROPAGATIONS.includes(propagation)) errors.push(placed(notSupported(field, propagation, PROPAGATIONS), place));
  if (propagation === 'Bidirectional' && !container.securityContext?.privileged) {
    const detail = 'Bidirectional mount propagation is available only to privileged containers';
    errors.push(placed(forbidden(field, detail), place));
  }
}

function validateRecursiveReadOnly(mount: VolumeMount, path: FieldPath, here: FieldPath, errors: FieldError[]): void {
  const { recursiveReadOnly, readOnly, mountPropagation = 'None' } = mount;
  const [field, place] = [path.child('recursiveReadOnly'), here.child('recursiveReadOnly')];
  switch (recursiveReadOnly) {
    case undefined:
    case 'Disabled':
      return;
    case 'Enabled':
    case 'IfPossible':
      if (!readOnly) errors.push(placed(forbidden(field, 'may only be specified when readOnly is true'), place));
      if (mountPropagation !== 'None') {
        const detail = 'may only be specified when mountPropagation is None or not specified';
        errors.push(placed(forbidden(field, detail), place));
      }
      return;
    default:
      errors.push(placed(notSupported(field, recursiveReadOnly, ['Disabled', 'Enabled', 'IfPossible']), place));
  }
}

/** Raw block volumes. */
export function validateVolumeDevices(
  { volumeMounts = [], volumeDevices = [] }: Container,
  volumes: VolumesByName,
  path: FieldPath,
  errors: FieldError[],
): void {
  const mounts = pathsByName(volumeMounts.map(({ name, mountPath }) => [name, mountPath]));
  const paths = new Set<string>();
  const names = new Set<string>();
  volumeDevices.forEach(({ name = '', devicePath = '' }, at) => {
    const namePath = path.index(at).child('name');
    const devicePathPath = path.index(at).child('devicePath');
    const volume = volumes.get(name);
    if (name === '') errors.push(required(namePath));
    if (names.has(name)) errors.push(invalid(namePath, name, 'must be unique'));
    if (!volume) errors.push(notFound(namePath, name));
    else if (!volume.persistentVolumeClaim && !volume.ephemeral) {
      const detail = 'can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode';
      errors.push(invalid(namePath, name, detail));
    }
    if (devicePath === '') errors.push(required(devicePathPath));
    if (paths.has(devicePath)) errors.push(invalid(devicePathPath, devicePath, 'must be unique'));
    if (hasBacksteps(devicePath)) {
      errors.push(invalid(devicePathPath, devicePath, "can not contain backsteps ('..')"));
    } else paths.add(devicePath);
    if (mounts.has(name)) {
      errors.push(invalid(namePath, name, 'must not already exist in volumeMounts'));
    }
    if ([...mounts.values()].includes(devicePath)) {
      errors.push(invalid(devicePathPath, devicePath, 'must not already exist as a path in volumeMounts'));
    }
    if (name !== '') names.add(name);
  });
}

/** Of a volume that is there twice the server remembers the last path only. */
function pathsByName(
  entries: readonly (readonly [string | undefined, string | undefined])[],
): ReadonlyMap<string, string> {
  return new Map(entries.map(([name = '', path = '']) => [name, path]));
}
