/**
 * What a learner did, to be taken back and done again; and moments with a name. A moment shares its objects with the cluster:
 * it costs little.
 */
import type { Cluster, Moment } from './cluster';

interface Step {
  readonly label: string;
  readonly before: Moment;
}

interface Undone {
  readonly label: string;
  readonly after: Moment;
}

const MOST = 100;

export class Timeline {
  readonly #cluster: Cluster;
  #done: Step[] = [];
  #undone: Undone[] = [];
  readonly #named = new Map<string, Moment>();

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
  }

  /** To be called before something is done: `kubectl delete pod web`. */
  mark(label: string): void {
    this.#done = [...this.#done.slice(1 - MOST), { label, before: this.#cluster.moment() }];
    this.#undone = [];
  }

  /** What `undo` would take back, and `redo` do again. */
  get next(): { readonly undo?: string; readonly redo?: string } {
    const undo = this.#done.at(-1)?.label;
    const redo = this.#undone.at(-1)?.label;
    return { ...(undo !== undefined && { undo }), ...(redo !== undefined && { redo }) };
  }

  /** Answers what was taken back; undefined where there is nothing. */
  undo(): string | undefined {
    const step = this.#done.pop();
    if (!step) return undefined;
    this.#undone.push({ label: step.label, after: this.#cluster.moment() });
    this.#cluster.goTo(step.before);
    return step.label;
  }

  redo(): string | undefined {
    const step = this.#undone.pop();
    if (!step) return undefined;
    this.#done.push({ label: step.label, before: this.#cluster.moment() });
    this.#cluster.goTo(step.after);
    return step.label;
  }

  name(name: string): void {
    this.#named.set(name, this.#cluster.moment());
  }

  get names(): readonly string[] {
    return [...this.#named.keys()];
  }

  /** False where nothing has that name. It can be undone. */
  goTo(name: string): boolean {
    const moment = this.#named.get(name);
    if (!moment) return false;
    this.mark(name);
    this.#cluster.goTo(moment);
    return true;
  }
}
