/**
 * The volumes of a Pod: where the data of each lies, and what keeps one from being mounted. Models the kubelet's volume
 * manager in its words.
 *
 * Not modelled: attaching; block devices; file systems of cloud disks (a PersistentVolume of any kind is a tree of files
 * of its own, but hostPath and local, which are folders of the node).
 */
import type { Client, Stored, types } from '@/lib/kube';
import type { PodPlace } from './field-values';
import { makeFolderIn, normalize, type Mount } from './files';
import { prepareHostPath } from './host-path';
import type { Files, KubeletsState, NodeRecord, PodRecord } from './state';
import { volumeFacts } from './volume-modes';
import { volumePayload } from './volume-payload';

export interface VolumeContext {
  readonly client: Client;
  readonly state: KubeletsState;
  readonly node: NodeRecord;
}

/** Where a volume's files are. */
interface Location {
  readonly files: Files;
  readonly from: string;
  /** Of what the API says: nobody but the kubelet writes there. */
  readonly readOnly: boolean;
}

interface Failure {
  readonly failed: string;
}

/** Prepares every volume. The fault, as the event FailedMount says it, or undefined. */
export function mountVolumes(
  context: VolumeContext,
  pod: Stored<'v1/Pod'>,
  record: PodRecord,
  place: PodPlace,
): string | undefined {
  const own: Record<string, Files> = {};
  for (const volume of pod.spec?.volumes ?? []) {
    const { name = '' } = volume;
    const payload = volumePayload(context.client, pod, volume, place);
    if (payload) {
      if ('failed' in payload) return `MountVolume.SetUp failed for volume "${name}" : ${payload.failed}`;
      own[name] = payload.files;
    } else if (isOwn(volume)) {
      own[name] = record.volumes?.[name] ?? {};
    } else {
      const location = locate(context, pod, volume);
      if ('failed' in location) return location.failed;
    }
  }
  record.volumes = own;
  return undefined;
}

/** Brings the files of ConfigMaps, Secrets and the downward API up to date; what can't be read stays as it was. */
export function refreshVolumes(
  context: VolumeContext,
  pod: Stored<'v1/Pod'>,
  record: PodRecord,
  place: PodPlace,
): void {
  const volumes = record.volumes;
  if (!volumes) return;
  for (const volume of pod.spec?.volumes ?? []) {
    const payload = volumePayload(context.client, pod, volume, place);
    if (!payload || 'failed' in payload) continue;
    const files = volumes[volume.name ?? ''];
    if (!files) continue;
    // The tree itself is what containers have mounted.
    for (const path in files) if (!(path in payload.files)) delete files[path];
    Object.assign(files, payload.files);
  }
}

/** What a container has mounted, in the order of its spec. */
export function containerMounts(
  context: VolumeContext,
  pod: Stored<'v1/Pod'>,
  record: PodRecord,
  container: types.Container,
  expandPath: (text: string) => string,
): readonly Mount[] {
  const mounts: Mount[] = [];
  for (const mount of container.volumeMounts ?? []) {
    const volume = pod.spec?.volumes?.find(({ name }) => name === mount.name);
    const location = volume && locationOf(context, pod, record, volume);
    if (!location || 'failed' in location) continue;
    const subPath = normalize(mount.subPathExpr ? expandPath(mount.subPathExpr) : (mount.subPath ?? ''));
    const isApiData = location.readOnly;
    // What is not there yet is made, as a folder.
    if (!isApiData) makeFolderIn(location.files, location.from + subPath);
    mounts.push({
      at: normalize(mount.mountPath ?? ''),
      // A part of such a volume is a copy: it does not follow what changes.
      files: isApiData && subPath !== '' ? { ...location.files } : location.files,
      from: location.from + subPath,
      readOnly: isApiData || mount.readOnly === true,
      facts: volumeFacts(pod, volume),
    });
  }
  return mounts;
}

function isOwn({ emptyDir, hostPath, nfs, persistentVolumeClaim, ephemeral }: types.Volume): boolean {
  return emptyDir !== undefined || !(hostPath || nfs || persistentVolumeClaim || ephemeral);
}

function locationOf(
  context: VolumeContext,
  pod: Stored<'v1/Pod'>,
  record: PodRecord,
  volume: types.Volume,
): Location | Failure | undefined {
  const own = record.volumes?.[volume.name ?? ''];
  const { configMap, secret, downwardAPI, projected } = volume;
  if (own) return { files: own, from: '', readOnly: Boolean(configMap ?? secret ?? downwardAPI ?? projected) };
  return locate(context, pod, volume);
}

function locate(context: VolumeContext, pod: Stored<'v1/Pod'>, volume: types.Volume): Location | Failure {
  const { node, state } = context;
  const { name = '', hostPath, nfs } = volume;
  if (hostPath) {
    const fault = prepareHostPath(node.files, hostPath);
    if (fault !== undefined) return { failed: `MountVolume.SetUp failed for volume "${name}" : ${fault}` };
    return { files: node.files, from: normalize(hostPath.path ?? ''), readOnly: false };
  }
  if (nfs) return { files: treeOf(state, `nfs/${nfs.server}${nfs.path}`), from: '', readOnly: false };
  return locateClaim(context, pod, volume);
}

function locateClaim(
  { client, node, state }: VolumeContext,
  pod: Stored<'v1/Pod'>,
  volume: types.Volume,
): Location | Failure {
  const namespace = pod.metadata.namespace ?? '';
  const { name = '' } = volume;
  const claimName = volume.persistentVolumeClaim?.claimName ?? `${pod.metadata.name}-${name}`;
  const refuse = (why: string): Failure => ({
    failed:
      `Unable to attach or mount volumes: unmounted volumes=[${name}], unattached volumes=[], ` +
      `failed to process volumes=[${name}]: error processing PVC ${namespace}/${claimName}: ${why}`,
  });
  const claim = client.get('v1/PersistentVolumeClaim', namespace, claimName);
  if (!claim) {
    return refuse(`failed to fetch PVC from API server: persistentvolumeclaims "${claimName}" not found`);
  }
  if (claim.status?.phase !== 'Bound') return refuse('PVC is not bound');
  const volumeName = claim.spec?.volumeName ?? '';
  const persistent = client.get('v1/PersistentVolume', undefined, volumeName);
  if (!persistent) {
    return refuse(`failed to fetch PV "${volumeName}" from API server: persistentvolumes "${volumeName}" not found`);
  }
  const { hostPath, local, nfs } = persistent.spec ?? {};
  if (hostPath) {
    const fault = prepareHostPath(node.files, hostPath);
    if (fault !== undefined) return { failed: `MountVolume.SetUp failed for volume "${volumeName}" : ${fault}` };
    return { files: node.files, from: normalize(hostPath.path ?? ''), readOnly: false };
  }
  if (local) {
    const missing = prepareHostPath(node.files, { path: local.path ?? '', type: 'Directory' });
    if (missing !== undefined) {
      const why = `path "${local.path}" does not exist`;
      return { failed: `MountVolume.NewMounter initialization failed for volume "${volumeName}" : ${why}` };
    }
    return { files: node.files, from: normalize(local.path ?? ''), readOnly: false };
  }
  if (nfs) return { files: treeOf(state, `nfs/${nfs.server}${nfs.path}`), from: '', readOnly: false };
  return { files: treeOf(state, `pv/${persistent.metadata.uid}`), from: '', readOnly: false };
}

function treeOf(state: KubeletsState, key: string): Files {
  return (state.volumes[key] ??= {});
}
