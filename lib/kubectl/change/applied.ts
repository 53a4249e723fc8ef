/** What apply writes down of an object, in the object itself. */
import { goJson, objectAt, objectWith, type Json } from '../json-object';

export const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** As it is to be applied: with itself, as text, in its annotation. */
export function withLastApplied(object: Json): Json {
  const plain = withoutLastApplied(object);
  return objectWith(plain, ['metadata', 'annotations', LAST_APPLIED], `${goJson(plain)}\n`);
}

/** There are annotations, if only none. */
export function withoutLastApplied(object: Json): Json {
  const { [LAST_APPLIED]: _, ...annotations } = objectAt(object, 'metadata', 'annotations');
  return objectWith(object, ['metadata', 'annotations'], annotations);
}
