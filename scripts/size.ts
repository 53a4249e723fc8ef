/**
 * The size gate, over the exported site: a lesson page's scripts before the workspace loads, and the worker.
 * Prints gzip sizes (level 9, KB = 1000 bytes) and fails above the limits.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { builtFiles, out } from './gate/built';

interface Size {
  name: string;
  kb: number;
  goal: number;
  limit: number;
}

const sizes = [lessonPage(), worker()];
for (const { name, kb, goal, limit } of sizes) {
  console.log(`${kb <= limit ? 'ok  ' : 'FAIL'} ${name}: ${kb.toFixed(1)} KB gzip (goal ${goal}, limit ${limit})`);
}
if (sizes.some(({ kb, limit }) => kb > limit)) process.exit(1);

/** All that the page's HTML asks for, but the polyfills that no current browser fetches. */
function lessonPage(): Size {
  const html = readFileSync(path.join(out, 'ko/learn/demo-project.html'), 'utf8');
  const scripts = [...html.matchAll(/<script(?![^>]*noModule)[^>]*\ssrc="([^"?]+)/g)].map((match) => match[1] ?? '');
  return { name: 'lesson page, scripts before the workspace', kb: sum([...new Set(scripts)]), goal: 145, limit: 150 };
}

/** The chunks that the judge's worker loads, by the list in the address it is started with. */
function worker(): Size {
  const chunks = builtFiles().filter((file) => /^_next\/static\/chunks\/.*\.js$/.test(file));
  const own = chunks.filter((file) => /no kind \\?"/.test(readFileSync(path.join(out, file), 'utf8')));
  return { name: 'judge worker', kb: sum(own.map((file) => `/${file}`)), goal: 90, limit: 90 };
}

function sum(files: readonly string[]): number {
  return (
    files.reduce((total, file) => total + gzipSync(readFileSync(path.join(out, file)), { level: 9 }).length, 0) / 1000
  );
}
