/**
 * What a learner did, to be taken back and done again; and moments with a name. A moment shares its objects with the cluster:
 * it costs little. A cluster's past is a row of states with a step between each two: `at` says in which of them it is.
 */
import { parseTime } from '@/lib/kube';
import type { Cluster, Moment } from './cluster';
import { readCluster } from './saved-cluster';

interface Step {
  readonly label: string;
  /** The state that it began in, as it was when it was last left. */
  before: Moment;
}

/** How many steps can be taken back. */
const MOST = 100;
/** Named moments are kept as whole files, too. */
const MOST_NAMED = 20;

export interface Steps {
  /** When the cluster was started, milliseconds since 1970. */
  readonly start: number;
  /** How many of them are done; the others were taken back. */
  readonly at: number;
  /** When each began, milliseconds since 1970. */
  readonly steps: readonly { readonly label: string; readonly time: number }[];
}

interface Named {
  /** Absent for what comes from a file: there are no objects yet to share. */
  readonly moment?: Moment;
  readonly saved: string;
}

export class Timeline {
  readonly #cluster: Cluster;
  #steps: Step[] = [];
  #at = 0;
  /** The state after the last step, while the cluster is in an earlier one. */
  #latest: Moment | undefined;
  readonly #named = new Map<string, Named>();

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
  }

  /** To be called before something is done: `kubectl delete pod web`. What was taken back is forgotten. */
  mark(label: string): void {
    const done = this.#steps.slice(Math.max(0, this.#at + 1 - MOST), this.#at);
    this.#steps = [...done, { label, before: this.#cluster.moment() }];
    this.#at = this.#steps.length;
    this.#latest = undefined;
  }

  /** What `undo` would take back, and `redo` do again. */
  get next(): { readonly undo?: string; readonly redo?: string } {
    const undo = this.#steps[this.#at - 1]?.label;
    const redo = this.#steps[this.#at]?.label;
    return { ...(undo !== undefined && { undo }), ...(redo !== undefined && { redo }) };
  }

  get position(): { readonly step: number; readonly steps: number } {
    return { step: this.#at, steps: this.#steps.length };
  }

  get steps(): Steps {
    const system = this.#cluster.client.get('v1/Namespace', undefined, 'kube-system');
    return {
      start: parseTime(system?.metadata.creationTimestamp ?? '') ?? this.#cluster.clock.now(),
      at: this.#at,
      steps: this.#steps.map(({ label, before }) => ({ label, time: before.time })),
    };
  }

  /** Answers what was taken back; undefined where there is nothing. */
  undo(): string | undefined {
    const label = this.#steps[this.#at - 1]?.label;
    if (label !== undefined) this.goToStep(this.#at - 1);
    return label;
  }

  redo(): string | undefined {
    const label = this.#steps[this.#at]?.label;
    if (label !== undefined) this.goToStep(this.#at + 1);
    return label;
  }

  /** To the state before that step, or with their number to the last. Nothing is lost: it goes forward as well as back. */
  goToStep(to: number): void {
    const target = Math.min(Math.max(0, Math.trunc(to)), this.#steps.length);
    if (target === this.#at) return;
    const left = this.#cluster.moment();
    const here = this.#steps[this.#at];
    if (here) here.before = left;
    else this.#latest = left;
    const moment = this.#steps[target]?.before ?? this.#latest;
    this.#at = target;
    if (target === this.#steps.length) this.#latest = undefined;
    if (moment) this.#cluster.goTo(moment);
  }

  /** The oldest one goes where there are too many. */
  name(name: string): void {
    this.#named.delete(name);
    const [oldest] = this.#named.keys();
    if (this.#named.size >= MOST_NAMED && oldest !== undefined) this.#named.delete(oldest);
    this.#named.set(name, { moment: this.#cluster.moment(), saved: this.#cluster.export() });
  }

  get names(): readonly string[] {
    return [...this.#named.keys()];
  }

  remove(name: string): void {
    this.#named.delete(name);
  }

  /** False where nothing has that name. It can be undone. */
  goTo(name: string): boolean {
    const named = this.#named.get(name);
    if (!named) return false;
    this.mark(name);
    if (named.moment) this.#cluster.goTo(named.moment);
    else this.#cluster.import(named.saved);
    return true;
  }

  /** The cluster's file, the named moments' beside it: Cluster.import reads it as well. */
  export(): string {
    const now = this.#cluster.export();
    if (this.#named.size === 0) return now;
    const named = [...this.#named].map(([name, { saved }]) => `${JSON.stringify(name)}:${saved}`);
    return `${now.slice(0, -1)},"named":{${named.join(',')}}}`;
  }

  /** Takes the named moments of such a file, if it has any. What is damaged is left out: going there would say nothing. */
  recall(file: string): void {
    if (!file.includes('"named":{')) return;
    const { named } = Object(JSON.parse(file));
    for (const [name, saved] of Object.entries(Object(named)).slice(-MOST_NAMED)) {
      const text = JSON.stringify(saved);
      if (!('fault' in readCluster(text))) this.#named.set(name, { saved: text });
    }
  }
}
