/** Looks up a request's file under a server's root folder. */
import type { FileSystem } from '../process';

export type Found =
  | { readonly found: 'file'; readonly path: string; readonly text: string }
  | { readonly found: 'folder'; readonly path: string; readonly names: readonly string[] }
  /** A folder asked for without its slash. */
  | { readonly found: 'redirect'; readonly to: string }
  | { readonly found: 'nothing'; readonly path: string };

export function findFile(files: FileSystem, root: string, path: string, index = 'index.html'): Found {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  const file = `${root.replace(/\/$/, '')}${parts.length > 0 ? `/${parts.join('/')}` : ''}`;
  if (!files.isFolder(file)) {
    const text = path.endsWith('/') ? undefined : files.read(file);
    return text === undefined ? { found: 'nothing', path: file } : { found: 'file', path: file, text };
  }
  if (!path.endsWith('/')) return { found: 'redirect', to: `${path}/` };
  const text = files.read(`${file}/${index}`);
  if (text !== undefined) return { found: 'file', path: `${file}/${index}`, text };
  return { found: 'folder', path: `${file}/`, names: files.list(file) ?? [] };
}

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html',
  htm: 'text/html',
  css: 'text/css',
  js: 'application/javascript',
  json: 'application/json',
  txt: 'text/plain',
  md: 'text/markdown',
  xml: 'text/xml',
  svg: 'image/svg+xml',
};

export function contentType(path: string, otherwise = 'application/octet-stream'): string {
  return TYPES[/\.(\w+)$/.exec(path)?.[1] ?? ''] ?? otherwise;
}
