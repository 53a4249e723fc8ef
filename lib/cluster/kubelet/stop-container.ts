/** Ending a container as one is asked to: preStop, SIGTERM, and SIGKILL when its time is up. Models killContainer of pkg/kubelet/kuberuntime. */
import type { Stored, types } from '@/lib/kube';
import { containerEvent, type Engine } from './engine';
import { runHook, type HookOutcome } from './lifecycle-hooks';
import { stopProgram } from './program-runner';
import type { NodeRecord, PodRecord } from './state';

/** However little time is left. */
const LEAST_MS = 2000;

/** @param grace in seconds */
export function stopContainer(
  engine: Engine,
  node: NodeRecord,
  pod: Stored<'v1/Pod'>,
  record: PodRecord,
  container: types.Container,
  message: string,
  grace: number,
): void {
  const { name = '', lifecycle } = container;
  const own = record.containers[name];
  if (!own?.run || own.run.exit || own.stopping) return;
  const now = engine.clock.now();
  containerEvent(engine, pod, name, 'Normal', 'Killing', message || `Stopping container ${name}`);
  const preStop = grace > 0 ? lifecycle?.preStop : undefined;
  const outcome: HookOutcome = preStop ? runHook(engine, node, pod, record, container, preStop) : { tookMs: 0 };
  if (outcome.fault !== undefined) {
    containerEvent(engine, pod, name, 'Warning', 'FailedPreStopHook', 'PreStopHook failed');
  }
  const termAt = now + Math.min(outcome.tookMs, grace * 1000);
  const killAt = Math.max(now + grace * 1000, termAt + LEAST_MS);
  own.stopping = { termAt, killAt, termSent: false };
  goOnStopping(engine, pod, record, name);
}

/** Sends what is due. */
export function goOnStopping(engine: Engine, pod: Stored<'v1/Pod'>, record: PodRecord, name: string): void {
  const own = record.containers[name];
  const stopping = own?.stopping;
  if (!stopping) return;
  const now = engine.clock.now();
  if (!stopping.termSent && stopping.termAt <= now) {
    stopping.termSent = true;
    engine.runtime(record.uid).process(name)?.terminate();
  }
  if (own.run?.exit) return;
  if (stopping.termSent && stopping.killAt <= now) stopProgram(engine, record, name, { code: 137 }, pod);
  else engine.pods.add(record.uid, stopping.termSent ? stopping.killAt : stopping.termAt);
}
