/** What is in the cluster, asked as kubectl asks it: with the line's own namespace and context. */
import { runKubectl } from '@/lib/kubectl';
import type { Computer } from '../computer/computer';

export interface Kind {
  /** `deployments` */
  readonly plural: string;
  readonly singular: string;
  readonly shortNames: readonly string[];
  readonly verbs: readonly string[];
}

export class ClusterNames {
  readonly #computer: Computer;
  readonly #flags: readonly string[];

  /** @param flags for every question: `--namespace=web` */
  constructor(computer: Computer, flags: readonly string[]) {
    this.#computer = computer;
    this.#flags = flags;
  }

  get contexts(): readonly string[] {
    return Object.keys(this.#computer.config.contexts);
  }

  async kinds(): Promise<readonly Kind[]> {
    const kinds: Kind[] = [];
    for (const line of (await this.#ask(['api-resources', '--no-headers', '-o', 'wide'])).split('\n')) {
      const row = /^(\S+)\s+(?:(\S+)\s+)?(?:\S+\/)?v\d\w*\s+(?:true|false)\s+(\S+)\s+(\S+)/.exec(line);
      if (!row) continue;
      const [, plural = '', short, kind = '', verbs = ''] = row;
      kinds.push({
        plural,
        singular: kind.toLowerCase(),
        shortNames: short?.split(',') ?? [],
        verbs: verbs.split(','),
      });
    }
    return kinds;
  }

  async names(kinds: string): Promise<readonly string[]> {
    const text = await this.#ask(['get', kinds, '-o', 'name', '--ignore-not-found']);
    return text.split('\n').flatMap((line) => (line === '' ? [] : [line.slice(line.indexOf('/') + 1)]));
  }

  /** `app=web`, of all objects of that kind. */
  async labels(kinds: string): Promise<readonly string[]> {
    const rows = (await this.#ask(['get', kinds, '--show-labels', '--no-headers'])).split('\n');
    const labels = rows.flatMap((row) => row.split(/\s+/).at(-1)?.split(',') ?? []);
    return [...new Set(labels)].filter((label) => label.includes('='));
  }

  /** Of a Pod, or of what makes Pods. @param args `['pod', 'web']`, `['deployment/web']` */
  async containers(args: readonly string[]): Promise<readonly string[]> {
    const path = '{..initContainers[*].name} {..containers[*].name}';
    return (await this.#ask(['get', ...args, '-o', `jsonpath=${path}`])).split(/\s+/).filter((name) => name !== '');
  }

  async #ask(args: readonly string[]): Promise<string> {
    const { cluster, config } = this.#computer;
    let printed = '';
    const status = await runKubectl([...args, ...this.#flags], {
      request: (request) => Promise.resolve(config.currentContext === '' ? undefined : cluster.handle(request)),
      out: (text) => void (printed += text),
      err: () => {},
      stdin: undefined,
      files: { read: () => undefined, isFolder: () => false, list: () => [], write: () => {} },
      config,
      now: () => this.#computer.now(),
      wait: () => Promise.resolve(false),
    });
    return status === 0 ? printed : '';
  }
}
