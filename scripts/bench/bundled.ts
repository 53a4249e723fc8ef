/** A module as a page would get it: bundled by esbuild, and imported from a file of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** @param contents what to bundle: `export { Cluster } from '@/lib/cluster';` */
export async function bundled(contents: string): Promise<unknown> {
  const folder = mkdtempSync(path.join(tmpdir(), 'kubetil-bench-'));
  const outfile = path.join(folder, 'module.mjs');
  await build({
    stdin: { contents, resolveDir: process.cwd(), loader: 'ts' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'es2023',
    alias: { '@': process.cwd() },
    outfile,
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: 'error',
  });
  const loaded: unknown = await import(pathToFileURL(outfile).href);
  rmSync(folder, { recursive: true });
  return loaded;
}
