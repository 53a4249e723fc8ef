/** Models dedupOwnerReferencesAndAddWarning (apiserver's endpoints/handlers/rest.go). */
import type { ObjectMeta } from '../schema/generated/types';

/** Owners that are named twice are taken out, which the answer says. */
export function dedupeOwnerReferences(metadata: ObjectMeta): string[] {
  const references = metadata.ownerReferences ?? [];
  if (references.length < 2) return [];
  const keys = references.map((reference) => JSON.stringify(Object.entries(reference).toSorted(byName)));
  const isRepeated = (at: number): boolean => keys.indexOf(keys[at] ?? '') < at;
  const duplicates = references.filter((_, at) => isRepeated(at)).map(({ uid = '' }) => uid);
  if (duplicates.length === 0) return [];
  metadata.ownerReferences = references.filter((_, at) => !isRepeated(at));
  return [
    `.metadata.ownerReferences contains duplicate entries; API server dedups owner references in 1.20+, and may reject such requests as early as 1.24; please fix your requests; duplicate UID(s) observed: ${duplicates.join(', ')}`,
  ];
}

function byName([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1;
}
