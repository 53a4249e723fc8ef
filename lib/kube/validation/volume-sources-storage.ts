/**
 * The sources of volumes on storage outside the cluster, from NFS to the clouds' disks. Models the
 * validate…VolumeSource functions of pkg/apis/core/validation.
 */
import type { FieldError } from '../field/error';
import { invalid, notSupportedText, placed, required, tooLong } from '../field/error';
import type { FieldPath } from '../field/path';
import { byteLength } from '../field/print';
import type {
  AWSElasticBlockStoreVolumeSource,
  AzureDiskVolumeSource,
  CSIVolumeSource,
  CinderVolumeSource,
  FCVolumeSource,
  FlexVolumeSource,
  FlockerVolumeSource,
  GCEPersistentDiskVolumeSource,
  ISCSIVolumeSource,
  NFSVolumeSource,
  QuobyteVolumeSource,
  StorageOSVolumeSource,
} from '../schema/generated/types';
import { validateOptionalEnum } from './enums';
import { isHostPort } from './host-port';
import { dnsLabelFaults, dnsSubdomainFaults } from './names';
import { between, validateInRange } from './numbers';

export function validateNFSSource(
  { server = '', path: share = '' }: NFSVolumeSource,
  path: FieldPath,
  errors: FieldError[],
): void {
  if (server === '') errors.push(required(path.child('server')));
  if (share === '') errors.push(required(path.child('path')));
  if (!share.startsWith('/')) errors.push(invalid(path.child('path'), share, 'must be an absolute path'));
}

/** Disks of Google and Amazon. 0 is good though the words say otherwise. */
function validatePartitionedDisk(idField: string, id = '', partition = 0, path: FieldPath, errors: FieldError[]): void {
  if (id === '') errors.push(required(path.child(idField)));
  if (partition < 0 || partition > 255) errors.push(invalid(path.child('partition'), partition, between(1, 255)));
}

export function validateGCEPersistentDisk(
  { pdName, partition }: GCEPersistentDiskVolumeSource,
  path: FieldPath,
  errors: FieldError[],
): void {
  validatePartitionedDisk('pdName', pdName, partition, path, errors);
}

export function validateAWSElasticBlockStore(
  { volumeID, partition }: AWSElasticBlockStoreVolumeSource,
  path: FieldPath,
  errors: FieldError[],
): void {
  validatePartitionedDisk('volumeID', volumeID, partition, path, errors);
}

export const IQN = /iqn\.[0-9]{4}-[0-9]{2}\.([a-zA-Z0-9.-]+)(:[^,;*&$|\s]+)$/;
export const EUI = /^eui.[a-zA-Z0-9]{16}$/;
export const NAA = /^naa.[a-zA-Z0-9]{32}$/;

export function validateISCSISource(source: ISCSIVolumeSource, path: FieldPath, errors: FieldError[]): void {
  const { targetPortal = '', iqn = '', lun = 0, initiatorName } = source;
  if (targetPortal === '') errors.push(required(path.child('targetPortal')));
  if (iqn === '') errors.push(required(path.child('iqn')));
  else validateISCSIName(iqn, path.child('iqn'), errors);
  validateInRange(lun, 0, 255, path.child('lun'), errors);
  if ((source.chapAuthDiscovery || source.chapAuthSession) && !source.secretRef) {
    errors.push(required(path.child('secretRef')));
  }
  if (initiatorName === undefined) return;
  const found: FieldError[] = [];
  validateISCSIName(initiatorName, path.child('initiatorname'), found);
  for (const error of found) errors.push(placed(error, path.child('initiatorName')));
}

function validateISCSIName(name: string, path: FieldPath, errors: FieldError[]): void {
  const pattern = name.startsWith('iqn')
    ? IQN
    : name.startsWith('eui')
      ? EUI
      : name.startsWith('naa')
        ? NAA
        : undefined;
  if (!pattern) errors.push(invalid(path, name, 'must be valid format starting with iqn, eui, or naa'));
  else if (!pattern.test(name)) errors.push(invalid(path, name, 'must be valid format'));
}

export function validateFCSource(
  { targetWWNs = [], wwids = [], lun }: FCVolumeSource,
  path: FieldPath,
  errors: FieldError[],
): void {
  const here = path.child('targetWWNs');
  if (targetWWNs.length === 0) {
    if (wwids.length === 0) errors.push(required(here, 'must specify either targetWWNs or wwids, but not both'));
    return;
  }
  if (wwids.length > 0) {
    errors.push(invalid(here, targetWWNs, 'targetWWNs and wwids can not be specified simultaneously'));
  }
  if (lun === undefined) errors.push(required(path.child('lun'), 'lun is required if targetWWNs is specified'));
  else validateInRange(lun, 0, 255, path.child('lun'), errors);
}

