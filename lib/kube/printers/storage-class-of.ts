import type { ObjectMeta } from '../schema/generated/types';

/** The class of a volume or claim; the annotation from before there was a field still goes first. */
export function storageClassOf(object: { metadata?: ObjectMeta; spec?: { storageClassName?: string } }): string {
  const annotated = object.metadata?.annotations?.['volume.beta.kubernetes.io/storage-class'];
  return annotated ?? object.spec?.storageClassName ?? '';
}
