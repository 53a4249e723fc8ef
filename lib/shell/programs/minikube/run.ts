/** What each of minikube's commands is given, and how it says that something is wrong. */
import type { Call } from '@/lib/cluster';
import type { Computer } from '../../computer/computer';

export interface MinikubeRun {
  readonly computer: Computer;
  readonly call: Call;
  readonly signal: AbortSignal;
  /** Behind the command's name, flags apart. */
  readonly operands: readonly string[];
  readonly flag: (...names: readonly string[]) => string | undefined;
}

export type MinikubeCommand = (run: MinikubeRun) => Promise<number> | number;

export const VERSION = 'v1.37.0';
export const DOCKER_VERSION = '28.4.0';
export const ADDRESS = '192.168.49.2';

/** `❌  Exiting due to CODE: …`. Answers the exit code. */
export function exiting({ call }: MinikubeRun, code: string, why: string, status: number): number {
  call.err(`\n❌  Exiting due to ${code}: ${why}\n\n`);
  return status;
}

/** Whether the cluster runs; else says that it does not. */
export function isUp(run: MinikubeRun): boolean {
  const { state } = run.computer.machine;
  if (state === 'Running' && run.computer.cluster.isRunning('kube-apiserver')) return true;
  if (state === 'Nonexistent') notFound(run);
  else {
    const what =
      state === 'Stopped' ? 'host is not running: state=Stopped' : 'apiserver is not running: (state=Stopped)';
    run.call.out(`🤷  The control-plane node minikube ${what}\n👉  To start a cluster, run: "minikube start"\n`);
  }
  return false;
}

export const NOT_UP = 83;
export const NOT_FOUND = 85;

export function notFound({ call }: MinikubeRun): number {
  call.out(
    '🤷  Profile "minikube" not found. Run "minikube profile list" to view all profiles.\n👉  To start a cluster, run: "minikube start"\n',
  );
  return NOT_FOUND;
}

/** Prints lines, some time before each. False where nobody waits any more. */
export async function tell(
  run: MinikubeRun,
  steps: readonly (readonly [text: string, ms: number])[],
): Promise<boolean> {
  for (const [text, ms] of steps) {
    run.call.out(`${text}\n`);
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    if (!(await run.computer.wait(ms, run.signal))) return false;
  }
  return true;
}
