/** The end of a Pod: its containers are asked to stop, sidecars last. Models SyncTerminatingPod and killContainersWithSyncResult. */
import type { Stored, types } from '@/lib/kube';
import type { Engine } from './engine';
import { isSidecar } from './restart-policy';
import type { NodeRecord, PodRecord } from './state';
import { goOnStopping, stopContainer } from './stop-container';

/** Whether it is to end: deleted, ended by the kubelet, or come to its own end. */
export function isTerminating({ metadata, status }: Stored<'v1/Pod'>, record: PodRecord): boolean {
  const isFinal = status?.phase === 'Succeeded' || status?.phase === 'Failed';
  return isFinal || record.evicted !== undefined || metadata.deletionTimestamp !== undefined;
}

/** Whether nothing runs any more. */
export function goOnTerminating(engine: Engine, node: NodeRecord, pod: Stored<'v1/Pod'>, record: PodRecord): boolean {
  const now = engine.clock.now();
  const { spec, metadata } = pod;
  const seconds = metadata.deletionGracePeriodSeconds ?? spec?.terminationGracePeriodSeconds ?? 30;
  const began = record.termination?.deadline === undefined;
  // A second deletion may shorten the time, and never makes it longer.
  const deadline = Math.min(record.termination?.deadline ?? Number.POSITIVE_INFINITY, now + seconds * 1000);
  record.termination = { deadline };
  if (!began) hasten(record, deadline);
  const regular = [...(spec?.containers ?? []), ...(spec?.ephemeralContainers ?? [])];
  const sidecars = (spec?.initContainers ?? []).filter(isSidecar).reverse();
  const others = (spec?.initContainers ?? []).filter((container) => !isSidecar(container));
  const grace = Math.max(0, Math.ceil((deadline - now) / 1000));
  for (const container of [...regular, ...others]) end(engine, node, pod, record, container, grace);
  if ([...regular, ...others].some((container) => runs(record, container))) return false;
  for (const container of sidecars) {
    end(engine, node, pod, record, container, grace);
    if (runs(record, container)) return false;
  }
  record.over = true;
  return true;
}

function end(
  engine: Engine,
  node: NodeRecord,
  pod: Stored<'v1/Pod'>,
  record: PodRecord,
  container: types.Container,
  grace: number,
): void {
  const { name = '' } = container;
  if (record.containers[name]?.stopping) goOnStopping(engine, pod, record, name);
  else stopContainer(engine, node, pod, record, container, '', grace);
}

function hasten(record: PodRecord, deadline: number): void {
  for (const own of Object.values(record.containers)) {
    if (own.stopping && own.stopping.killAt > deadline) own.stopping = { ...own.stopping, killAt: deadline };
  }
}

function runs(record: PodRecord, { name = '' }: types.Container): boolean {
  const run = record.containers[name]?.run;
  return run !== undefined && run.exit === undefined;
}
