/** postStart and preStop. Models pkg/kubelet/lifecycle handlers.go. What it does is done at once; the time it takes is the caller's to wait for. */
import type { Stored, types } from '@/lib/kube';
import { podDescription, type Engine } from './engine';
import { elapsedOf, runInContainer } from './exec';
import { askHttp, resolvePort } from './probe-request';
import type { NodeRecord, PodRecord } from './state';

/** What came of it: the fault as it stands in the reason, and how long it took, in milliseconds. */
export interface HookOutcome {
  readonly fault?: string;
  readonly tookMs: number;
}

export function runHook(
  engine: Engine,
  node: NodeRecord,
  pod: Stored<'v1/Pod'>,
  record: PodRecord,
  container: types.Container,
  { exec, httpGet, sleep }: types.LifecycleHandler,
): HookOutcome {
  const where = `for Container "${container.name}" in Pod "${podDescription(pod)}" failed - error:`;
  if (exec) {
    const command = exec.command ?? [];
    const what = `Exec lifecycle hook ([${command.join(' ')}]) ${where}`;
    const result = runInContainer(engine, node, pod, record, container, command, '');
    if ('failed' in result) return { fault: `${what} ${result.failed}, message: ""`, tookMs: 0 };
    const tookMs = elapsedOf(result);
    if (result.exitCode === 0) return { tookMs };
    const why = `command '${command.join(' ')}' exited with ${result.exitCode}: ${result.stderr}`;
    return { fault: `${what} ${why}, message: ${JSON.stringify(result.stdout + result.stderr)}`, tookMs };
  }
  if (httpGet) {
    const port = resolvePort(httpGet.port, container);
    const answer = port === undefined ? undefined : askHttp(engine, node, record, { ...httpGet, port }, 'lifecycle');
    if (answer && !('failed' in answer)) return { tookMs: 0 };
    const why = answer?.failed ?? `couldn't find port: ${httpGet.port}`;
    return { fault: `HTTP lifecycle hook (${httpGet.path}) ${where} ${why}`, tookMs: 0 };
  }
  return { tookMs: (sleep?.seconds ?? 0) * 1000 };
}
