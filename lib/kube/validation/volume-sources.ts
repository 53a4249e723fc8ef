/**
 * The sources of volumes that Kubernetes itself fills: files of ConfigMaps, Secrets and the Pod, paths of the node,
 * images. Models the validate…VolumeSource functions of pkg/apis/core/validation.
 */
import type { FieldError } from '../field/error';
import { invalid, placed, required } from '../field/error';
import type { FieldPath } from '../field/path';
import type {
  ConfigMapVolumeSource,
  DownwardAPIVolumeFile,
  DownwardAPIVolumeSource,
  GitRepoVolumeSource,
  HostPathVolumeSource,
  ImageVolumeSource,
  KeyToPath,
  SecretVolumeSource,
} from '../schema/generated/types';
import { PULL_POLICIES, validateEnum, validateOptionalEnum } from './enums';
import { VOLUME_FIELDS, validateFieldRef, validateResourceFieldRef } from './field-ref';
import { validateFileMode } from './numbers';
import { validateDescendingPath, validateFileInVolume, validateNoBacksteps } from './paths';

const HOST_PATH_TYPES = [
  '',
  'BlockDevice',
  'CharDevice',
  'Directory',
  'DirectoryOrCreate',
  'File',
  'FileOrCreate',
  'Socket',
];

export function validateHostPathSource(source: HostPathVolumeSource, path: FieldPath, errors: FieldError[]): void {
  const { path: location = '', type } = source;
  if (location === '') return void errors.push(required(path.child('path')));
  validateNoBacksteps(location, path.child('path'), errors);
  validateOptionalEnum(type, HOST_PATH_TYPES, path.child('type'), errors);
}

export function validateGitRepoSource(source: GitRepoVolumeSource, path: FieldPath, errors: FieldError[]): void {
  const { repository = '', directory = '' } = source;
  if (repository === '') errors.push(required(path.child('repository')));
  validateDescendingPath(directory, path.child('directory'), errors);
}

export function validateSecretSource(source: SecretVolumeSource, path: FieldPath, errors: FieldError[]): void {
  const { secretName = '', defaultMode, items = [] } = source;
  if (secretName === '') errors.push(required(path.child('secretName')));
  validateFileMode(defaultMode, path.child('defaultMode'), errors);
  validateItems(items, path.child('items'), errors);
}

export function validateConfigMapSource(source: ConfigMapVolumeSource, path: FieldPath, errors: FieldError[]): void {
  const { name = '', defaultMode, items = [] } = source;
  if (name === '') errors.push(required(path.child('name')));
  validateFileMode(defaultMode, path.child('defaultMode'), errors);
  validateItems(items, path.child('items'), errors);
}

function validateItems(items: readonly KeyToPath[], path: FieldPath, errors: FieldError[]): void {
  items.forEach((item, at) => validateKeyToPath(item, path.index(at), errors));
}

export function validateKeyToPath(
  { key = '', path: file = '', mode }: KeyToPath,
  path: FieldPath,
  errors: FieldError[],
): void {
  if (key === '') errors.push(required(path.child('key')));
  if (file === '') errors.push(required(path.child('path')));
  validateFileInVolume(file, path.child('path'), errors);
  validateFileMode(mode, path.child('mode'), errors);
}

export function validateDownwardAPISource(
  source: DownwardAPIVolumeSource,
  path: FieldPath,
  errors: FieldError[],
): void {
  const { defaultMode, items = [] } = source;
  validateFileMode(defaultMode, path.child('defaultMode'), errors);
  items.forEach((file, at) => validateDownwardAPIFile(file, path, path.child('items').index(at), errors));
}

/** The server's paths leave out which item it is; `here` has it. */
export function validateDownwardAPIFile(
  file: DownwardAPIVolumeFile,
  path: FieldPath,
  here: FieldPath,
  errors: FieldError[],
): void {
  const found: FieldError[] = [];
  const { path: name = '', fieldRef, resourceFieldRef, mode } = file;
  if (name === '') found.push(required(path.child('path')));
  validateFileInVolume(name, path.child('path'), found);
  if (fieldRef) {
    validateFieldRef(fieldRef, VOLUME_FIELDS, path.child('fieldRef'), found);
    if (resourceFieldRef) {
      const detail = 'fieldRef and resourceFieldRef can not be specified simultaneously';
      found.push(invalid(path, 'resource', detail));
    }
  } else if (resourceFieldRef) {
    validateResourceFieldRef(resourceFieldRef, true, path.child('resourceFieldRef'), found);
  } else found.push(required(path, 'one of fieldRef and resourceFieldRef is required'));
  validateFileMode(mode, path.child('mode'), found);
  for (const error of found) errors.push(placed(error, error.path.rebased(path, here)));
}

export function validateImageSource(
  source: ImageVolumeSource,
  isPod: boolean,
  path: FieldPath,
  errors: FieldError[],
): void {
  if (isPod && (source.reference ?? '') === '') errors.push(required(path.child('reference')));
  validateEnum(source.pullPolicy, PULL_POLICIES, path.child('pullPolicy'), errors);
}
