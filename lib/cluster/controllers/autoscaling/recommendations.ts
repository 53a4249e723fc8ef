/**
 * What a HorizontalPodAutoscaler remembers: what was recommended and done of late. As upstream, it is lost when the controller
 * is started anew. Models timestampedRecommendation and timestampedScaleEvent (horizontal.go).
 */
export interface Moment {
  readonly at: number;
  readonly replicas: number;
}

/** Nothing older counts: the longest window that a behavior may name, ms. */
const LONGEST = 3_600_000;

export class Recollection {
  #recommendations: Moment[];
  #ups: Moment[] = [];
  #downs: Moment[] = [];

  /** Begins with the number that there are. */
  constructor(at: number, replicas: number) {
    this.#recommendations = [{ at, replicas }];
  }

  recommend(at: number, replicas: number): void {
    this.#recommendations = [...younger(this.#recommendations, at - LONGEST), { at, replicas }];
  }

  rescale(at: number, from: number, to: number): void {
    if (to > from) this.#ups = [...younger(this.#ups, at - LONGEST), { at, replicas: to - from }];
    else this.#downs = [...younger(this.#downs, at - LONGEST), { at, replicas: from - to }];
  }

  /** The recommendations since then, that moment not included. */
  since(moment: number): number[] {
    return younger(this.#recommendations, moment).map(({ replicas }) => replicas);
  }

  /** How many replicas were there that long ago, as far as is remembered. */
  replicasBefore(periodSeconds: number, now: number, current: number): number {
    const cutoff = now - periodSeconds * 1000;
    return current - sum(younger(this.#ups, cutoff)) + sum(younger(this.#downs, cutoff));
  }
}

function younger(moments: readonly Moment[], cutoff: number): Moment[] {
  return moments.filter(({ at }) => at > cutoff);
}

function sum(moments: readonly Moment[]): number {
  return moments.reduce((total, { replicas }) => total + replicas, 0);
}
