/**
 * Where a PersistentVolume's bytes lie: exactly one source. Models the second half of ValidatePersistentVolumeSpec and the
 * validate…PersistentVolumeSource functions (pkg/apis/core/validation).
 */
import type { FieldError } from '../field/error';
import { forbidden, invalid, placed, required } from '../field/error';
import type { FieldPath } from '../field/path';
import { byteLength } from '../field/print';
import type {
  CSIPersistentVolumeSource,
  CinderPersistentVolumeSource,
  GlusterfsPersistentVolumeSource,
  ISCSIPersistentVolumeSource,
  PersistentVolumeSpec,
  SecretReference,
  StorageOSPersistentVolumeSource,
} from '../schema/generated/types';
import { dnsLabelFaults, dnsSubdomainFaults } from './names';
import { between } from './numbers';
import { validateNoBacksteps } from './paths';
import { requireFields } from './required-fields';
import { validateHostPathSource } from './volume-sources';
import {
  EUI,
  IQN,
  NAA,
  validateAzureDiskSource,
  validateCSIDriverName,
  validateFCSource,
  validateFlexSource,
  validateFlockerSource,
  validateNFSSource,
  validateAWSElasticBlockStore,
  validateGCEPersistentDisk,
  validateQuobyteSource,
  validateStorageOSNames,
} from './volume-sources-storage';

type Check = (spec: PersistentVolumeSpec, path: FieldPath, errors: FieldError[], volumeName: string) => void;

/** In the order in which the server looks; only the first one is looked into, but for flexVolume. */
const SOURCES: readonly (readonly [keyof PersistentVolumeSpec, Check])[] = [
  ['hostPath', ({ hostPath = {} }, path, errors) => validateHostPathSource(hostPath, path, errors)],
  [
    'gcePersistentDisk',
    ({ gcePersistentDisk: disk = {} }, path, errors) => validateGCEPersistentDisk(disk, path, errors),
  ],
  [
    'awsElasticBlockStore',
    ({ awsElasticBlockStore: disk = {} }, path, errors) => validateAWSElasticBlockStore(disk, path, errors),
  ],
  ['glusterfs', ({ glusterfs = {} }, path, errors) => validateGlusterfs(glusterfs, path, errors)],
  ['flocker', ({ flocker = {} }, path, errors) => validateFlockerSource(flocker, path, errors)],
  ['nfs', ({ nfs = {} }, path, errors) => validateNFSSource(nfs, path, errors)],
  ['rbd', ({ rbd = {} }, path, errors) => requireFields({ monitors: rbd.monitors, image: rbd.image }, path, errors)],
  ['quobyte', ({ quobyte = {} }, path, errors) => validateQuobyteSource(quobyte, path, errors)],
  ['cephfs', ({ cephfs = {} }, path, errors) => requireFields({ monitors: cephfs.monitors }, path, errors)],
  ['iscsi', ({ iscsi = {} }, path, errors, name) => validateISCSI(iscsi, name, path, errors)],
  ['cinder', ({ cinder = {} }, path, errors) => validateCinder(cinder, path, errors)],
  ['fc', ({ fc = {} }, path, errors) => validateFCSource(fc, path, errors)],
  ['flexVolume', ({ flexVolume = {} }, path, errors) => validateFlexSource(flexVolume, path, errors)],
  [
    'azureFile',
    ({ azureFile: share = {} }, path, errors) => {
      requireFields({ secretName: share.secretName, shareName: share.shareName }, path, errors);
      if (share.secretNamespace === '') errors.push(required(path.child('secretNamespace')));
    },
  ],
  [
    'vsphereVolume',
    ({ vsphereVolume: disk = {} }, path, errors) => requireFields({ volumePath: disk.volumePath }, path, errors),
  ],
  [
    'photonPersistentDisk',
    ({ photonPersistentDisk: disk = {} }, path, errors) => requireFields({ pdID: disk.pdID }, path, errors),
  ],
  [
    'portworxVolume',
    ({ portworxVolume = {} }, path, errors) => requireFields({ volumeID: portworxVolume.volumeID }, path, errors),
  ],
  ['azureDisk', ({ azureDisk = {} }, path, errors) => validateAzureDiskSource(azureDisk, path, errors)],
  [
    'scaleIO',
    ({ scaleIO = {} }, path, errors) =>
      requireFields({ gateway: scaleIO.gateway, system: scaleIO.system, volumeName: scaleIO.volumeName }, path, errors),
  ],
  ['local', validateLocal],
  ['storageos', ({ storageos = {} }, path, errors) => validateStorageOS(storageos, path, errors)],
  ['csi', ({ csi = {} }, path, errors) => validateCSI(csi, path, errors)],
];

/** Where the server's word for a source is not the field's. */
const INSIDE: Readonly<Record<string, string>> = { gcePersistentDisk: 'persistentDisk' };
const BESIDE: Readonly<Record<string, string>> = { cephfs: 'cephFS' };

