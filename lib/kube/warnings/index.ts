/** The Warning headers that the server sends with its answer to a create: what is accepted and yet most likely not meant. */
import type { ModelledKind, ObjectsByKind } from '../validation';

export function warningsOf<K extends ModelledKind>(_key: K, _object: ObjectsByKind[K]): string[] {
  return [];
}
