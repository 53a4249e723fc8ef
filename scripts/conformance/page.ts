/** Bundles the page's kubectl into an executable named kubectl. */
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';

/** Answers its path. */
export async function pageKubectl(): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'kubetil-page-'));
  const outfile = path.join(folder, 'kubectl');
  await build({
    entryPoints: ['scripts/conformance/page-kubectl.ts'],
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    outfile: `${outfile}.mjs`,
    tsconfig: 'tsconfig.json',
    logLevel: 'error',
  });
  await build({
    stdin: { contents: `#!/usr/bin/env node\nimport('./kubectl.mjs');`, loader: 'js' },
    outfile,
    logLevel: 'error',
  });
  chmodSync(outfile, 0o755);
  return outfile;
}
