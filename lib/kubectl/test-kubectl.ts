/** A kubectl for tests, on a real cluster whose time passes as fast as it can. */
import { Cluster } from '@/lib/cluster';
import { runKubectl, type KubectlIO } from './index';

/** 2026-01-05T09:00:00Z */
const START = 1_767_603_600_000;

export interface TestKubectl {
  readonly cluster: Cluster;
  readonly files: Map<string, string>;
  /** What each opened file is saved as; undefined leaves the editor. */
  edited: (text: string) => string | undefined;
  /** Both streams in their order, and `[code]` where it failed. Words are parted by blanks, and may stand in '…'. */
  readonly run: (line: string, stdin?: string) => Promise<string>;
  /** Lets what is under way come to an end. */
  readonly settle: () => void;
}

export async function newTestKubectl(texts: Readonly<Record<string, string>> = {}): Promise<TestKubectl> {
  const cluster = await Cluster.create({ start: START, seed: 1, latency: 1 });
  const files = new Map(Object.entries(texts));
  const config: KubectlIO['config'] = {
    server: 'https://192.168.49.2:8443',
    currentContext: 'minikube',
    contexts: { minikube: { cluster: 'minikube', user: 'minikube' } },
  };
  const test: TestKubectl = {
    cluster,
    files,
    edited: () => undefined,
    settle: () => void cluster.clock.runUntil(cluster.clock.now() + 60_000),
    async run(line, stdin) {
      let printed = '';
      const add = (text: string): void => void (printed += text);
      const code = await runKubectl(wordsOf(line), {
        request: (request) => Promise.resolve(cluster.handle(request)),
        out: add,
        err: add,
        stdin,
        files: {
          read: (path) => files.get(path),
          isFolder: (path) => path === '.' || [...files.keys()].some((name) => name.startsWith(`${path}/`)),
          list: (folder) => namesIn(files, folder),
          write: (path, text) => void files.set(path, text),
        },
        config,
        now: () => cluster.clock.now(),
        wait(ms) {
          cluster.clock.runUntil(cluster.clock.now() + ms);
          return Promise.resolve(true);
        },
        edit: (_, text) => Promise.resolve(test.edited(text)),
      });
      return printed + (code === 0 ? '' : `[${code}]`);
    },
  };
  return test;
}

function wordsOf(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
}

function namesIn(files: ReadonlyMap<string, string>, folder: string): string[] {
  const prefix = folder === '.' ? '' : `${folder}/`;
  const inside = [...files.keys()].filter((name) => name.startsWith(prefix));
  return [...new Set(inside.map((name) => name.slice(prefix.length).split('/')[0] ?? ''))].sort();
}
