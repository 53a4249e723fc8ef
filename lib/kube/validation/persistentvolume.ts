/**
 * PersistentVolumes. Models ValidatePersistentVolume and ValidatePersistentVolumeUpdate (pkg/apis/core/validation), and
 * checkMountOption (pkg/volume/validation).
 */
import { isSemanticallyEqual } from '../equality';
import type { FieldError } from '../field/error';
import { forbidden, invalid, invalidTyped, notSupported, placed, required } from '../field/error';
import { internalDiff, internalValue } from '../field/internal';
import { FieldPath } from '../field/path';
import { goMap } from '../field/print';
import { formatQuantity, scaledQuantity, signOfQuantity } from '../quantity';
import type { PersistentVolume, PersistentVolumeSpec, VolumeNodeAffinity } from '../schema/generated/types';
import { validateOptionalEnum } from './enums';
import type { StringMap } from './labels';
import { dnsSubdomainFaults } from './names';
import { validateNodeSelector } from './node-selector';
import { METADATA, validateObjectMeta } from './object-meta';
import { IMMUTABLE } from './object-meta-update';
import { validateAccessModes } from './persistent-volume-claim-spec';
import { validatePersistentVolumeSources } from './persistent-volume-sources';
import { quantitiesOf } from './resources';

const SPEC = FieldPath.of('spec');
const MOUNT_OPTIONS = 'volume.beta.kubernetes.io/mount-options';

export function validatePersistentVolume(volume: PersistentVolume): FieldError[] {
  const { metadata, spec = {} } = volume;
  const errors: FieldError[] = [];
  validateObjectMeta(metadata, 'cluster', dnsSubdomainFaults, errors);
  validateSpec(spec, metadata?.name ?? '', errors);
  if (Object.hasOwn(metadata?.annotations ?? {}, MOUNT_OPTIONS) && !MOUNTED.some((source) => spec[source])) {
    const path = METADATA.child('annotations', MOUNT_OPTIONS);
    errors.push(forbidden(path, 'may not specify mount options for this volume type'));
  }
  return errors;
}

/** The sources that take mount options. */
const MOUNTED = [
  'gcePersistentDisk',
  'awsElasticBlockStore',
  'glusterfs',
  'nfs',
  'rbd',
  'quobyte',
  'iscsi',
  'cinder',
  'cephfs',
  'azureFile',
  'vsphereVolume',
  'azureDisk',
  'photonPersistentDisk',
] as const;

export function validatePersistentVolumeUpdate(volume: PersistentVolume, live: PersistentVolume): FieldError[] {
  // Upstream validates the whole twice here, and so counts its faults twice.
  const errors = [...validatePersistentVolume(volume), ...validatePersistentVolume(volume)];
  const { spec = {} } = volume;
  const before = live.spec ?? {};
  const sourceDiff = internalDiff('PersistentVolumeSource', before, withoutNewExpandSecret(spec, before));
  if (sourceDiff !== '') {
    const path = SPEC.child('persistentvolumesource');
    const detail = `spec.persistentvolumesource is immutable after creation\n${sourceDiff}`;
    errors.push(placed(forbidden(path, detail), SPEC));
  }
  if (spec.volumeMode !== before.volumeMode) {
    const error = invalidTyped(FieldPath.of('volumeMode'), spec.volumeMode ?? null, IMMUTABLE);
    errors.push(placed(error, SPEC.child('volumeMode')));
  }
  if (before.nodeAffinity && !isSameAffinity(spec.nodeAffinity, before.nodeAffinity)) {
    const printed = internalValue('VolumeNodeAffinity', spec.nodeAffinity);
    const detail = `${IMMUTABLE}, except for updating from beta label to GA`;
    errors.push(placed(invalid(FieldPath.of('nodeAffinity'), printed, detail), SPEC.child('nodeAffinity')));
  }
  if (before.volumeAttributesClassName !== undefined && spec.volumeAttributesClassName === undefined) {
    const detail = 'update from non-nil value to nil is forbidden';
    errors.push(forbidden(SPEC.child('volumeAttributesClassName'), detail));
  }
  return errors;
}

/** This one secret may come later. */
function withoutNewExpandSecret(spec: PersistentVolumeSpec, live: PersistentVolumeSpec): PersistentVolumeSpec {
  if (!spec.csi || !live.csi || live.csi.controllerExpandSecretRef) return spec;
  const { controllerExpandSecretRef: _new, ...csi } = spec.csi;
  return { ...spec, csi };
}

