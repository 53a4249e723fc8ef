/** Pods without a node for which one is held, since others there make room for them. Models the nominator of backend/queue. */
import { isTerminal, type ScheduledPod } from './pod-facts';

const NOBODY: ReadonlyMap<string, ScheduledPod> = new Map();

export class Nominations {
  /** How often it changed. */
  changes = 0;
  readonly #nodes = new Map<string, string>();
  readonly #pods = new Map<string, ReadonlyMap<string, ScheduledPod>>();

  get isEmpty(): boolean {
    return this.#nodes.size === 0;
  }

  has(uid: string): boolean {
    return this.#nodes.has(uid);
  }

  /** By their uids. Another map with every change of that node's. */
  on(node: string): ReadonlyMap<string, ScheduledPod> {
    return this.#pods.get(node) ?? NOBODY;
  }

  /** As its status says. */
  put(pod: ScheduledPod): void {
    const { uid } = pod.metadata;
    this.remove(uid);
    const node = pod.status?.nominatedNodeName;
    if (!node || pod.spec?.nodeName || isTerminal(pod)) return;
    this.#pods.set(node, new Map(this.on(node)).set(uid, pod));
    this.#nodes.set(uid, node);
    this.changes += 1;
  }

  remove(uid: string): void {
    const node = this.#nodes.get(uid);
    if (node === undefined) return;
    this.#nodes.delete(uid);
    const others = [...this.on(node)].filter(([other]) => other !== uid);
    if (others.length > 0) this.#pods.set(node, new Map(others));
    else this.#pods.delete(node);
    this.changes += 1;
  }
}
