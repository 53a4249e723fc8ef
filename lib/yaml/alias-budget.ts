const SMALL = 400_000;
const LARGE = 4_000_000;

/**
 * How much of a document may come from aliases: 99 % up to 400,000 steps of decoding, falling to 10 % at 4,000,000.
 * Models decode.go's allowedAliasRatio. go-yaml asks at every step; within one expansion the share only grows, so
 * asking at its end finds the same documents.
 */
export class AliasBudget {
  /** The document node is a step of its own. */
  private all = 1;
  private fromAliases = 0;
  isSpent = false;

  /** Counts steps outside of aliases; false from the moment the budget is spent. */
  step(steps: number): boolean {
    this.all += steps;
    return this.check();
  }

  /** Counts the steps that an alias stands for. */
  expand(steps: number): boolean {
    this.all += steps;
    this.fromAliases += steps;
    return this.check();
  }

  private check(): boolean {
    if (this.isSpent || this.fromAliases <= 100 || this.all <= 1000) return !this.isSpent;
    this.isSpent = this.fromAliases / this.all > allowedShare(this.all);
    return !this.isSpent;
  }
}

function allowedShare(steps: number): number {
  if (steps <= SMALL) return 0.99;
  if (steps >= LARGE) return 0.1;
  return 0.99 - 0.89 * ((steps - SMALL) / (LARGE - SMALL));
}
