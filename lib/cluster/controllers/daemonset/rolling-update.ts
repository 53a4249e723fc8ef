/** The old Pods give way to the new ones, some at a time. Models rollingUpdate (pkg/controller/daemon/update.go). */
import { isPodAvailable, type StoredPod } from '../pod-readiness';
import type { DaemonNodes } from './daemon-nodes';
import type { Plan } from './placement';
import { isUpdated, surgeCount, unavailableCount, type StoredDaemonSet } from './pods';

/** What one node has; undefined where it has two of the same. */
interface Pair {
  readonly node: string;
  readonly runs: boolean;
  readonly now: StoredPod | undefined;
  readonly old: StoredPod | undefined;
}

export function rollOn(daemonSet: StoredDaemonSet, daemons: DaemonNodes, hash: string, moment: number): Plan {
  const { spec = {} } = daemonSet;
  const desired = daemons.nodes.filter(({ wish }) => wish.runs).length;
  const surge = surgeCount(spec, desired);
  const unavailable = unavailableCount(spec, desired);
  const isAvailable = (pod: StoredPod): boolean => isPodAvailable(pod, spec.minReadySeconds ?? 0, moment);
  const pairs = pairsOf(daemonSet, daemons, hash);
  return surge === 0
    ? replaceInPlace(pairs, desired > 0 ? Math.max(1, unavailable) : unavailable, isAvailable)
    : replaceSideBySide(pairs, surge, desired, isAvailable);
}

/** An old Pod goes, and its node gets another: first those that don't work anyway. */
function replaceInPlace(
  pairs: readonly (Pair | undefined)[],
  most: number,
  isAvailable: (pod: StoredPod) => boolean,
): Plan {
  let unavailable = 0;
  const broken: StoredPod[] = [];
  const working: StoredPod[] = [];
  for (const pair of pairs) {
    if (!pair || (pair.old === undefined) === (pair.now === undefined)) {
      unavailable += 1;
    } else if (pair.now) {
      if (!isAvailable(pair.now)) unavailable += 1;
    } else if (pair.old && !isAvailable(pair.old)) {
      broken.push(pair.old);
      unavailable += 1;
    } else if (pair.old) {
      working.push(pair.old);
    }
  }
  return { create: [], remove: [...broken, ...working.slice(0, Math.max(0, most - unavailable))] };
}

/** A node gets a new Pod beside the old one, which goes once the new one is available. */
function replaceSideBySide(
  pairs: readonly (Pair | undefined)[],
  most: number,
  desired: number,
  isAvailable: (pod: StoredPod) => boolean,
): Plan {
  let [surging, available] = [0, 0];
  const remove: StoredPod[] = [];
  const misplaced: StoredPod[] = [];
  const atOnce: string[] = [];
  const waiting: string[] = [];
  for (const pair of pairs) {
    if (!pair) {
      surging += 1;
      continue;
    }
    const { node, runs, old, now } = pair;
    const counted = old ?? now;
    if (counted && isAvailable(counted)) available += 1;
    if (!old) continue;
    if (now) {
      if (isAvailable(now)) remove.push(old);
      else surging += 1;
    } else if (isAvailable(old)) {
      if (runs) waiting.push(node);
      else misplaced.push(old);
    } else if (runs) {
      atOnce.push(node);
    } else {
      remove.push(old);
    }
  }
  remove.push(...misplaced.slice(0, Math.max(0, available - desired)));
  return { create: [...atOnce, ...waiting.slice(0, Math.max(0, most - surging))], remove };
}

/** Of the nodes that have or want Pods. */
function pairsOf(daemonSet: StoredDaemonSet, { nodes, podsOn }: DaemonNodes, hash: string): (Pair | undefined)[] {
  const wishes = new Map(nodes.map(({ name, wish }) => [name, wish.runs]));
  const concerned = nodes.filter(({ name, wish }) => wish.runs || podsOn.has(name)).map(({ name }) => name);
  const gone = [...podsOn.keys()].filter((node) => !wishes.has(node));
  return [...concerned, ...gone].map((node) => {
    const pods = (podsOn.get(node) ?? []).filter(({ metadata }) => metadata.deletionTimestamp === undefined);
    const [now, ...moreNow] = pods.filter((pod) => isUpdated(pod, daemonSet, hash));
    const [old, ...moreOld] = pods.filter((pod) => !isUpdated(pod, daemonSet, hash));
    if (moreNow.length > 0 || moreOld.length > 0) return undefined;
    return { node, runs: wishes.get(node) ?? false, now, old };
  });
}
