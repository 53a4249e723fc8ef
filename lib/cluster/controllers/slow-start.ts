/** One, then two, then four …: where all would fail, few are tried. Models slowStartBatch (pkg/controller/replicaset). */
import type { Failure } from './pod-control';

/** Answers the first failure; of the batch it happens in, all are tried. */
export function createInBatches(count: number, create: (at: number) => Failure | undefined): Failure | undefined {
  let done = 0;
  for (let size = Math.min(1, count); size > 0; size = Math.min(2 * size, count - done)) {
    let failure: Failure | undefined;
    for (const end = done + size; done < end; done += 1) {
      const failed = create(done);
      failure ??= failed;
    }
    if (failure) return failure;
  }
  return undefined;
}
