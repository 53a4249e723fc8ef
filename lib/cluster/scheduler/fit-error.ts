/** The sentence that says why a Pod fits nowhere. Models framework.FitError and the statuses that go into it. */
import type { NodeInfo } from './node-info';
import type { PluginName, Rejection } from './rejection';

/** What was found out on the way to nothing. */
export interface Diagnosis {
  /** Of all nodes at once, before any was looked at. */
  readonly ofAll?: Rejection;
  readonly ofNodes: ReadonlyMap<NodeInfo, Rejection>;
  /** Of the nodes that were not looked at. */
  readonly ofOthers?: Rejection | undefined;
}

export const NO_NODES = 'no nodes available to schedule pods';
const NO_CLAIMS = 'no new claims to deallocate';

/** @param after what came of the attempt to preempt: nothing where it succeeded */
export function fitError(nodes: number, { ofAll, ofNodes, ofOthers }: Diagnosis, after: string): string {
  const first = `0/${nodes} nodes are available:`;
  const rest = after === '' ? '' : ` ${after}`;
  if (ofAll) return `${first} ${ofAll.reasons.join(', ')}.${rest}`;
  return `${first}${histogram(nodes, ofNodes.values(), ofNodes.size, ofOthers)}${rest}`;
}

/**
 * What resource claims and preemption say when they can't help. Where the Pod was turned away before any node was looked
 * at, upstream's plugin for resource claims does not find its own notes, and only says so.
 */
export function afterwards(diagnosis: Diagnosis, preemption: string): string {
  return diagnosis.ofAll ? 'not found' : `${NO_CLAIMS}, preemption: ${preemption}`;
}

/** The same sentence about what preemption found. */
export function preemptionError(nodes: number, found: readonly Rejection[]): string {
  const hopeless: Rejection = {
    plugin: 'NodeResourcesFit',
    reasons: ['Preemption is not helpful for scheduling'],
    unresolvable: true,
  };
  return `0/${nodes} nodes are available:${histogram(nodes, found, found.length, hopeless)}`;
}

export function rejectorsOf({ ofAll, ofNodes, ofOthers }: Diagnosis): ReadonlySet<PluginName> {
  const plugins = new Set<PluginName>();
  if (ofAll) plugins.add(ofAll.plugin);
  if (ofOthers) plugins.add(ofOthers.plugin);
  for (const { plugin } of ofNodes.values()) plugins.add(plugin);
  return plugins;
}

function histogram(nodes: number, found: Iterable<Rejection>, size: number, others: Rejection | undefined): string {
  const counts = new Map<string, number>();
  const count = (reasons: readonly string[], by: number): void => {
    for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + by);
  };
  for (const { reasons } of found) count(reasons, 1);
  if (others && size < nodes) count(others.reasons, nodes - size);
  const texts = [...counts].map(([reason, times]) => `${times} ${reason}`).sort((a, b) => (a < b ? -1 : 1));
  return texts.length === 0 ? '' : ` ${texts.join(', ')}.`;
}
