/** Whether out/ holds a build of the sources as they are. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { root } from '../generate/openapi';

export const out = path.join(root, 'out');
export const stamp = path.join(out, '.built');

const SOURCES = [
  'app',
  'components',
  'content',
  'lib',
  'public',
  'workers',
  'fixtures/golden/openapi.json',
  'scripts',
  'next.config.ts',
  'package-lock.json',
];

export function isBuilt(): boolean {
  if (!existsSync(stamp)) return false;
  const built = statSync(stamp).mtimeMs;
  return SOURCES.every((source) => newest(path.join(root, source)) <= built);
}

function newest(file: string): number {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  if (path.basename(file) === 'generated') return 0;
  return Math.max(0, ...readdirSync(file).map((name) => newest(path.join(file, name))));
}

/** Every file of the build, relative to out/. */
export function builtFiles(folder = out): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(out, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}
