/** Models SetDefaults_Volume and the defaults of each kind of volume (pkg/apis/core/v1/defaults.go, zz_generated.defaults.go). */
import type { DownwardAPIVolumeFile, Volume } from '../schema/generated/types';
import { defaultPullPolicy } from './image-name';
import { setRemoteDefaults } from './remote-volume';
import { roundResourceList } from './resource-list';

const MODE = 0o644;
const HOUR = 3600;

export function setVolumeDefaults(volume: Volume): void {
  if (!hasSource(volume)) volume.emptyDir = {};
  if (volume.image) volume.image.pullPolicy ??= defaultPullPolicy(volume.image.reference);
  if (volume.hostPath) volume.hostPath.type ??= '';
  for (const source of [volume.secret, volume.configMap, volume.downwardAPI, volume.projected]) {
    if (source) source.defaultMode ??= MODE;
  }
  setFieldDefaults(volume.downwardAPI?.items);
  for (const { downwardAPI, serviceAccountToken } of volume.projected?.sources ?? []) {
    setFieldDefaults(downwardAPI?.items);
    if (serviceAccountToken) serviceAccountToken.expirationSeconds ??= HOUR;
  }
  const claim = volume.ephemeral?.volumeClaimTemplate;
  if (claim) {
    const spec = (claim.spec ??= {});
    spec.volumeMode ??= 'Filesystem';
    roundResourceList(spec.resources?.limits);
    roundResourceList(spec.resources?.requests);
  }
  setRemoteDefaults(volume);
}

function hasSource(volume: Volume): boolean {
  for (const name in volume) if (name !== 'name') return true;
  return false;
}

function setFieldDefaults(items: readonly DownwardAPIVolumeFile[] | undefined): void {
  for (const { fieldRef } of items ?? []) if (fieldRef) fieldRef.apiVersion ??= 'v1';
}
