/** When a Pod is looked at again because something it shows or waits for has changed. */
import type { Engine } from './engine';
import { needsChange } from './pod-actions';
import type { PodRecord } from './state';

const FIRST_MOUNT_MS = 500;
const LAST_MOUNT_MS = 122_000;
const START_MS = 12_000;
/** How long a change of a ConfigMap may take to be seen in a volume. */
const RESYNC_MS = 60_000;

export function retryAfterChange(engine: Engine, record: PodRecord): void {
  const { uid, mountFailure } = record;
  const now = engine.clock.now();
  if (mountFailure) {
    mountFailure.retryAt = nextMount(mountFailure.since, now);
    engine.pods.add(uid, mountFailure.retryAt);
    return;
  }
  for (const own of Object.values(record.containers)) {
    if (!needsChange(own)) continue;
    own.retryAt = nextStart(own.waitingSince ?? now, now);
    engine.pods.add(uid, own.retryAt);
  }
  if (!record.volumes || record.over) return;
  record.refreshAt = nextResync(uid, now);
  engine.pods.add(uid, record.refreshAt, { background: true });
}

/** A real kubelet tries to mount again after twice the time each time, up to about two minutes. */
function nextMount(since: number, now: number): number {
  let at = since;
  for (let wait = FIRST_MOUNT_MS; at < now; wait = Math.min(wait * 2, LAST_MOUNT_MS)) at += wait;
  return at;
}

/** A real one tries to start again about so often, and says so each time; here it does when there is a reason to. */
function nextStart(since: number, now: number): number {
  return since + Math.max(1, Math.ceil((now - since) / START_MS)) * START_MS;
}

/** Each Pod is looked at once a minute, each at its own second. */
function nextResync(uid: string, now: number): number {
  const offset = (Number.parseInt(uid.slice(0, 4), 16) || 0) % RESYNC_MS;
  return Math.ceil((now - offset) / RESYNC_MS) * RESYNC_MS + offset;
}
