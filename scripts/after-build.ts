/** What Next's export leaves open: the pages' security policy, the offline worker, compressed copies. */
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';
import { root } from './generate/openapi';
import { builtFiles, out, stamp } from './gate/built';
import { withCsp } from './gate/csp';

for (const file of builtFiles()) {
  if (/\.(gz|br)$/.test(file)) rmSync(path.join(out, file));
}

for (const file of builtFiles().filter((name) => name.endsWith('.html'))) {
  const full = path.join(out, file);
  writeFileSync(full, withCsp(readFileSync(full, 'utf8')));
}

writeServiceWorker();

const COMPRESSED = /\.(html|js|css|json|txt|svg|webmanifest)$/;
for (const file of builtFiles().filter((name) => COMPRESSED.test(name))) {
  const full = path.join(out, file);
  const bytes = readFileSync(full);
  if (bytes.length < 1024) continue;
  writeFileSync(`${full}.gz`, gzipSync(bytes, { level: 9 }));
  writeFileSync(`${full}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
}

writeFileSync(stamp, '');

/** The worker's list: every file but fonts, which are kept when they are first used (a page needs few of them). */
function writeServiceWorker(): void {
  const kept = builtFiles().filter((name) => !/\.(woff2?|map)$|^\.|^sw\.js$|\/\./.test(name));
  const hash = createHash('sha256');
  for (const name of kept.toSorted()) hash.update(name).update(readFileSync(path.join(out, name)));
  const { outputFiles } = buildSync({
    entryPoints: [path.join(root, 'workers/offline.worker.ts')],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    define: {
      BUILD_VERSION: JSON.stringify(hash.digest('hex').slice(0, 16)),
      BUILD_FILES: JSON.stringify(kept.map((name) => `/${name}`)),
    },
  });
  writeFileSync(path.join(out, 'sw.js'), outputFiles[0]?.contents ?? '');
}