export function validatePersistentVolumeSources(
  spec: PersistentVolumeSpec,
  volumeName: string,
  path: FieldPath,
  errors: FieldError[],
): void {
  let found = false;
  for (const [source, check] of SOURCES) {
    if (spec[source] === undefined) continue;
    if (found && source !== 'flexVolume') {
      const error = forbidden(path.child(BESIDE[source] ?? source), 'may not specify more than 1 volume type');
      errors.push(placed(error, path.child(source)));
    } else check(spec, path.child(INSIDE[source] ?? source), errors, volumeName);
    if (source === 'local' && !found && !spec.nodeAffinity) {
      errors.push(required(path.child('nodeAffinity'), 'Local volume requires node affinity'));
    }
    found = true;
  }
  if (!found) errors.push(required(path, 'must specify a volume type'));
}

function validateGlusterfs(source: GlusterfsPersistentVolumeSource, path: FieldPath, errors: FieldError[]): void {
  const { endpointsNamespace: namespace } = source;
  requireFields({ endpoints: source.endpoints, path: source.path }, path, errors);
  if (namespace === undefined) return;
  const here = path.child('endpointsNamespace');
  const faults =
    namespace === ''
      ? ['if the endpointnamespace is set, it must be a valid namespace name']
      : dnsLabelFaults(namespace);
  for (const fault of faults) errors.push(invalid(here, namespace, fault));
}

const MOST_NAME_BYTES = 64;

function validateISCSI(
  source: ISCSIPersistentVolumeSource,
  volumeName: string,
  path: FieldPath,
  errors: FieldError[],
): void {
  const { targetPortal = '', iqn = '', lun = 0, initiatorName, secretRef } = source;
  if (targetPortal === '') errors.push(required(path.child('targetPortal')));
  if (initiatorName !== undefined && byteLength(`${volumeName}:${targetPortal}`) > MOST_NAME_BYTES) {
    const detail =
      'Total length of <volume name>:<iscsi.targetPortal> must be under 64 characters if iscsi.initiatorName is specified.';
    errors.push(placed(invalid(path.child('targetportal'), targetPortal, detail), path.child('targetPortal')));
  }
  if (iqn === '') errors.push(required(path.child('iqn')));
  else if (!isISCSIName(iqn)) errors.push(invalid(path.child('iqn'), iqn, 'must be valid format'));
  if (lun < 0 || lun > 255) errors.push(invalid(path.child('lun'), lun, between(0, 255)));
  if ((source.chapAuthDiscovery || source.chapAuthSession) && !secretRef) {
    errors.push(required(path.child('secretRef')));
  }
  if (secretRef) requireFields({ name: secretRef.name }, path.child('secretRef'), errors);
  if (initiatorName !== undefined && !isISCSIName(initiatorName)) {
    const error = invalid(path.child('initiatorname'), initiatorName, 'must be valid format');
    errors.push(placed(error, path.child('initiatorName')));
  }
}

function isISCSIName(name: string): boolean {
  if (name.startsWith('iqn')) return IQN.test(name);
  if (name.startsWith('eui')) return EUI.test(name);
  return name.startsWith('naa') && NAA.test(name);
}

function validateCinder(source: CinderPersistentVolumeSource, path: FieldPath, errors: FieldError[]): void {
  requireFields({ volumeID: source.volumeID }, path, errors);
  const { secretRef } = source;
  if (secretRef) {
    requireFields({ name: secretRef.name, namespace: secretRef.namespace }, path.child('secretRef'), errors);
  }
}

function validateLocal({ local = {} }: PersistentVolumeSpec, path: FieldPath, errors: FieldError[]): void {
  const { path: directory = '' } = local;
  if (directory === '') errors.push(required(path.child('path')));
  else validateNoBacksteps(directory, path.child('path'), errors);
}

function validateStorageOS(source: StorageOSPersistentVolumeSource, path: FieldPath, errors: FieldError[]): void {
  const { secretRef } = source;
  validateStorageOSNames(source, path, errors);
  if (secretRef) {
    requireFields({ name: secretRef.name, namespace: secretRef.namespace }, path.child('secretRef'), errors);
  }
}

const CSI_SECRETS = [
  'controllerPublishSecretRef',
  'controllerExpandSecretRef',
  'nodePublishSecretRef',
  'nodeExpandSecretRef',
] as const;

function validateCSI(source: CSIPersistentVolumeSource, path: FieldPath, errors: FieldError[]): void {
  validateCSIDriverName(source.driver ?? '', path.child('driver'), errors);
  requireFields({ volumeHandle: source.volumeHandle }, path, errors);
  for (const field of CSI_SECRETS) {
    const ref = source[field];
    if (ref) validateSecretReference(ref, path.child(field), errors);
  }
}

function validateSecretReference(
  { name = '', namespace = '' }: SecretReference,
  path: FieldPath,
  errors: FieldError[],
): void {
  if (name === '') errors.push(required(path.child('name')));
  else for (const fault of dnsSubdomainFaults(name)) errors.push(invalid(path.child('name'), name, fault));
  if (namespace === '') errors.push(required(path.child('namespace')));
  else for (const fault of dnsLabelFaults(namespace)) errors.push(invalid(path.child('namespace'), namespace, fault));
}
