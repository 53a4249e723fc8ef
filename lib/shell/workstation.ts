/** What the terminal's shell needs of the world: the learner's computer, with minikube on it. */
import type { Cluster, FileSystem, Moment } from '@/lib/cluster';

export interface Workstation {
  readonly cluster: Cluster;
  /** The cluster as it was when it was new, for `minikube delete`. */
  readonly fresh: Moment;
  /** The editor's files, under HOME. */
  readonly files: FileSystem;
  /** Called once a command line, before it changes the cluster for the first time: what `undo` goes back to. */
  mark(label: string): void;
  /** Lets simulated time pass; resolves early, to false, where the signal says so (Ctrl+C). */
  wait(ms: number, signal: AbortSignal): Promise<boolean>;
  /** Opens a text in the editor; resolves to what it was saved as, undefined where it was left. For `kubectl edit`. */
  edit(name: string, text: string, signal: AbortSignal): Promise<string | undefined>;
  /** Asks the page to show something: the cluster's pane (`minikube dashboard`), or a page of the cluster in a frame. */
  show(what: { readonly pane: 'cluster' } | { readonly url: string }): void;
}

/** The learner's home: where the editor's files lie, and where the shell begins. */
export const HOME = '/home/learner';

/** What a running command prints to, and is typed into. */
export interface Screen {
  /** May hold ANSI sequences for colour and for clearing the screen, nothing else. */
  out(text: string): void;
  err(text: string): void;
}

/** A command line under way. */
export interface Running {
  /** What is typed while it runs, with its line end. */
  type(text: string): void;
  /** Ctrl+D. */
  endInput(): void;
  /** Ctrl+C. */
  interrupt(): void;
  /** The exit status: 130 where it was interrupted. Never rejects for what the learner typed. */
  readonly done: Promise<number>;
}

/** What could stand in place of the word before the cursor. */
export interface Completion {
  /** Where that word begins. */
  readonly start: number;
  /** Sorted; each whole word, quoted where it must be, with what follows it (a space, or `/` of a folder). */
  readonly words: readonly string[];
}

export interface TerminalShell {
  /** One command line, or several: as they were typed. */
  run(line: string, screen: Screen): Running;
  /** Whether the line is not complete: an open quote, a heredoc, a trailing backslash. Then the terminal asks for more. */
  isIncomplete(line: string): boolean;
  complete(line: string, cursor: number): Promise<Completion>;
  /** `~` or `~/k8s`, as it stands in the prompt. */
  readonly folder: string;
  /** What `history` shows; the terminal puts what it remembers here. */
  history: readonly string[];
}
