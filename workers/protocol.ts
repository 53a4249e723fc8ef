/**
 * What the page and its worker say to each other. The page numbers every request; an answer carries the number, so
 * that a stale one is dropped. Everything here is structured-clonable.
 */
import type { CheckDefinition, CheckVerdict } from '@/lib/checks';
import type { Completions, DataView, Diagnostic, Hover, Renaming, SourceFile, Tied } from '@/lib/manifest';

export interface DocumentSummary {
  readonly start: number;
  readonly end: number;
  readonly kind: string;
  readonly apiVersion: string;
}

export interface FileReport {
  readonly name: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly documents: readonly DocumentSummary[];
}

export interface Report {
  readonly files: readonly FileReport[];
  readonly checks: readonly CheckVerdict[];
}

export interface DocumentedHover extends Hover {
  /** The field's documentation, Kubernetes' own words; absent while it cannot be loaded (offline, first time). */
  readonly text?: string;
}

export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

/** Each question with its answer. */
export interface Questions {
  judge: { ask: { files: readonly SourceFile[] }; answer: Report };
  /** `files` are all that there are, `file` the one that is written in: names from the others are offered. */
  complete: { ask: { files: readonly SourceFile[]; file: string; offset: number }; answer: Completions };
  hover: { ask: { text: string; offset: number }; answer: DocumentedHover | undefined };
  /** What the word at the offset is tied to. */
  tied: { ask: { files: readonly SourceFile[]; file: string; offset: number }; answer: Tied | undefined };
  rename: {
    ask: { files: readonly SourceFile[]; file: string; offset: number; name: string };
    answer: Renaming | undefined;
  };
  describe: { ask: { type: string; field: string }; answer: string | undefined };
  /** One of the files as data. */
  data: { ask: { files: readonly SourceFile[]; file: string }; answer: DataView | undefined };
  locate: {
    ask: { file: string; document: number | undefined; path: readonly (string | number)[] | string };
    answer: TextSpan | undefined;
  };
}

export type Question = keyof Questions;

export type ToWorker =
  | { type: 'open'; checks: readonly CheckDefinition[] }
  | { [Q in Question]: { type: Q; id: number; ask: Questions[Q]['ask'] } }[Question];

export type FromWorker =
  | { type: 'answer'; id: number; answer: unknown }
  | { type: 'fault'; id: number; message: string };
