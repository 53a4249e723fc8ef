/**
 * What the page and the worker with its cluster say to each other. The page numbers every request; an answer carries the
 * number. What a request streams (a watch, a log that is followed) comes in pieces with the same number, until it ends or is
 * stopped. Everything here is structured-clonable.
 */
import type { CheckDefinition, CheckVerdict } from '@/lib/checks';
import type {
  Addon,
  Command,
  ComponentName,
  Exchange,
  Message,
  Source,
  Speed,
  Steps,
  Target,
  ViewChange,
} from '@/lib/cluster';
import type { ApiRequest } from '@/lib/kube';
import type { Completion } from '@/lib/shell';
import type { AppliedState } from './applied-files';
import type { KubectlText } from '@/lib/shell';

/** A whole answer, or the beginning of a stream. */
export interface ClusterAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  /** Absent where pieces are to come. */
  readonly body?: string;
}

export interface Pulse {
  /** Milliseconds since 1970, of the cluster's clock. */
  readonly time: number;
  readonly isIdle: boolean;
  readonly isPlaying: boolean;
  readonly speed: Speed;
  readonly revision: number;
  /** What undo would take back, and redo do again. */
  readonly undo?: string;
  readonly redo?: string;
  /** How many steps are done of all that can be gone to. */
  readonly step: number;
  readonly steps: number;
  /** Of moments, the oldest first. */
  readonly names: readonly string[];
}

export interface OpenCluster {
  /** Milliseconds since 1970: the cluster's clock begins there. */
  readonly start: number;
  readonly seed: number;
  readonly nodes: number;
  /** What `pack` answered. */
  readonly saved?: Uint8Array<ArrayBuffer>;
  /** What a lesson begins with: manifests that are applied before the learner comes, and what is switched on or off. */
  readonly begin?: {
    readonly manifests?: Readonly<Record<string, string>>;
    readonly addons?: readonly Addon[];
    readonly stopped?: readonly ComponentName[];
  };
}

/** A lesson's questions to the cluster. */
export interface ClusterQuestionnaire {
  readonly checks: readonly CheckDefinition[];
  /** What hints depend on: CEL, by id. */
  readonly conditions: readonly { readonly id: string; readonly expression: string }[];
}

export interface ClusterVerdicts {
  readonly verdicts: readonly CheckVerdict[];
  readonly conditions: Readonly<Record<string, boolean>>;
}

