/**
 * The volumes of a Pod: their names, and that each has one source. Models ValidateVolumes and validateVolumeSource
 * (pkg/apis/core/validation). A volume without a source never comes here: it is defaulted to an emptyDir.
 */
import type { FieldError } from '../field/error';
import { duplicate, forbidden, invalid, required } from '../field/error';
import type { FieldPath } from '../field/path';
import { byteLength, quote } from '../field/print';
import { parseQuantity, signOfQuantity } from '../quantity';
import type { Volume } from '../schema/generated/types';
import { validateEphemeralSource } from './claim-template';
import { dnsLabelFaults, dnsSubdomainFaults } from './names';
import {
  validateConfigMapSource,
  validateDownwardAPISource,
  validateGitRepoSource,
  validateHostPathSource,
  validateImageSource,
  validateSecretSource,
} from './volume-sources';
import {
  validateAzureDiskSource,
  validateCSISource,
  validateCinderSource,
  validateFCSource,
  validateFlexSource,
  validateFlockerSource,
  validateISCSISource,
  validateNFSSource,
  validateAWSElasticBlockStore,
  validateGCEPersistentDisk,
  validateQuobyteSource,
  validateStorageOSSource,
} from './volume-sources-storage';
import { validateProjectedSource } from './projected-volume';
import { requireFields } from './required-fields';

/** What validation knows beyond the volume itself. */
export interface VolumeOwner {
  readonly isPod: boolean;
  /** The Pod's name, which a template does not have. */
  readonly podName?: string | undefined;
}

type Check = (volume: Volume, path: FieldPath, errors: FieldError[], owner: VolumeOwner) => void;

/** `path` is that of the list. The volumes without a fault come back, by name: only those can be mounted. */
export function validateVolumes(
  volumes: readonly Volume[],
  owner: VolumeOwner,
  path: FieldPath,
  errors: FieldError[],
): ReadonlyMap<string, Volume> {
  const good = new Map<string, Volume>();
  volumes.forEach((volume, at) => {
    const before = errors.length;
    const here = path.index(at);
    const { name = '', persistentVolumeClaim } = volume;
    validateSource(volume, owner, here, errors);
    if (name === '') errors.push(required(here.child('name')));
    else for (const fault of dnsLabelFaults(name)) errors.push(invalid(here.child('name'), name, fault));
    if (good.has(name)) errors.push(duplicate(here.child('name'), name));
    if (errors.length === before) good.set(name, volume);

    const claim = persistentVolumeClaim?.claimName ?? '';
    if (claim !== '' && createsClaim(volumes, owner, claim)) {
      const detail = 'must not reference a PVC that gets created for an ephemeral volume';
      errors.push(invalid(here.child('persistentVolumeClaim', 'claimName'), claim, detail));
    }
  });
  return good;
}

function createsClaim(volumes: readonly Volume[], { podName = '' }: VolumeOwner, claim: string): boolean {
  return podName !== '' && volumes.some((volume) => volume.ephemeral && claim === `${podName}-${volume.name ?? ''}`);
}

