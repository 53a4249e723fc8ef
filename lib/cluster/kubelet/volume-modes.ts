/**
 * Who may read what in a volume. Models MakePayload of pkg/volume/{configmap,secret,downwardapi,projected}, SetVolumeOwnership
 * (pkg/volume/volume_linux.go) and the setup of an emptyDir.
 *
 * Not modelled: the mode of a token, which depends on the user.
 */
import type { Stored, types } from '@/lib/kube';
import type { FileFacts } from '../images/process';
import { normalize } from './files';

const USUAL = 0o644;
/** What the group of `fsGroup` may do besides. */
const READABLE = 0o440;
const WRITABLE = 0o660;
const ENTERABLE = 0o110;

interface Item {
  readonly path?: string;
  readonly mode?: number;
}

export function volumeFacts(
  { spec }: Stored<'v1/Pod'>,
  volume: types.Volume,
): (path: string, isFolder: boolean) => FileFacts {
  const fsGroup = spec?.securityContext?.fsGroup;
  const { configMap, secret, downwardAPI, projected, emptyDir } = volume;
  const source = configMap ?? secret ?? downwardAPI ?? projected;
  const fileSystem = emptyDir
    ? emptyDir.medium === 'Memory'
      ? 'tmpfs'
      : 'ext4'
    : configMap || !source
      ? 'ext4'
      : 'tmpfs';
  const given = source ? READABLE : WRITABLE;
  return (path, isFolder) => {
    const mode = isFolder ? folderMode(volume) : (itemOf(volume, path)?.mode ?? source?.defaultMode ?? USUAL);
    const ofGroup = fsGroup === undefined ? 0 : given | (isFolder ? ENTERABLE : 0);
    return { mode: mode | ofGroup, user: 0, group: fsGroup ?? 0, fileSystem };
  };
}

function folderMode({ hostPath, persistentVolumeClaim, nfs }: types.Volume): number {
  return hostPath || persistentVolumeClaim || nfs ? 0o755 : 0o777;
}

function itemOf({ configMap, secret, downwardAPI, projected }: types.Volume, path: string): Item | undefined {
  const sources = projected?.sources?.map((each) => each.configMap ?? each.secret ?? each.downwardAPI);
  const items: (readonly Item[] | undefined)[] = (sources ?? [configMap ?? secret ?? downwardAPI]).map(
    (each) => each?.items,
  );
  return items.flatMap((each) => each ?? []).find((item) => normalize(item.path ?? '') === path);
}
