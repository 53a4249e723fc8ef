/** What each of docker's commands is given. */
import type { Call } from '@/lib/cluster';
import type { Computer } from '../../computer/computer';

export interface DockerRun {
  readonly computer: Computer;
  /** Its args begin with the command's name. */
  readonly call: Call;
  readonly signal: AbortSignal;
  /** After `eval $(minikube docker-env)` it is the Docker of the node that is spoken to: what it has, the Pods can have. */
  readonly isOnNodes: boolean;
}

export type DockerCommand = (run: DockerRun) => Promise<number> | number;

/** As BuildKit and the daemon name it. */
export function needsArguments({ call }: DockerRun, name: string, wanted: string, usage: string): number {
  call.err(`docker: '${name}' requires ${wanted}\n\nUsage:  ${usage}\n\nRun '${name} --help' for more information\n`);
  return 1;
}
