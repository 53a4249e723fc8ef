/** postStart and preStop. Models pkg/kubelet/lifecycle handlers.go. A command is done at once; a sleep is the caller's to wait for. */
import type { Stored, types } from '@/lib/kube';
import { podDescription, type Engine } from './engine';
import { runInContainer } from './exec';
import { askHttp, resolvePort } from './probe-request';
import type { NodeRecord, PodRecord } from './state';

/** The fault as it stands in the reason, or undefined. */
export function runHook(
  engine: Engine,
  node: NodeRecord,
  pod: Stored<'v1/Pod'>,
  record: PodRecord,
  container: types.Container,
  { exec, httpGet }: types.LifecycleHandler,
): string | undefined {
  const where = `for Container "${container.name}" in Pod "${podDescription(pod)}" failed - error:`;
  if (exec) {
    const command = exec.command ?? [];
    const result = runInContainer(engine, node, pod, record, container, command, '');
    if ('failed' in result)
      return `Exec lifecycle hook ([${command.join(' ')}]) ${where} ${result.failed}, message: ""`;
    if (result.exitCode === 0) return undefined;
    const why = `command '${command.join(' ')}' exited with ${result.exitCode}: ${result.stderr}`;
    return `Exec lifecycle hook ([${command.join(' ')}]) ${where} ${why}, message: ${JSON.stringify(result.stdout + result.stderr)}`;
  }
  if (httpGet) {
    const port = resolvePort(httpGet.port, container);
    const answer = port === undefined ? undefined : askHttp(engine, node, record, { ...httpGet, port }, 'lifecycle');
    if (answer && !('failed' in answer)) return undefined;
    return `HTTP lifecycle hook (${httpGet.path}) ${where} ${answer?.failed ?? `couldn't find port: ${httpGet.port}`}`;
  }
  return undefined;
}
