/** What becomes of data when its PersistentVolume is deleted. Models the deleters of minikube's hostPath provisioner and of cloud disks. */
import type { Stored } from '@/lib/kube';
import { normalize, removeFrom } from './files';
import type { KubeletsState } from './state';

const PROVISIONED_BY = 'pv.kubernetes.io/provisioned-by';

export function dropVolume(state: KubeletsState, { metadata, spec }: Stored<'v1/PersistentVolume'>): void {
  delete state.volumes[`pv/${metadata.uid}`];
  const path = normalize(spec?.hostPath?.path ?? '');
  // A folder that somebody else made is kept, as is what is to be retained.
  const isOurs = metadata.annotations?.[PROVISIONED_BY] !== undefined;
  if (path === '' || !isOurs || spec?.persistentVolumeReclaimPolicy !== 'Delete') return;
  for (const { files } of Object.values(state.nodes)) removeFrom(files, path);
}
