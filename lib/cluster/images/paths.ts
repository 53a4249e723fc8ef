/** Paths in a container. */

/** An absolute path without `.`, `..` and doubled slashes. */
export function resolvePath(folder: string, path: string): string {
  const parts: string[] = [];
  for (const part of (path.startsWith('/') ? path : `${folder}/${path}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

export function folderOf(path: string): string {
  return path.slice(0, Math.max(1, path.lastIndexOf('/')));
}

export function baseName(path: string): string {
  return (
    path
      .replace(/(.)\/+$/, '$1')
      .split('/')
      .at(-1) || '/'
  );
}
