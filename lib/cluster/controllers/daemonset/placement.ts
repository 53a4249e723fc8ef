/** What is to be made and deleted, so that each node has its Pod. Models podsShouldBeOnNode (daemon_controller.go). */
import type { ControllerContext } from '../controller';
import type { EventRecorder } from '../../event-recorder';
import { isPodAvailable, isPodReady, type StoredPod } from '../pod-readiness';
import type { DaemonNodes } from './daemon-nodes';
import { byNodeAndAge, HASH, surgeCount, type StoredDaemonSet } from './pods';

export interface Plan {
  readonly create: string[];
  readonly remove: StoredPod[];
}

/** How long a node waits for its next Pod after one has failed; forgotten with a restart, as upstream's. */
export interface FailureBackOff {
  /** In ms; undefined: now, and it counts as one more failure. */
  wait(daemonSet: StoredDaemonSet, node: string): number | undefined;
}

export interface Placement {
  readonly daemonSet: StoredDaemonSet;
  readonly daemons: DaemonNodes;
  readonly hash: string;
  readonly backOff: FailureBackOff;
  readonly recorder: EventRecorder;
  /** To look again after so many ms. */
  readonly again: (ms: number) => void;
}

export function plan(context: Pick<ControllerContext, 'clock'>, placement: Placement): Plan {
  const { daemonSet, daemons, hash } = placement;
  const made: Plan = { create: [], remove: [] };
  const surges = surgeCount(daemonSet.spec ?? {}, 1) > 0;
  for (const { name, wish } of daemons.nodes) {
    const pods = daemons.podsOn.get(name);
    if (wish.runs && !pods) {
      made.create.push(name);
    } else if (wish.stays) {
      const running = runningAmong(pods ?? [], name, placement, made);
      if (!surges) made.remove.push(...running.slice(1));
      else if (running.length > 1) made.remove.push(...beyondSurge(running, daemonSet, hash, context.clock.now()));
      else if (running.length === 0 && wish.runs) made.create.push(name);
    } else if (pods) {
      made.remove.push(...pods.filter(({ metadata }) => metadata.deletionTimestamp === undefined));
    }
  }
  const known = new Set(daemons.nodes.map(({ name }) => name));
  for (const [node, pods] of daemons.podsOn) {
    if (!known.has(node)) made.remove.push(...pods.filter(({ spec }) => !spec?.nodeName));
  }
  return made;
}

/** Those that have ended make room for others, the failed ones after a while. The oldest come first. */
function runningAmong(
  pods: readonly StoredPod[],
  node: string,
  { daemonSet, backOff, recorder, again }: Placement,
  { remove }: Plan,
): StoredPod[] {
  const running: StoredPod[] = [];
  for (const pod of pods) {
    const { name, namespace, deletionTimestamp } = pod.metadata;
    const where = `daemon pod ${namespace}/${name} on node ${node}`;
    if (deletionTimestamp !== undefined) continue;
    if (pod.status?.phase === 'Failed') {
      const wait = backOff.wait(daemonSet, node);
      if (wait !== undefined) {
        again(wait);
        continue;
      }
      recorder.event(daemonSet, 'Warning', 'FailedDaemonPod', `Found failed ${where}, will try to kill it`);
      remove.push(pod);
    } else if (pod.status?.phase === 'Succeeded') {
      recorder.event(daemonSet, 'Normal', 'SucceededDaemonPod', `Found succeeded ${where}, will try to delete it`);
      remove.push(pod);
    } else {
      running.push(pod);
    }
  }
  return running.sort(byNodeAndAge);
}

/** One old and one new may be side by side, until the new one is available or the old one no longer ready. */
function beyondSurge(running: readonly StoredPod[], { spec }: StoredDaemonSet, hash: string, now: number): StoredPod[] {
  const isNew = ({ metadata }: StoredPod): boolean => metadata.labels?.[HASH] === hash;
  const oldestNew = running.find(isNew);
  const oldestOld = running.find((pod) => !isNew(pod));
  const remove = running.filter((pod) => pod !== oldestNew && pod !== oldestOld);
  if (!oldestNew || !oldestOld) return remove;
  const isReplaced = !isPodReady(oldestOld) || isPodAvailable(oldestNew, spec?.minReadySeconds ?? 0, now);
  return isReplaced ? [...remove, oldestOld] : remove;
}
