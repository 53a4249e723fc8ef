/** Files of one volume that hide one another. Models warningsForOverlappingVirtualPaths (pkg/api/pod/warnings.go). */
import { quote } from '../field/print';
import type { Volume, VolumeProjection } from '../schema/generated/types';

interface File {
  readonly path: string;
  /** Where it comes from, in a volume of several sources. */
  readonly source: string;
}

interface Item {
  readonly path?: string;
}

export function warningsForVolumePaths(volumes: readonly Volume[]): string[] {
  return volumes.flatMap((volume) => {
    const { name = '', configMap, secret, downwardAPI, projected } = volume;
    const overlapping = (what: string, files: readonly File[]): string[] =>
      overlaps(files).map((overlap) => `volume ${quote(name)} (${what}): overlapping paths: ${overlap}`);
    return [
      ...(configMap ? overlapping(`ConfigMap ${quote(configMap.name ?? '')}`, filesOf(configMap.items)) : []),
      ...(secret ? overlapping(`Secret ${quote(secret.secretName ?? '')}`, filesOf(secret.items)) : []),
      ...(downwardAPI ? overlapping('DownwardAPI', filesOf(downwardAPI.items)) : []),
      ...(projected?.sources ?? [])
        .filter((source) => Object.keys(source).length === 0)
        .map(() => `volume ${quote(name)} (Projected) has no sources provided`),
      ...(projected ? overlapping('Projected', (projected.sources ?? []).flatMap(projectedFiles)) : []),
    ];
  });
}

function projectedFiles({ configMap, secret, downwardAPI, serviceAccountToken }: VolumeProjection): readonly File[] {
  if (configMap?.items) return filesOf(configMap.items, `ConfigMap ${quote(configMap.name ?? '')}`);
  if (secret?.items) return filesOf(secret.items, `Secret ${quote(secret.name ?? '')}`);
  if (downwardAPI?.items) return filesOf(downwardAPI.items, 'DownwardAPI');
  return serviceAccountToken ? filesOf([serviceAccountToken], 'ServiceAccountToken') : [];
}

function filesOf(items: readonly Item[] | undefined, source = ''): File[] {
  return (items ?? []).map(({ path = '' }) => ({ path: path.replace(/\/+$/, ''), source }));
}

/** Each file against those before it: the same path, or one that lies within the other. */
function overlaps(files: readonly File[]): string[] {
  return files.flatMap((file, at) =>
    files
      .slice(0, at)
      .filter((earlier) => earlier.path !== '' && file.path !== '' && isWithin(earlier.path, file.path))
      .map((earlier) => `${said(file)} with ${said(earlier)}`),
  );
}

function isWithin(one: string, other: string): boolean {
  return `${one}/`.startsWith(`${other}/`) || `${other}/`.startsWith(`${one}/`);
}

function said({ path, source }: File): string {
  return source === '' ? quote(path) : `${quote(path)} (${source})`;
}
