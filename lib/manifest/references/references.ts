import { positionAt, type TextRange, type YamlFile, type YamlPath } from '@/lib/yaml';
import type { Diagnostic } from '../diagnostic';
import { danglingIn, spelled } from './dangling';
import { endsOf } from './extract';
import { Graph, type End, type PlacedObject } from './graph';
import { wordRange } from './place';
import { renameEdits, type Renaming } from './rename';
import { labelOffersAt, offersAt, type Offer } from './offers';

export interface ReadFile {
  readonly name: string;
  readonly read: YamlFile;
}

/** Something that a place is tied to. Without a file it is applied, and not in the files. */
export interface TiedEnd {
  /** Where it is defined, or where it is used. */
  readonly role: 'definition' | 'use';
  readonly kind: string;
  readonly name: string;
  /** Kubernetes' spelling of the field: `spec.ports[0].port`. */
  readonly field: string;
  readonly file?: string;
  readonly range?: TextRange;
  /** One-based. */
  readonly line?: number;
}

/** A word that is one end of a reference. */
export interface Tied {
  readonly range: TextRange;
  /** The ends it leads to directly, definitions first, then in the order of the files. */
  readonly ends: readonly TiedEnd[];
  /** All that a rename would change, this one too. */
  readonly group: readonly { readonly file: string; readonly range: TextRange }[];
}

export interface References {
  /** The end at an offset of a file; undefined where there is none or it is tied to nothing. */
  at(file: string, offset: number): Tied | undefined;
  /** Renames all ends that belong together; undefined where there is nothing to rename. */
  rename(file: string, offset: number, name: string): Renaming | undefined;
  /** The words that exist for the value at `path` of the document at `offset`. */
  offers(file: string, offset: number, path: YamlPath): readonly Offer[];
  /** The labels, `app: web`, for the map at `path`. */
  labelOffers(file: string, offset: number, path: YamlPath): readonly Offer[];
  /** What leads nowhere, in the order of the files. None while a file cannot be read: it may be in there. */
  readonly dangling: readonly Diagnostic[];
}

/** Ties the objects of all files, and those that are applied already. */
export function referencesOf(files: readonly ReadFile[], applied: readonly unknown[] = []): References {
  const graph = new Graph(placedIn(files, applied));
  const isBroken = files.some(({ read }) => read.documents.some(({ fault }) => fault));
  let dangling: readonly Diagnostic[] | undefined;
  return {
    at: (file, offset) => tiedAt(graph, file, offset),
    rename(file, offset, name) {
      const ends = endsAt(graph, file, offset);
      const [end] = ends;
      const isTied = ends.some((end) => graph.tiesOf(end).length > 0);
      return end?.word === undefined || !isTied ? undefined : renameEdits(graph, groupOf(graph, end), name);
    },
    offers: (file, offset, path) => offersAt(graph, file, offset, path),
    labelOffers: (file, offset, path) => labelOffersAt(graph, file, offset, path),
    get dangling() {
      return (dangling ??= isBroken ? [] : danglingIn(graph));
    },
  };
}

function placedIn(files: readonly ReadFile[], applied: readonly unknown[]): PlacedObject[] {
  const placed: PlacedObject[] = [];
  for (const { name: file, read } of files) {
    for (const document of read.documents) {
      const value = document.fault ? document.partial : document.value;
      for (const ends of endsOf(value)) placed.push({ index: placed.length, ends, file, read, document });
    }
  }
  const id = ({ kind, namespace, name }: PlacedObject['ends']) => `${kind}|${namespace}|${name}`;
  const written = new Set(placed.map(({ ends }) => id(ends)));
  for (const ends of applied.flatMap(endsOf)) {
    // The file is what the object is going to be.
    if (!written.has(id(ends))) placed.push({ index: placed.length, ends });
  }
  return placed;
}

/** The ends at a place: two where a Service's port stands for its targetPort as well, the port itself first. */
function endsAt(graph: Graph, file: string, offset: number): End[] {
  return graph.ends
    .filter((end) => {
      const { document, file: its } = end.object;
      if (its !== file || !document || offset < document.range.start || offset > document.range.end) return false;
      const range = wordRange(end);
      return range !== undefined && range.start <= offset && offset <= range.end;
    })
    .toSorted((a, b) => standing(a) - standing(b));
}

function standing(end: End): number {
  return end.use?.standsFor === undefined ? 0 : 1;
}

function tiedAt(graph: Graph, file: string, offset: number): Tied | undefined {
  const ends = endsAt(graph, file, offset);
  const range = ends[0] && wordRange(ends[0]);
  const ties = ends.flatMap((end) => graph.tiesOf(end));
  const first = ends[0];
  if (!first || !range || ties.length === 0) return undefined;
  const sorted = ties.toSorted((a, b) => Number(a.role === 'use') - Number(b.role === 'use'));
  const unique = new Map(sorted.map((end) => [placeOf(end) ?? end, end]));
  return {
    range,
    ends: [...unique.values()].map(described),
    group: [...new Set(ends.flatMap((end) => groupOf(graph, end)))].flatMap((end) => {
      const range = wordRange(end);
      return range && end.object.file !== undefined ? [{ file: end.object.file, range }] : [];
    }),
  };
}

/** All that is tied to an end, and to what is tied to it. */
function groupOf(graph: Graph, end: End): End[] {
  const group = new Set([end]);
  for (const member of group) for (const other of graph.tiesOf(member)) group.add(other);
  return [...group];
}

function described(end: End): TiedEnd {
  const { file, read, ends } = end.object;
  const range = wordRange(end);
  return {
    role: end.role,
    kind: ends.kind,
    name: ends.name,
    field: spelled(end.path),
    ...(file !== undefined && read && range ? { file, range, line: positionAt(read.text, range.start).line } : {}),
  };
}

function placeOf(end: End): string | undefined {
  const range = wordRange(end);
  return range && end.object.file !== undefined ? `${end.object.file}|${range.start}` : undefined;
}
