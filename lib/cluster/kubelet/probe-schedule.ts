/**
 * When probes are asked. Models pkg/kubelet/prober worker.go, with one difference that is not to be seen: whether a port is
 * open is asked again only when a process of the Pod opened or closed one.
 */
import type { types } from '@/lib/kube';
import type { Engine } from './engine';
import type { PodRecord, ProbeRecord, ProbeType } from './state';

const TYPES: readonly ProbeType[] = ['startup', 'liveness', 'readiness'];

export function probeOf(container: types.Container, type: ProbeType): types.Probe | undefined {
  return container[`${type}Probe`];
}

export function periodOf({ periodSeconds }: types.Probe): number {
  return (periodSeconds ?? 10) * 1000;
}

/** Of a container that has just started. */
export function armProbes(engine: Engine, record: PodRecord, container: types.Container): void {
  const own = record.containers[container.name ?? ''];
  if (!own?.run) return;
  for (const type of TYPES) {
    const probe = probeOf(container, type);
    if (!probe) continue;
    const next = own.run.startedAt + (probe.initialDelaySeconds ?? 0) * 1000;
    const entry: ProbeRecord = { inRow: 0 };
    own.probes = { ...own.probes, [type]: entry };
    // The others wait until it has started.
    if (type === 'startup' || !container.startupProbe) schedule(engine, record, type, entry, next);
  }
}

/** What waited until the container has started. */
export function armAfterStartup(engine: Engine, record: PodRecord, container: types.Container): void {
  const own = record.containers[container.name ?? ''];
  const now = engine.clock.now();
  for (const type of ['liveness', 'readiness'] as const) {
    const entry = own?.probes?.[type];
    const delay = (probeOf(container, type)?.initialDelaySeconds ?? 0) * 1000;
    if (own?.run && entry) schedule(engine, record, type, entry, Math.max(now, own.run.startedAt + delay));
  }
}

export function schedule(engine: Engine, record: PodRecord, type: ProbeType, entry: ProbeRecord, next: number): void {
  entry.next = engine.probes.align(next);
  // Whether a container gets ready is waited for; that one stays alive is not.
  const background = type === 'liveness' || entry.result !== undefined;
  engine.probes.add(record.uid, entry.next, { background });
}

/** Something about the Pod's ports has changed: what needed no answer may need one now, at its next turn. */
export function wakeProbes(engine: Engine, record: PodRecord): void {
  const now = engine.clock.now();
  for (const { probes } of Object.values(record.containers)) {
    if (!probes) continue;
    for (const type of TYPES) {
      const entry = probes[type];
      if (!entry || entry.held || entry.next !== undefined || entry.asked === undefined) continue;
      schedule(engine, record, type, entry, now);
    }
  }
}

/** After a load: all that was to be asked. */
export function rearmProbes(engine: Engine, record: PodRecord): void {
  for (const { probes } of Object.values(record.containers)) {
    for (const type of TYPES) {
      const entry = probes?.[type];
      if (entry?.next !== undefined) schedule(engine, record, type, entry, entry.next);
    }
  }
}
