/**
 * Volumes put together from several sources. Models validateProjectedVolumeSource and validateProjectionSources
 * (pkg/apis/core/validation).
 *
 * Not modelled: clusterTrustBundle and podCertificate, whose features are off in 1.36: they are dropped before validation.
 */
import type { FieldError } from '../field/error';
import { forbidden, invalid, placed, required } from '../field/error';
import type { FieldPath } from '../field/path';
import type {
  ConfigMapProjection,
  DownwardAPIProjection,
  ProjectedVolumeSource,
  ServiceAccountTokenProjection,
} from '../schema/generated/types';
import { validateFileMode } from './numbers';
import { validateFileInVolume } from './paths';
import { validateDownwardAPIFile, validateKeyToPath } from './volume-sources';

export function validateProjectedSource(source: ProjectedVolumeSource, path: FieldPath, errors: FieldError[]): void {
  const { defaultMode, sources = [] } = source;
  validateFileMode(defaultMode, path.child('defaultMode'), errors);
  const files = new Files(path, errors);
  sources.forEach(({ secret, configMap, downwardAPI, serviceAccountToken }, at) => {
    const here = path.child('sources').index(at);
    if (secret) validateKeys(secret, files, here.child('secret'), errors);
    if (configMap) validateKeys(configMap, files, here.child('configMap'), errors);
    if (downwardAPI) validateDownwardAPI(downwardAPI, files, here.child('downwardAPI'), errors);
    if (serviceAccountToken) validateToken(serviceAccountToken, path, here.child('serviceAccountToken'), errors);
    if ([secret, configMap, downwardAPI, serviceAccountToken].filter(Boolean).length > 1) {
      errors.push(forbidden(here, 'may not specify more than 1 volume type per source'));
    }
  });
}

/** The files that the sources make; two of one path are a conflict, which the server reports for the whole volume. */
class Files {
  private readonly paths = new Set<string>();

  constructor(
    private readonly volume: FieldPath,
    private readonly errors: FieldError[],
  ) {}

  add(file: string, quoted: string, place: FieldPath): void {
    if (file === '') return;
    if (this.paths.has(file)) {
      this.errors.push(placed(invalid(this.volume, quoted, 'conflicting duplicate paths'), place));
    }
    this.paths.add(file);
  }
}

/** Of a Secret or a ConfigMap. */
function validateKeys(
  { name = '', items = [] }: ConfigMapProjection,
  files: Files,
  path: FieldPath,
  errors: FieldError[],
): void {
  if (name === '') errors.push(required(path.child('name')));
  items.forEach((item, at) => {
    const here = path.child('items').index(at);
    validateKeyToPath(item, here, errors);
    files.add(item.path ?? '', name, here.child('path'));
  });
}

function validateDownwardAPI(
  { items = [] }: DownwardAPIProjection,
  files: Files,
  path: FieldPath,
  errors: FieldError[],
): void {
  items.forEach((file, at) => {
    const here = path.child('items').index(at);
    validateDownwardAPIFile(file, path, here, errors);
    files.add(file.path ?? '', file.path ?? '', here.child('path'));
  });
}

const TEN_MINUTES = 10 * 60;

/** Its path is no conflict with others', and its faults are reported at the volume's `path`. */
function validateToken(
  { expirationSeconds = 0, path: file = '' }: ServiceAccountTokenProjection,
  volume: FieldPath,
  here: FieldPath,
  errors: FieldError[],
): void {
  const seconds = here.child('expirationSeconds');
  if (expirationSeconds < TEN_MINUTES) {
    errors.push(invalid(seconds, expirationSeconds, 'may not specify a duration less than 10 minutes'));
  }
  if (expirationSeconds > 2 ** 32) {
    errors.push(invalid(seconds, expirationSeconds, 'may not specify a duration larger than 2^32 seconds'));
  }
  if (file === '') errors.push(placed(required(volume.child('path')), here.child('path')));
  else validateFileInVolume(file, volume.child('path'), errors, here.child('path'));
}