/** All sources in the order in which the server looks; only the first one is looked into. */
const SOURCES: readonly (readonly [keyof Volume, Check])[] = [
  ['emptyDir', validateEmptyDir],
  ['hostPath', ({ hostPath = {} }, path, errors) => validateHostPathSource(hostPath, path, errors)],
  ['gitRepo', ({ gitRepo = {} }, path, errors) => validateGitRepoSource(gitRepo, path, errors)],
  [
    'gcePersistentDisk',
    ({ gcePersistentDisk: disk = {} }, path, errors) => validateGCEPersistentDisk(disk, path, errors),
  ],
  [
    'awsElasticBlockStore',
    ({ awsElasticBlockStore: disk = {} }, path, errors) => validateAWSElasticBlockStore(disk, path, errors),
  ],
  ['secret', ({ secret = {} }, path, errors) => validateSecretSource(secret, path, errors)],
  ['nfs', ({ nfs = {} }, path, errors) => validateNFSSource(nfs, path, errors)],
  ['iscsi', ({ iscsi = {} }, path, errors) => validateISCSISource(iscsi, path, errors)],
  [
    'glusterfs',
    ({ glusterfs = {} }, path, errors) =>
      requireFields({ endpoints: glusterfs.endpoints, path: glusterfs.path }, path, errors),
  ],
  ['flocker', ({ flocker = {} }, path, errors) => validateFlockerSource(flocker, path, errors)],
  [
    'persistentVolumeClaim',
    ({ persistentVolumeClaim: claim = {} }, path, errors) =>
      requireFields({ claimName: claim.claimName }, path, errors),
  ],
  ['rbd', ({ rbd = {} }, path, errors) => requireFields({ monitors: rbd.monitors, image: rbd.image }, path, errors)],
  ['cinder', ({ cinder = {} }, path, errors) => validateCinderSource(cinder, path, errors)],
  ['cephfs', ({ cephfs = {} }, path, errors) => requireFields({ monitors: cephfs.monitors }, path, errors)],
  ['quobyte', ({ quobyte = {} }, path, errors) => validateQuobyteSource(quobyte, path, errors)],
  ['downwardAPI', ({ downwardAPI = {} }, path, errors) => validateDownwardAPISource(downwardAPI, path, errors)],
  ['fc', ({ fc = {} }, path, errors) => validateFCSource(fc, path, errors)],
  ['flexVolume', ({ flexVolume = {} }, path, errors) => validateFlexSource(flexVolume, path, errors)],
  ['configMap', ({ configMap = {} }, path, errors) => validateConfigMapSource(configMap, path, errors)],
  [
    'azureFile',
    ({ azureFile: share = {} }, path, errors) =>
      requireFields({ secretName: share.secretName, shareName: share.shareName }, path, errors),
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
  ['storageos', ({ storageos = {} }, path, errors) => validateStorageOSSource(storageos, path, errors)],
  ['projected', ({ projected = {} }, path, errors) => validateProjectedSource(projected, path, errors)],
  [
    'scaleIO',
    ({ scaleIO = {} }, path, errors) =>
      requireFields({ gateway: scaleIO.gateway, system: scaleIO.system, volumeName: scaleIO.volumeName }, path, errors),
  ],
  ['csi', ({ csi = {} }, path, errors) => validateCSISource(csi, path, errors)],
  ['ephemeral', ({ ephemeral = {} }, path, errors) => validateEphemeralSource(ephemeral, path, errors)],
  ['image', ({ image = {} }, path, errors, { isPod }) => validateImageSource(image, isPod, path, errors)],
];

/** Where the server's word for a source is not the field's. */
const INSIDE: Readonly<Record<string, string>> = { gcePersistentDisk: 'persistentDisk' };
const BESIDE: Readonly<Record<string, string>> = { cephfs: 'cephFS', downwardAPI: 'downwarAPI' };

function validateSource(volume: Volume, owner: VolumeOwner, path: FieldPath, errors: FieldError[]): void {
  let found = false;
  for (const [source, check] of SOURCES) {
    if (volume[source] === undefined) continue;
    if (found) {
      const error = forbidden(path.child(BESIDE[source] ?? source), 'may not specify more than 1 volume type');
      errors.push({ ...error, place: path.child(source) });
    } else check(volume, path.child(INSIDE[source] ?? source), errors, owner);
    validateTogetherWithName(source, volume, found, owner, path, errors);
    found = true;
  }
  if (!found) errors.push(required(path, 'must specify a volume type'));
}

/** Two sources make a longer name of the volume's. */
function validateTogetherWithName(
  source: keyof Volume,
  { name = '', iscsi }: Volume,
  isSecond: boolean,
  { podName = '' }: VolumeOwner,
  path: FieldPath,
  errors: FieldError[],
): void {
  if (
    source === 'iscsi' &&
    iscsi?.initiatorName !== undefined &&
    byteLength(`${name}:${iscsi.targetPortal ?? ''}`) > 64
  ) {
    const detail =
      'Total length of <volume name>:<iscsi.targetPortal> must be under 64 characters if iscsi.initiatorName is specified.';
    errors.push(invalid(path.child('name'), name, detail));
  }
  if (source !== 'ephemeral' || isSecond || podName === '' || name === '') return;
  const claim = `${podName}-${name}`;
  for (const fault of dnsSubdomainFaults(claim)) {
    errors.push(invalid(path.child('name'), name, `PVC name ${quote(claim)}: ${fault}`));
  }
}

function validateEmptyDir({ emptyDir = {} }: Volume, path: FieldPath, errors: FieldError[]): void {
  const limit = emptyDir.sizeLimit === undefined ? undefined : parseQuantity(emptyDir.sizeLimit);
  if (limit && signOfQuantity(limit) < 0) {
    errors.push(forbidden(path.child('sizeLimit'), 'SizeLimit field must be a valid resource quantity'));
  }
}
