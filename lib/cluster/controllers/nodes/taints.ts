/** The taints that a node's conditions bring. Models doNoScheduleTaintingPass and processTaintBaseEviction (nodelifecycle). */
import { formatTime, type types } from '@/lib/kube';
import { conditionOf } from './health';

const NOT_READY = 'node.kubernetes.io/not-ready';
const UNREACHABLE = 'node.kubernetes.io/unreachable';
const UNSCHEDULABLE = 'node.kubernetes.io/unschedulable';

/** By type and status of the condition. */
const BY_CONDITION: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Ready: { False: NOT_READY, Unknown: UNREACHABLE },
  MemoryPressure: { True: 'node.kubernetes.io/memory-pressure' },
  DiskPressure: { True: 'node.kubernetes.io/disk-pressure' },
  NetworkUnavailable: { True: 'node.kubernetes.io/network-unavailable' },
  PIDPressure: { True: 'node.kubernetes.io/pid-pressure' },
};

const OURS: ReadonlySet<string> = new Set([UNSCHEDULABLE, ...Object.values(BY_CONDITION).flatMap(Object.values)]);

/**
 * The node's taints as they should be; undefined where they are so.
 * @param isEvicting `keep` leaves the NoExecute taints as they are
 */
export function taintsFor(node: types.Node, isEvicting: boolean | 'keep', now: number): types.Taint[] | undefined {
  const { taints = [], unschedulable = false } = node.spec ?? {};
  const noSchedule = (node.status?.conditions ?? []).flatMap(
    ({ type = '', status = '' }) => BY_CONDITION[type]?.[status] ?? [],
  );
  if (unschedulable) noSchedule.push(UNSCHEDULABLE);
  const readiness = BY_CONDITION['Ready']?.[conditionOf(node, 'Ready')?.status ?? ''];
  const noExecute = isEvicting === true && readiness ? [readiness] : [];
  const isWanted = ({ key = '', effect }: types.Taint): boolean => {
    if (effect === 'NoSchedule') return !OURS.has(key) || noSchedule.includes(key);
    if (effect !== 'NoExecute' || (key !== NOT_READY && key !== UNREACHABLE)) return true;
    return isEvicting === 'keep' || noExecute.includes(key);
  };
  const kept = taints.filter(isWanted);
  const missing = [
    ...noSchedule.map((key) => ({ key, effect: 'NoSchedule' })),
    ...noExecute.map((key) => ({ key, effect: 'NoExecute' })),
  ].filter(({ key, effect }) => !taints.some((taint) => taint.key === key && taint.effect === effect));
  if (kept.length === taints.length && missing.length === 0) return undefined;
  const timeAdded = formatTime(now);
  return [...kept, ...missing.map((taint) => ({ ...taint, timeAdded }))];
}