export function validateFlockerSource(source: FlockerVolumeSource, path: FieldPath, errors: FieldError[]): void {
  const { datasetName = '', datasetUUID = '' } = source;
  if (datasetName === '' && datasetUUID === '') {
    errors.push(required(path, 'one of datasetName and datasetUUID is required'));
  } else if (datasetName !== '' && datasetUUID !== '') {
    errors.push(invalid(path, 'resource', 'datasetName and datasetUUID can not be specified simultaneously'));
  }
  if (datasetName.includes('/')) errors.push(invalid(path.child('datasetName'), datasetName, "must not contain '/'"));
}

export function validateCinderSource(
  { volumeID = '', secretRef }: CinderVolumeSource,
  path: FieldPath,
  errors: FieldError[],
): void {
  if (volumeID === '') errors.push(required(path.child('volumeID')));
  if (secretRef && (secretRef.name ?? '') === '') errors.push(required(path.child('secretRef', 'name')));
}

export function validateQuobyteSource(source: QuobyteVolumeSource, path: FieldPath, errors: FieldError[]): void {
  const { registry = '', tenant = '', volume = '' } = source;
  const pairs = 'must be a host:port pair or multiple pairs separated by commas';
  if (registry === '') errors.push(required(path.child('registry'), pairs));
  else if (byteLength(tenant) >= 65) {
    errors.push(required(path.child('tenant'), 'must be a UUID and may not exceed a length of 64 characters'));
  } else {
    for (const pair of registry.split(',')) {
      if (!isHostPort(pair)) errors.push(invalid(path.child('registry'), registry, pairs));
    }
  }
  if (volume === '') errors.push(required(path.child('volume')));
}

export function validateFlexSource(
  { driver = '', options = {} }: FlexVolumeSource,
  path: FieldPath,
  errors: FieldError[],
): void {
  if (driver === '') errors.push(required(path.child('driver')));
  for (const key of Object.keys(options)) {
    const domain = `.${(key.split('/')[0] ?? '').toLowerCase()}`;
    if (!domain.endsWith('.kubernetes.io') && !domain.endsWith('.k8s.io')) continue;
    errors.push(invalid(path.child('options').key(key), key, 'kubernetes.io and k8s.io namespaces are reserved'));
  }
}

const MANAGED_DISK = '/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute/disks/{disk-id}';
const BLOB_DISK = 'https://{account-name}.blob.core.windows.net/{container-name}/{disk-name}.vhd';

export function validateAzureDiskSource(source: AzureDiskVolumeSource, path: FieldPath, errors: FieldError[]): void {
  const { diskName = '', diskURI = '', cachingMode, kind } = source;
  if (diskName === '') errors.push(required(path.child('diskName')));
  if (diskURI === '') errors.push(required(path.child('diskURI')));
  validateOptionalEnum(cachingMode, ['None', 'ReadOnly', 'ReadWrite'], path.child('cachingMode'), errors);
  validateOptionalEnum(kind, ['Dedicated', 'Managed', 'Shared'], path.child('kind'), errors);
  if (kind === undefined) return;
  const [start, shape] = kind === 'Managed' ? ['/subscriptions/', MANAGED_DISK] : ['https://', BLOB_DISK];
  if (!diskURI.startsWith(start)) errors.push(notSupportedText(path.child('diskURI'), diskURI, [shape]));
}

/** What both forms of it have, in a Pod and in a PersistentVolume. */
export function validateStorageOSNames(
  { volumeName = '', volumeNamespace = '' }: Pick<StorageOSVolumeSource, 'volumeName' | 'volumeNamespace'>,
  path: FieldPath,
  errors: FieldError[],
): void {
  const label = (field: string, value: string): void => {
    for (const fault of dnsLabelFaults(value)) errors.push(invalid(path.child(field), value, fault));
  };
  if (volumeName === '') errors.push(required(path.child('volumeName')));
  else label('volumeName', volumeName);
  if (volumeNamespace !== '') label('volumeNamespace', volumeNamespace);
}

export function validateStorageOSSource(source: StorageOSVolumeSource, path: FieldPath, errors: FieldError[]): void {
  const { secretRef } = source;
  validateStorageOSNames(source, path, errors);
  if (secretRef && (secretRef.name ?? '') === '') errors.push(required(path.child('secretRef', 'name')));
}

export function validateCSISource(
  { driver = '', nodePublishSecretRef }: CSIVolumeSource,
  path: FieldPath,
  errors: FieldError[],
): void {
  validateCSIDriverName(driver, path.child('driver'), errors);
  if (!nodePublishSecretRef) return;
  const { name = '' } = nodePublishSecretRef;
  const place = path.child('nodePublishSecretRef', 'name');
  if (name === '') errors.push(required(place));
  else
    for (const fault of dnsSubdomainFaults(name)) errors.push(placed(invalid(path.child('name'), name, fault), place));
}

export function validateCSIDriverName(driver: string, path: FieldPath, errors: FieldError[]): void {
  if (driver === '') return void errors.push(required(path));
  if (byteLength(driver) > 63) errors.push(tooLong(path, 63));
  for (const fault of dnsSubdomainFaults(driver.toLowerCase())) errors.push(invalid(path, driver, fault));
}
