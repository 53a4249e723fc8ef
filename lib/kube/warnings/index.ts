/**
 * The Warning headers that the server sends with its answer to a create: what is accepted and yet most likely not meant.
 * `early` ones are said whatever becomes of the object, the others only once it was found valid.
 */
import type { ObjectMeta, Pod } from '../schema/generated/types';
import type { ModelledKind, ObjectsByKind } from '../validation';
import { appArmorWarnings } from './apparmor-annotations';
import { dedupeOwnerReferences } from './owner-references';
import { warningsForPod } from './pod';
import { warningsForSecret } from './secret';
import { warningsForService } from './service';
import { warningsForWorkload } from './workload';

export { asHeaders } from './headers';

const warners: { readonly [K in keyof ObjectsByKind]?: (object: ObjectsByKind[K]) => string[] } = {
  'v1/Pod': warningsForPod,
  'v1/Secret': warningsForSecret,
  'v1/Service': warningsForService,
  'apps/v1/Deployment': warningsForWorkload,
  'apps/v1/ReplicaSet': warningsForWorkload,
};

/** Before admission. Takes repeated owners out of the metadata. */
export function ownerWarnings(metadata: ObjectMeta): string[] {
  return metadata.ownerReferences ? dedupeOwnerReferences(metadata) : [];
}

/** After mutating admission and before the registry prepares the object. */
const preparing: { readonly [K in keyof ObjectsByKind]?: (object: ObjectsByKind[K]) => string[] } = {
  'v1/Pod': (pod: Pod) => appArmorWarnings(pod),
};

export function prepareWarnings<K extends ModelledKind>(key: K, object: ObjectsByKind[K]): string[] {
  return preparing[key]?.(object) ?? [];
}

/** After validation. */
export function warningsOf<K extends ModelledKind>(key: K, object: ObjectsByKind[K]): string[] {
  return warners[key]?.(object) ?? [];
}
