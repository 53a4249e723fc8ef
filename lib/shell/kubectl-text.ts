/** kubectl without a terminal: for what is asked of a cluster beside the learner's commands. */
import type { Cluster } from '@/lib/cluster';
import { runKubectl, type KubectlIO } from '@/lib/kubectl';
import { newKubeConfig } from './computer/kube-config';

export interface KubectlText {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/**
 * @param files by name, as `-f` names them
 * @param wait how time passes; without it a command that would wait ends
 */
export async function kubectlText(
  cluster: Cluster,
  args: readonly string[],
  files: Readonly<Record<string, string>> = {},
  wait: KubectlIO['wait'] = () => Promise.resolve(false),
): Promise<KubectlText> {
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
    config: newKubeConfig(),
    now: () => cluster.clock.now(),
    wait,
  });
  return { status, out, err };
}
