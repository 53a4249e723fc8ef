/** Files and folders. */
import { resolvePath } from '@/lib/cluster';
import { begun, whole, type Offer } from './offer';
import type { Place } from './place';

/** @param text of the path so far; those that begin with a dot only where it does */
export function fileOffers(
  { computer, state }: Place,
  text: string,
  wanted: 'all' | 'folders' = 'all',
): readonly Offer[] {
  const folder = text.slice(0, text.lastIndexOf('/') + 1);
  const start = text.slice(folder.length);
  const home = state.variables.get('HOME') ?? '/';
  const at = folder.startsWith('~/') ? home + folder.slice(1) : folder === '' ? '.' : folder;
  const path = resolvePath(state.folder, at);
  if (text === '~' || /^\.\.?$/.test(start)) return [begun(`${text}/`)];
  return (computer.files.list(path) ?? [])
    .filter((name) => name.startsWith(start) && (start !== '' || !name.startsWith('.')))
    .flatMap((name) => {
      const isFolder = computer.files.isFolder(path === '/' ? `/${name}` : `${path}/${name}`);
      if (isFolder) return [begun(`${folder}${name}/`)];
      return wanted === 'all' ? [whole(folder + name)] : [];
    });
}