const LABELS_OF_TODAY: Readonly<Record<string, string>> = {
  'beta.kubernetes.io/os': 'kubernetes.io/os',
  'beta.kubernetes.io/arch': 'kubernetes.io/arch',
  'failure-domain.beta.kubernetes.io/zone': 'topology.kubernetes.io/zone',
  'failure-domain.beta.kubernetes.io/region': 'topology.kubernetes.io/region',
  'beta.kubernetes.io/instance-type': 'node.kubernetes.io/instance-type',
};

function isSameAffinity(affinity: VolumeNodeAffinity | undefined, live: VolumeNodeAffinity): boolean {
  if (isSemanticallyEqual('VolumeNodeAffinity', affinity, live)) return true;
  return isSemanticallyEqual('VolumeNodeAffinity', affinity, withLabelsOfToday(live));
}

function withLabelsOfToday({ required: needed = {} }: VolumeNodeAffinity): VolumeNodeAffinity {
  const nodeSelectorTerms = (needed.nodeSelectorTerms ?? []).map((term) => ({
    ...term,
    matchExpressions: (term.matchExpressions ?? []).map(({ key = '', ...rest }) => ({
      ...rest,
      key: LABELS_OF_TODAY[key] ?? key,
    })),
  }));
  return { required: { nodeSelectorTerms } };
}

function validateSpec(spec: PersistentVolumeSpec, name: string, errors: FieldError[]): void {
  const { accessModes = [], storageClassName = '', volumeAttributesClassName, persistentVolumeReclaimPolicy } = spec;
  if (accessModes.length === 0) errors.push(required(SPEC.child('accessModes')));
  validateAccessModes(accessModes, SPEC.child('accessModes'), errors);
  validateCapacity(spec.capacity, SPEC.child('capacity'), errors);
  if (persistentVolumeReclaimPolicy) {
    const path = SPEC.child('persistentVolumeReclaimPolicy');
    validateOptionalEnum(persistentVolumeReclaimPolicy, ['Delete', 'Recycle', 'Retain'], path, errors);
  }
  if (spec.nodeAffinity) {
    const path = SPEC.child('nodeAffinity', 'required');
    if (spec.nodeAffinity.required) validateNodeSelector(spec.nodeAffinity.required, path, errors);
    else errors.push(required(path, 'must specify required node constraints'));
  }
  validatePersistentVolumeSources(spec, name, SPEC, errors);
  if (isRoot(spec.hostPath?.path) && persistentVolumeReclaimPolicy === 'Recycle') {
    const detail = "may not be 'recycle' for a hostPath mount of '/'";
    errors.push(forbidden(SPEC.child('persistentVolumeReclaimPolicy'), detail));
  }
  const className = (field: string, value: string): void => {
    for (const fault of dnsSubdomainFaults(value)) errors.push(invalid(SPEC.child(field), value, fault));
  };
  if (storageClassName !== '') className('storageClassName', storageClassName);
  validateOptionalEnum(spec.volumeMode, ['Block', 'Filesystem'], SPEC.child('volumeMode'), errors);
  if (volumeAttributesClassName === undefined) return;
  if (volumeAttributesClassName === '') {
    errors.push(required(SPEC.child('volumeAttributesClassName'), 'an empty string is disallowed'));
  } else className('volumeAttributesClassName', volumeAttributesClassName);
  if (!spec.csi) errors.push(required(SPEC.child('csi'), 'has to be specified when using volumeAttributesClassName'));
}

/** `/`, `//`, `/a/..` */
function isRoot(path: string | undefined): boolean {
  if (!path?.startsWith('/')) return false;
  const left: string[] = [];
  for (const step of path.split('/')) {
    if (step === '..') left.pop();
    else if (step !== '' && step !== '.') left.push(step);
  }
  return left.length === 0;
}

/** A volume has a size and nothing else. */
function validateCapacity(given: StringMap | undefined, path: FieldPath, errors: FieldError[]): void {
  const capacity = given ?? {};
  const names = Object.keys(capacity);
  if (names.length === 0) errors.push(required(path));
  if (!Object.hasOwn(capacity, 'storage') || names.length > 1) {
    errors.push(notSupported(path, given ? goMap(given) : null, ['storage']));
  }
  for (const [name, quantity] of quantitiesOf(capacity)) {
    const here = path.key(name);
    const rounded = scaledQuantity(quantity, 0);
    if (rounded < 0n) errors.push(invalid(here, Number(rounded), 'must be a valid resource quantity'));
    if (signOfQuantity(quantity) <= 0)
      errors.push(invalid(here, formatQuantity(quantity), 'must be greater than zero'));
  }
}
