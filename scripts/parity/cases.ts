/** Reads a folder in the form of golden/README.md. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
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

export interface Cases {
  create: CreateCase[];
  /** How many there are of each kind; changes are not modelled yet. */
  update: Map<string, number>;
  text: TextCase[];
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
  const update = new Map<string, number>();
  for (const { kind, op } of files('update').flatMap((file) => readLines<CreateLine>(file))) {
    if (op !== 'live') update.set(kind, (update.get(kind) ?? 0) + 1);
  }
  const text = files('text').flatMap((file) =>
    readLines<TextCase & { name: string }>(file).map((line) => ({ ...line, label: line.name })),
  );
  if (create.length + update.size + text.length === 0) throw new Error(`${folder} holds no golden files`);
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

function readLines<T>(file: string): T[] {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as T);
}
