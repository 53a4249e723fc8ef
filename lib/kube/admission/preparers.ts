/**
 * What each kind's registry does before it validates: PrepareForCreate of the strategies in pkg/registry, and of Services
 * the allocation. Names are generated first, as Store.Create does (apiserver's registry/generic).
 */
import type { ObjectMeta } from '../schema/generated/types';
import type { ObjectsByKind } from '../validation/objects';
import type { AdmissionCluster } from './cluster';
import { preparePod, prepareTemplate } from './prepare-pod';
import type { AdmissionRefusal } from './refusal';
import { allocateService } from './service-allocation';

type Preparer<T> = (object: T, cluster: AdmissionCluster) => AdmissionRefusal | undefined;

export const preparers: { readonly [K in keyof ObjectsByKind]?: Preparer<ObjectsByKind[K]> } = {
  'v1/Pod': preparePod,
  'v1/Service'(service, cluster) {
    service.status = { loadBalancer: {} };
    return allocateService(service, cluster);
  },
  'v1/Namespace'(namespace): undefined {
    namespace.status = { phase: 'Active' };
    const finalizers = ((namespace.spec ??= {}).finalizers ??= []);
    if (!finalizers.includes('kubernetes')) finalizers.push('kubernetes');
  },
  'apps/v1/Deployment'(deployment): undefined {
    deployment.status = {};
    if (deployment.metadata) deployment.metadata.generation = 1;
    prepareTemplate(deployment.spec?.template);
  },
  'apps/v1/ReplicaSet'(replicaSet): undefined {
    replicaSet.status = { replicas: 0 };
    if (replicaSet.metadata) replicaSet.metadata.generation = 1;
    prepareTemplate(replicaSet.spec?.template);
  },
};

/** What is settled after validation: Canonicalize of the strategies, and the Decorator of the Service store. */
export const settlers: { readonly [K in keyof ObjectsByKind]?: (object: ObjectsByKind[K]) => void } = {
  'v1/Namespace'({ metadata }) {
    // Of a generated name the defaults knew nothing.
    if (metadata) metadata.labels = { ...metadata.labels, 'kubernetes.io/metadata.name': metadata.name ?? '' };
  },
  'v1/Service'({ spec }) {
    if (spec?.type === 'ExternalName') delete spec.internalTrafficPolicy;
  },
};

const MOST_BASE_LENGTH = 58;

/** `web-` → `web-x7k2p`, and no selfLink. Models FillObjectMetaSystemFields and SimpleNameGenerator. */
export function fillMeta(meta: ObjectMeta, cluster: AdmissionCluster): void {
  delete meta.selfLink;
  if (!meta.generateName || meta.name) return;
  meta.name = meta.generateName.slice(0, MOST_BASE_LENGTH) + cluster.nameSuffix();
}
