/** What a learner downloads, read off the exported site. Gzip level 9, KB = 1000 bytes. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { builtFiles, out } from './built';

export interface Size {
  name: string;
  kb: number;
  goal: number;
  limit: number;
}

export function sizes(): Size[] {
  return [lessonPage(), judge(), laterKinds(), checks(), cluster(), terminal()];
}

/** All that the page's HTML asks for, but the polyfills that no current browser fetches. */
function lessonPage(): Size {
  const html = readFileSync(path.join(out, 'ko/learn/demo-project.html'), 'utf8');
  const scripts = [...html.matchAll(/<script(?![^>]*noModule)[^>]*\ssrc="([^"?]+)/g)].map((match) => match[1] ?? '');
  return { name: 'lesson page, scripts before the workspace', kb: sum([...new Set(scripts)]), goal: 145, limit: 150 };
}

/** All that the judge's worker begins with: reading, judging, completion, hover and references. */
function judge(): Size {
  return { name: 'worker, the judge', kb: sum(workers()[0] ?? []), goal: 120, limit: 120 };
}

/** All that the cluster's worker begins with; fetched after the editor and the first judgement. */
function cluster(): Size {
  return { name: 'worker, the cluster', kb: sum(workers()[1] ?? []), goal: 200, limit: 320 };
}

/** What the terminal adds, fetched while the cluster boots: the shell with its programs, and kubectl. */
function terminal(): Size {
  const begun = new Set(workers()[1]);
  const later = [...chunksWith('Unable to connect to the server'), ...chunksWith('command not found')];
  const kb = sum([...new Set(later)].filter((chunk) => !begun.has(chunk)));
  return { name: 'worker, the terminal', kb, goal: 100, limit: 120 };
}

/** The chunks that the two workers that judge begin with, the smaller first: the cluster judges all that it stores. */
function workers(): readonly (readonly string[])[] {
  const names = chunksWith('is registered for version').map((file) => file.slice(file.lastIndexOf('/') + 1));
  const starts = names.flatMap((name) => chunksWith(name).filter((file) => file.includes('/turbopack-')));
  const found = [...new Set(starts)]
    .map((start) => [...readFileSync(path.join(out, start), 'utf8').matchAll(/static\/chunks\/[^"]+\.js/g)])
    .map((chunks) => chunks.map(([file]) => `/_next/${file}`));
  if (found.length !== 2) throw new Error(`sizes: ${found.length} workers that judge are found, not 2`);
  return found.toSorted((a, b) => sum(a) - sum(b));
}

/** Kinds that few write, and all that is of them: on first need. */
function laterKinds(): Size {
  return {
    name: 'worker, further kinds',
    kb: sum(chunksWith('denied request')),
    goal: 35,
    limit: 35,
  };
}

/** The checks' language, a chunk of its own that is fetched at the same time. */
function checks(): Size {
  return { name: 'worker, the checks (CEL)', kb: sum(chunksWith('found no matching overload')), goal: 30, limit: 30 };
}

function chunksWith(text: string): string[] {
  return builtFiles()
    .filter((file) => /^_next\/static\/chunks\/.*\.js$/.test(file))
    .filter((file) => readFileSync(path.join(out, file), 'utf8').includes(text))
    .map((file) => `/${file}`);
}

function sum(files: readonly string[]): number {
  return (
    files.reduce((total, file) => total + gzipSync(readFileSync(path.join(out, file)), { level: 9 }).length, 0) / 1000
  );
}
