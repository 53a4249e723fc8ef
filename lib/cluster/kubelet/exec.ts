/** Commands in containers that run. Models the kubelet's RunInContainer, in the words of containerd and runc. */
import type { Stored, types } from '@/lib/kube';
import type { CommandResult } from '../images/process';
import type { Engine } from './engine';
import { imageOf } from './image-manager';
import { besideProcess } from './program-runner';
import type { NodeRecord, PodRecord } from './state';

export function runInContainer(
  engine: Engine,
  node: NodeRecord,
  pod: Stored<'v1/Pod'>,
  record: PodRecord,
  container: types.Container,
  args: readonly string[],
  stdin: string,
): CommandResult | { readonly failed: string } {
  const image = imageOf(engine, pod, record.containers[container.name ?? '']?.run?.reference ?? '');
  const process = image && besideProcess(engine, node, pod, record, container, image, args);
  if (!process) return { failed: `container not found ("${container.name}")` };
  const result = image.run({ args, stdin }, process);
  return result ?? { failed: notExecutable(args[0] ?? '') };
}

/** How long a command would have taken, in milliseconds: images whose programs count their sleeps say so. */
export function elapsedOf(result: CommandResult): number {
  return 'elapsedMs' in result && typeof result.elapsedMs === 'number' ? result.elapsedMs : 0;
}

/** What runc says of a command that is not there. */
export function notExecutable(command: string): string {
  const why = command.includes('/')
    ? `exec: "${command}": stat ${command}: no such file or directory`
    : `exec: "${command}": executable file not found in $PATH`;
  return `OCI runtime exec failed: exec failed: unable to start container process: ${why}`;
}
