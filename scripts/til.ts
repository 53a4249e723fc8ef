/**
 * npm run til -- check FILE…
 *
 * Takes each file into a notebook, keeps the notebook as it is kept in the browser, reads it again and exports the day.
 * Exits 1 at the first byte that changed.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import * as Y from 'yjs';
import { createDay, dayText, decodeText, exportPost, importPost, parseDay } from '@/lib/notebook';

const USAGE = 'Usage: npm run til -- check FILE…';

export interface CheckResult {
  ok: boolean;
  line: string;
}

export function checkBytes(name: string, bytes: Uint8Array): CheckResult {
  const post = importPost(name, bytes);
  if (!post.ok && post.reason === 'too-large') return { ok: false, line: post.detail };
  const date = post.ok ? post.date : '2000-01-01'; // bytes must survive also where no date is found
  const notebook = new Y.Doc();
  createDay(notebook, date, post.ok ? post.text : decodeText(bytes));
  const reopened = new Y.Doc();
  Y.applyUpdate(reopened, Y.encodeStateAsUpdate(notebook));
  const text = dayText(reopened, date).toJSON();
  const exported = exportPost(date, parseDay(text).text);

  const at = firstDifference(bytes, exported);
  if (at !== undefined)
    return { ok: false, line: `${name}: byte ${at} was ${hex(bytes[at])} and became ${hex(exported[at])}` };
  const sections = parseDay(text).sections.filter(({ kind }) => kind !== 'preamble' && kind !== 'other').length;
  return {
    ok: true,
    line: `${name}: ${bytes.length} bytes unchanged, ${post.ok ? date : post.detail}, ${sections} of 5 sections`,
  };
}

function firstDifference(a: Uint8Array, b: Uint8Array): number | undefined {
  const length = Math.max(a.length, b.length);
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return i;
  return undefined;
}

function hex(byte: number | undefined): string {
  return byte === undefined ? 'missing' : `0x${byte.toString(16).padStart(2, '0')}`;
}

function main([command, ...files]: string[]): number {
  if (command !== 'check' || files.length === 0) {
    console.error(USAGE);
    return 2;
  }
  for (const file of files) {
    let bytes: Uint8Array;
    try {
      bytes = readFileSync(file);
    } catch (error) {
      console.error(`${file}: ${error instanceof Error ? error.message : String(error)}`);
      return 2;
    }
    const { ok, line } = checkBytes(basename(file), bytes);
    console.log(line);
    if (!ok) return 1;
  }
  return 0;
}

if (process.argv[1] !== undefined && import.meta.filename === process.argv[1])
  process.exitCode = main(process.argv.slice(2));
