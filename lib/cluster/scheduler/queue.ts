/**
 * The Pods that wait for a node: those to be tried now, the most important and then the longest waiting first, and those that
 * wait for something to change. Models pkg/scheduler/backend/queue.
 *
 * Back-off: upstream tries a Pod that backs off at once when nothing else is to be tried; so does this, but where more than
 * MOST_AT_ONCE wait, each of them really waits its 1 to 10 seconds.
 */
import type { ScheduledPod } from './pod-facts';
import { priorityOf } from './pod-facts';
import type { PluginName } from './rejection';

export interface QueuedPod {
  pod: ScheduledPod;
  state: 'active' | 'trying' | 'waiting' | 'backing-off' | 'gated' | 'binding' | 'gone';
  /** How often it was tried in vain. */
  attempts: number;
  /** When it was tried last, in milliseconds since 1970. */
  triedAt: number;
  /** Who turned it away: only what may change their minds is worth another try. */
  rejectors: ReadonlySet<PluginName>;
}

const MOST_AT_ONCE = 100;
const FIRST_BACKOFF = 1000;
const LONGEST_BACKOFF = 10_000;

export class SchedulingQueue {
  readonly #pods = new Map<string, QueuedPod>();
  /** By priority, in the order of their coming. */
  readonly #active = new Map<number, QueuedPod[]>();
  #priorities: number[] = [];
  readonly #waiting = new Set<QueuedPod>();
  #backingOff = 0;
  /** How many of those that wait other Pods may help by coming. */
  #sociable = 0;

  get(uid: string): QueuedPod | undefined {
    return this.#pods.get(uid);
  }

  get hasActive(): boolean {
    return this.#peek() !== undefined;
  }

  /** Those that wait for a change, in the order of their failing. */
  get waiting(): Iterable<QueuedPod> {
    return this.#waiting;
  }

  get isAnyWaiting(): boolean {
    return this.#waiting.size + this.#backingOff > 0;
  }

  /** Whether any of them may be helped by another Pod's coming. */
  get isAnySociable(): boolean {
    return this.#sociable > 0;
  }

  put(pod: ScheduledPod, now: number): void {
    const entry: QueuedPod = { pod, state: 'gated', attempts: 0, triedAt: now, rejectors: new Set() };
    this.#pods.set(pod.metadata.uid, entry);
    if (!pod.spec?.schedulingGates?.length) this.activate(entry);
  }

  activate(entry: QueuedPod): void {
    if (entry.state === 'active' || entry.state === 'gone') return;
    this.#leave(entry);
    entry.state = 'active';
    const priority = priorityOf(entry.pod);
    const line = this.#active.get(priority);
    if (line) line.push(entry);
    else {
      this.#active.set(priority, [entry]);
      this.#priorities = [...this.#active.keys()].sort((a, b) => b - a);
    }
  }

  wait(entry: QueuedPod, rejectors: ReadonlySet<PluginName>, now: number): void {
    if (entry.state === 'gone') return;
    this.#leave(entry);
    entry.state = 'waiting';
    entry.attempts += 1;
    entry.triedAt = now;
    entry.rejectors = rejectors;
    this.#waiting.add(entry);
    if (isSociable(entry)) this.#sociable += 1;
  }

  backOff(entry: QueuedPod): void {
    this.#leave(entry);
    entry.state = 'backing-off';
    this.#backingOff += 1;
  }

  hold(entry: QueuedPod): void {
    this.#leave(entry);
    entry.state = 'binding';
  }

  remove(uid: string): void {
    const entry = this.#pods.get(uid);
    if (!entry) return;
    this.#leave(entry);
    entry.state = 'gone';
    this.#pods.delete(uid);
  }

  /** The next to be tried; it is in no line until it is put into one. */
  pop(): QueuedPod | undefined {
    const entry = this.#peek();
    if (!entry) return undefined;
    this.#active.get(priorityOf(entry.pod))?.shift();
    entry.state = 'trying';
    return entry;
  }

  /** How long a Pod is not to be tried again though something changed. */
  backoffOf(entry: QueuedPod, now: number): number {
    if (this.#waiting.size + this.#backingOff <= MOST_AT_ONCE) return 0;
    return Math.max(0, entry.triedAt + backoff(entry.attempts) - now);
  }

  #leave(entry: QueuedPod): void {
    if (entry.state === 'backing-off') this.#backingOff -= 1;
    if (this.#waiting.delete(entry) && isSociable(entry)) this.#sociable -= 1;
  }

  #peek(): QueuedPod | undefined {
    for (const priority of this.#priorities) {
      const line = this.#active.get(priority) ?? [];
      while (line[0] && line[0].state !== 'active') line.shift();
      if (line[0]) return line[0];
    }
    return undefined;
  }
}

function isSociable({ rejectors }: QueuedPod): boolean {
  return rejectors.size === 0 || rejectors.has('PodTopologySpread') || rejectors.has('InterPodAffinity');
}

export function backoff(attempts: number): number {
  return attempts === 0 ? 0 : Math.min(FIRST_BACKOFF * 2 ** (attempts - 1), LONGEST_BACKOFF);
}
