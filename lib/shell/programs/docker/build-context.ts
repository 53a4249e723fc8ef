/** What of the learner's files a build can copy. */
import { resolvePath, type FileSystem } from '@/lib/cluster';

type Files = Pick<FileSystem, 'read' | 'list' | 'isFolder'>;

/** A file, or all below a folder; undefined where there is nothing. */
export function contextFiles(
  files: Files,
  folder: string,
  path: string,
): readonly (readonly [string, string])[] | undefined {
  const at = resolvePath(folder, path.replace(/^\/+/, '') || '.');
  const text = files.read(at);
  if (text !== undefined) return [['', text]];
  if (files.isFolder(at)) return filesBelow(files, at, '');
  return /[*?]/.test(path) ? matching(files, folder, path) : undefined;
}

/** `COPY *.html /srv/`: a star in the last part of a path. */
function matching(files: Files, folder: string, path: string): readonly (readonly [string, string])[] | undefined {
  const parts = path.split('/');
  const last = parts.pop() ?? '';
  const pattern = new RegExp(
    `^${last
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  );
  const inside = resolvePath(folder, parts.join('/') || '.');
  const found = (files.list(inside) ?? []).filter((name) => pattern.test(name));
  const all = found.flatMap((name) => {
    const text = files.read(resolvePath(inside, name));
    return text === undefined ? [] : [[name, text] as const];
  });
  return all.length === 0 ? undefined : all;
}

function filesBelow(files: Files, folder: string, prefix: string): readonly (readonly [string, string])[] {
  return (files.list(folder) ?? []).flatMap((name) => {
    const path = resolvePath(folder, name);
    const text = files.read(path);
    return text === undefined ? filesBelow(files, path, `${prefix}${name}/`) : [[`${prefix}${name}`, text] as const];
  });
}
