/** A shell for tests, on a real cluster whose time passes as fast as it can. */
import { Cluster, type FileSystem } from '@/lib/cluster';
import { HOME, newShell, type Running, type TerminalShell, type Workstation } from './index';

/** 2026-01-05T09:00:00Z */
const START = 1_767_603_600_000;

export interface TestShell {
  readonly cluster: Cluster;
  readonly shell: TerminalShell;
  readonly files: Map<string, string>;
  readonly marks: string[];
  readonly shown: Parameters<Workstation['show']>[0][];
  readonly edits: { name: string; text: string }[];
  /** What `edit` resolves to. */
  edited: (text: string) => string | undefined;
  /** Runs a line to its end: what it printed, both streams in their order, and `[status]` where it failed. */
  readonly run: (line: string) => Promise<string>;
  /** Runs a line that goes on. */
  readonly begin: (line: string) => Begun;
}

export interface Begun extends Running {
  readonly printed: () => string;
  /** Lets what is under way go on for so long, in the cluster's time. */
  readonly pass: (ms: number) => Promise<void>;
}

/** @param files by their path below HOME */
export async function newTestShell(files: Readonly<Record<string, string>> = {}): Promise<TestShell> {
  const cluster = await Cluster.create({ start: START, seed: 1, latency: 1 });
  const texts = new Map(Object.entries(files));
  const marks: string[] = [];
  const shown: TestShell['shown'] = [];
  const edits: TestShell['edits'] = [];
  const shell = newShell({
    cluster,
    fresh: cluster.moment(),
    files: editorFiles(texts),
    mark: (label) => void marks.push(label),
    wait: (ms, signal) => waitFor(cluster, ms, signal),
    edit: (name, text) => {
      edits.push({ name, text });
      return Promise.resolve(test.edited(text));
    },
    show: (what) => void shown.push(what),
  });
  const begin = (line: string): Begun => {
    let printed = '';
    const add = (text: string): void => void (printed += text);
    const running = shell.run(line, { out: add, err: add });
    return {
      ...running,
      printed: () => printed,
      async pass(ms) {
        const end = cluster.clock.now() + ms;
        while (cluster.clock.now() < end) {
          cluster.clock.runUntil(Math.min(end, cluster.clock.now() + 200));
          await turn();
        }
      },
    };
  };
  const test: TestShell = {
    cluster,
    shell,
    files: texts,
    marks,
    shown,
    edits,
    edited: () => undefined,
    begin,
    async run(line) {
      const begun = begin(line);
      const ended: { status?: number } = {};
      void begun.done.then((code) => (ended.status = code));
      for (let turns = 0; ended.status === undefined && turns < 200_000; turns += 1) {
        await turn();
        cluster.clock.runUntil(cluster.clock.now() + 100, 10_000);
      }
      const { status } = ended;
      if (status === undefined) throw new Error(`${line} does not end: ${begun.printed()}`);
      return begun.printed() + (status === 0 ? '' : `[${status}]`);
    },
  };
  return test;
}

function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

function waitFor(cluster: Cluster, ms: number, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return Promise.resolve(false);
  return new Promise((resolve) => {
    const end = (): void => resolve(!signal.aborted);
    signal.addEventListener('abort', end, { once: true });
    if (ms <= 0) setImmediate(end);
    else cluster.clock.after(ms, end, { background: true });
  });
}

function editorFiles(texts: Map<string, string>): FileSystem {
  const folders = new Set<string>();
  const below = (path: string): string => path.slice(HOME.length + 1);
  const isFolder = (path: string): boolean =>
    path === HOME || folders.has(below(path)) || [...texts.keys()].some((name) => name.startsWith(`${below(path)}/`));
  return {
    read: (path) => texts.get(below(path)),
    write(path, text) {
      texts.set(below(path), text);
      return undefined;
    },
    remove: (path) => texts.delete(below(path)) || folders.delete(below(path)),
    makeFolder: (path) => void folders.add(below(path)),
    list(path) {
      if (!isFolder(path)) return undefined;
      const prefix = path === HOME ? '' : `${below(path)}/`;
      const inside = [...texts.keys(), ...folders].filter((name) => name.startsWith(prefix) && name !== below(path));
      return [...new Set(inside.map((name) => name.slice(prefix.length).split('/')[0] ?? ''))].sort();
    },
    isFolder,
  };
}
