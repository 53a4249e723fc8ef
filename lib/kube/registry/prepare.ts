/** What becomes of a new object before it is validated. Models BeforeCreate (apiserver's registry/rest/create.go). */
import type { AdmissionCluster, AdmissionRefusal } from '../admission';
import type { ModelledKind, ObjectsByKind } from '../objects';
import type { ObjectMeta } from '../schema/generated/types';
import { strategyOf } from './index';

const MOST_BASE_LENGTH = 58;

/** A name is generated where one is to be, then the kind's own hook has its turn. */
export function prepareForCreate<K extends ModelledKind>(
  object: ObjectsByKind[K],
  kind: K,
  cluster: AdmissionCluster,
): AdmissionRefusal | undefined {
  fillMeta((object.metadata ??= {}), cluster);
  return strategyOf(kind)?.prepareForCreate?.(object, cluster);
}

/** `web-` → `web-x7k2p`; a uid, and no selfLink. Models FillObjectMetaSystemFields and SimpleNameGenerator. */
function fillMeta(meta: ObjectMeta, cluster: AdmissionCluster): void {
  delete meta.selfLink;
  meta.uid = cluster.uid();
  if (!meta.generateName || meta.name) return;
  meta.name = meta.generateName.slice(0, MOST_BASE_LENGTH) + cluster.nameSuffix();
}
