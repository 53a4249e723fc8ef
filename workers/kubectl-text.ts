/** kubectl without a terminal: for what the page asks of it beside the learner's commands. */
import type { Cluster } from '@/lib/cluster';

export interface KubectlText {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** @param files by name, as `-f` names them */
export async function kubectlText(
  cluster: Cluster,
  args: readonly string[],
  files: Readonly<Record<string, string>> = {},
): Promise<KubectlText> {
  const { runKubectl } = await import('@/lib/kubectl');
  let out = '';
  let err = '';
  const status = await runKubectl(args, {
    request: (request) => Promise.resolve(cluster.handle(request)),
    out: (text) => (out += text),
    err: (text) => (err += text),
    stdin: undefined,
    files: {
      read: (name) => files[name],
      isFolder: () => false,
      list: () => [],
      write: () => undefined,
    },
    config: {
      server: 'https://192.168.49.2:8443',
      currentContext: 'minikube',
      contexts: { minikube: { cluster: 'minikube', user: 'minikube', namespace: 'default' } },
    },
    now: () => cluster.clock.now(),
    // Nobody waits here: a command that would, ends.
    wait: () => Promise.resolve(false),
  });
  return { status, out, err };
}
