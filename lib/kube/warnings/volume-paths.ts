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

export function warnForVolumePaths(volumes: readonly Volume[], warnings: string[]): void {
  for (const volume of volumes) {
    const { configMap, secret, downwardAPI, projected } = volume;
    const name = quote(volume.name ?? '');
    const warn = (what: string, files: readonly File[]): void => {
      for (const overlap of overlaps(files)) warnings.push(`volume ${name} (${what}): overlapping paths: ${overlap}`);
    };
    if (configMap?.items) warn(`ConfigMap ${quote(configMap.name ?? '')}`, filesOf(configMap.items));
    if (secret?.items) warn(`Secret ${quote(secret.secretName ?? '')}`, filesOf(secret.items));
    if (downwardAPI?.items) warn('DownwardAPI', filesOf(downwardAPI.items));
    if (!projected?.sources) continue;
    for (const source of projected.sources) {
      if (Object.keys(source).length === 0) warnings.push(`volume ${name} (Projected) has no sources provided`);
    }
    warn('Projected', projected.sources.flatMap(projectedFiles));
  }
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
