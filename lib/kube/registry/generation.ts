/** metadata.generation counts what was wanted of an object: 1 when it is made, one more with each change of it. */
import { isSemanticallyEqual } from '../equality';
import type { ObjectMeta } from '../schema/generated/types';

interface WithMeta {
  metadata?: ObjectMeta;
}

interface WithSpec extends WithMeta {
  spec?: object;
}

export function startGeneration({ metadata }: WithMeta): void {
  if (metadata) metadata.generation = 1;
}

/**
 * Of the many kinds that count changes of their spec, and of nothing else.
 * @param type the name of the spec's struct: `IngressSpec`
 */
export function countSpecChange(type: string, object: WithSpec, live: WithSpec): void {
  if (!isSemanticallyEqual(type, object.spec ?? {}, live.spec ?? {})) countChange(object, live);
}

export function countChange({ metadata }: WithMeta, live: WithMeta): void {
  if (metadata) metadata.generation = (live.metadata?.generation ?? 0) + 1;
}