/** Each question with its answer. */
export interface ClusterQuestions {
  /** `fault` where what was saved is none of ours, damaged, or of a later version: then the cluster is a new one. */
  open: { ask: OpenCluster; answer: { readonly fault?: 'damaged' | 'newer' | 'foreign' } };
  /** Undefined where nobody answers: the API server is stopped. */
  request: { ask: Omit<ApiRequest, 'user'>; answer: ClusterAnswer | undefined };
  /** A command in a container: `kubectl exec` without a terminal. A text is why not. */
  exec: {
    ask: { readonly pod: string; readonly container: string; readonly command: Command };
    answer: { readonly stdout: string; readonly stderr: string; readonly exitCode: number } | string;
  };
  /** A request over the simulated network, traced. */
  send: { ask: { readonly from: Source; readonly to: Target; readonly message: Message }; answer: Exchange };
  play: { ask: { readonly playing: boolean; readonly speed: Speed }; answer: Pulse };
  /** The next thing that happens. */
  step: { ask: null; answer: Pulse };
  runUntilIdle: { ask: null; answer: Pulse };
  /** Before something is done that can be undone. */
  mark: { ask: string; answer: Pulse };
  undo: { ask: null; answer: Pulse };
  redo: { ask: null; answer: Pulse };
  /** What was done, in order, and in which state the cluster is. */
  steps: { ask: null; answer: Steps };
  /** To the state before that step, or with their number to the last. */
  goToStep: { ask: number; answer: Pulse };
  /** A moment with a name, and back to it. */
  name: { ask: string; answer: Pulse };
  goTo: { ask: string; answer: boolean };
  removeName: { ask: string; answer: Pulse };
  component: { ask: { readonly name: ComponentName; readonly running: boolean }; answer: boolean };
  node: { ask: { readonly name: string; readonly state: 'running' | 'stopped' | 'cut' }; answer: null };
  /** How each node is, whether or not the API server knows yet. */
  nodes: { ask: null; answer: Readonly<Record<string, 'running' | 'stopped' | 'cut'>> };
  /** A Pod's containers can write nothing any more, by its uid; false where it runs nowhere. */
  fillDisk: { ask: string; answer: boolean };
  /** Answers its name. */
  addNode: { ask: null; answer: string };
  addon: { ask: { readonly name: Addon; readonly enabled: boolean }; answer: readonly Addon[] };
  tunnel: { ask: boolean; answer: null };
  export: { ask: null; answer: string };
  /** The same, gzipped, to be kept. */
  pack: { ask: null; answer: Uint8Array<ArrayBuffer> };
  /** The editor's files as they are now, by path: what commands read. */
  files: { ask: Readonly<Record<string, string>>; answer: null };
  /**
   * A command line in the terminal. What it prints comes in pieces; `input` types into it, `stop` is Ctrl+C. The folder is
   * the prompt's afterwards.
   */
  run: { ask: string; answer: { readonly status: number; readonly folder: string } };
  isIncomplete: { ask: string; answer: boolean };
  complete: { ask: { readonly line: string; readonly cursor: number }; answer: Completion };
  /** What earlier sittings typed, oldest first. */
  history: { ask: readonly string[]; answer: null };
  /** kubectl describe, as text. */
  describe: { ask: { readonly kind: string; readonly namespace?: string; readonly name: string }; answer: string };
  /** What applying these files would change, as `kubectl diff` shows it, or why it can't be said. */
  diff: { ask: Readonly<Record<string, string>>; answer: KubectlText };
  /** `kubectl apply` of each of these files, in this order; one answer a file. It can be undone. */
  apply: { ask: Readonly<Record<string, string>>; answer: Readonly<Record<string, KubectlText>> };
  /** Of each file that holds objects: whether it is what was last applied. */
  applied: { ask: Readonly<Record<string, string>>; answer: Readonly<Record<string, AppliedState>> };
  /** The cluster as it was when the lesson began. It can be undone. */
  restart: { ask: null; answer: null };
  /** A file that `export` wrote takes the cluster's place; it can be undone. null: it was taken. */
  import: { ask: string; answer: 'damaged' | 'newer' | 'foreign' | null };
  /** What a lesson asks of the cluster: `verdicts` tells the answers whenever they change. */
  questions: { ask: ClusterQuestionnaire; answer: null };
  /** All that is drawn. Changes are told from then on. */
  view: { ask: null; answer: ViewChange };
}

export type ClusterQuestion = keyof ClusterQuestions;

export type ToCluster =
  | { [Q in ClusterQuestion]: { type: Q; id: number; ask: ClusterQuestions[Q]['ask'] } }[ClusterQuestion]
  /** No more pieces of that request; for a command, Ctrl+C. */
  | { type: 'stop'; id: number }
  /** What is typed while a command runs; null is Ctrl+D. */
  | { type: 'input'; id: number; text: string | null }
  /** What `edit` was answered with; null where the learner left it. */
  | { type: 'edited'; id: number; text: string | null };

export type FromCluster =
  | { type: 'answer'; id: number; answer: unknown }
  | { type: 'fault'; id: number; message: string }
  | { type: 'piece'; id: number; text: string; isError?: true }
  | { type: 'end'; id: number }
  /** Told when something has changed, at most as often as the page draws. */
  | { type: 'pulse'; pulse: Pulse }
  /** What is drawn has changed; before the pulse of the same beat. */
  | { type: 'view'; change: ViewChange }
  | { type: 'verdicts'; verdicts: ClusterVerdicts }
  /** A command has written files, or removed them (null). */
  | { type: 'files'; changes: Readonly<Record<string, string | null>> }
  /** A command asks for a text to be edited; `edited` answers. */
  | { type: 'edit'; id: number; name: string; text: string }
  /** A command asks for the cluster's pane to be shown, or for a page of the cluster. */
  | { type: 'show'; what: { readonly pane: 'cluster' } | { readonly url: string } };
