/** Reads a folder in the form of golden/README.md. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { EXAMPLES, unmasked } from './mask';
import { applyPatch, type Operation } from './patch';

export interface Cause {
  field: string;
  reason: string;
}

export interface Expectation {
  code?: number;
  reason?: string;
  message?: string;
  causes?: Cause[];
  object?: unknown;
  warnings?: string[];
  kubectl?: Ending;
}

export interface Ending {
  exit: number;
  stdout: string;
  stderr: string;
}

export interface CreateCase {
  id: string;
  /** The file it stands in, and what was done to the base. */
  label: string;
  kind: string;
  manifest: unknown;
  expect: Expectation;
}

export interface TextCase {
  id: string;
  label: string;
  text: string;
  expect: Ending & { objects?: unknown[] };
}

/** A change of a live object: a whole object that was put in its place, or a patch. */
export interface UpdateCase {
  id: string;
  label: string;
  kind: string;
  live: Record<string, unknown>;
  change: { op: 'update'; manifest: unknown } | { op: 'strategic' | 'merge'; body: unknown };
  expect: Expectation;
}

export interface Cases {
  create: CreateCase[];
  update: UpdateCase[];
  text: TextCase[];
}

interface UpdateLine {
  id: string;
  kind: string;
  op: 'live' | 'update' | 'strategic' | 'merge';
  patch?: Operation[];
  body?: unknown;
  expect: Expectation;
}

interface CreateLine {
  id: string;
  kind: string;
  op: string;
  name?: string;
  manifest?: unknown;
  patch?: Operation[];
  expect: Expectation;
}

export function readCases(folder: string): Cases {
  const files = (name: string): string[] => {
    const directory = path.join(folder, name);
    if (!existsSync(directory)) return [];
    const names = readdirSync(directory).filter((file) => file.endsWith('.jsonl'));
    return names.toSorted().map((file) => path.join(directory, file));
  };
  const create = files('create').flatMap(readCreateFile);
  const update = files('update').flatMap(readUpdateFile);
  const text = files('text').flatMap((file) =>
    readLines<TextCase & { name: string }>(file).map((line) => ({ ...line, label: line.name })),
  );
  if (create.length + update.length + text.length === 0) throw new Error(`${folder} holds no golden files`);
  return { create, update, text };
}

function readCreateFile(file: string): CreateCase[] {
  let base: unknown;
  return readLines<CreateLine>(file).map(({ id, kind, op, name, manifest, patch, expect }) => {
    if (op === 'base') base = manifest;
    const changed = patch ? applyPatch(base, patch) : manifest;
    const label = `${path.basename(file, '.jsonl')} ${op} ${name ?? JSON.stringify(patch ?? '')}`;
    return { id, label, kind, manifest: changed, expect };
  });
}

/** The first line is the live object; a change of its own is made of what was read back. */
function readUpdateFile(file: string): UpdateCase[] {
  const [first, ...changes] = readLines<UpdateLine>(file);
  const live = withUid(unmasked((first?.expect.object ?? {}) as Record<string, unknown>));
  return changes.map(({ id, kind, op, patch = [], body, expect }) => {
    const label = `${path.basename(file, '.jsonl')} ${op} ${JSON.stringify(op === 'update' ? patch : body)}`;
    const change =
      op === 'strategic' || op === 'merge'
        ? { op, body: unmasked(body) }
        : { op: 'update' as const, manifest: unmasked(applyPatch(live, patch)) };
    return { id, label, kind, live, change, expect };
  });
}

/** Every live object has one, and it was left out of the recording. */
function withUid(live: Record<string, unknown>): Record<string, unknown> {
  return { ...live, metadata: { ...(live['metadata'] as object), uid: EXAMPLES.uid } };
}

function readLines<T>(file: string): T[] {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as T);
}
