/**
 * Between defaulting and storing an object, in the order of the real server:
 *
 *     mutate    the mutating admission plugins: namespace there? ServiceAccount, priority, tolerations …
 *     prepare   what the registry does before it validates: a generated name, a fresh status, fields of features that are
 *               off dropped, matchLabelKeys merged, a Service's addresses and node ports
 *     (validation/)
 *     validate  what the registry settles then, and the validating admission plugins
 *
 * Each changes `object` in place and answers a refusal, with field errors where it has some, or nothing. `metadata.namespace`
 * must have been filled in before. `kind` is `v1/Pod`, `apps/v1/Deployment`, …
 *
 * Of the plugins that are on by default, LimitRanger and ResourceQuota have nothing to say in a new cluster, and webhooks
 * and policies are objects that it does not have.
 */
import type { ObjectMeta } from '../schema/generated/types';
import type { ModelledKind, ObjectsByKind } from '../validation/objects';
import type { AdmissionCluster } from './cluster';
import { checkNamespace } from './namespace-lifecycle';
import { validatePodSecurityLabels } from './pod-security';
import { fillMeta, preparers, settlers } from './preparers';
import { admitPriority } from './priority';
import type { AdmissionRefusal } from './refusal';
import { admitRuntimeClass, validateRuntimeClass } from './runtime-class';
import { admitServiceAccount } from './service-account';
import { admitTolerationSeconds } from './toleration-seconds';

export { dryRunOf, newCluster } from './cluster';
export type { AdmissionCluster, ServiceNetwork } from './cluster';
export type { AdmissionRefusal } from './refusal';

type Plugin<T> = (object: T, cluster: AdmissionCluster) => AdmissionRefusal | undefined;
type Plugins = { readonly [K in keyof ObjectsByKind]?: readonly Plugin<ObjectsByKind[K]>[] };

/** In the order of AllOrderedPlugins (pkg/kubeapiserver/options/plugins.go). */
const mutating: Plugins = {
  'v1/Pod': [admitServiceAccount, admitPriority, admitTolerationSeconds, admitRuntimeClass],
};

const validating: Plugins = {
  'v1/Pod': [validateRuntimeClass],
  'v1/Namespace': [validatePodSecurityLabels],
};

/** The resources of the kinds that live in a namespace. */
const RESOURCES: Readonly<Partial<Record<ModelledKind, string>>> = {
  'v1/ConfigMap': 'configmaps',
  'v1/Pod': 'pods',
  'v1/Secret': 'secrets',
  'v1/Service': 'services',
  'apps/v1/Deployment': 'deployments.apps',
  'apps/v1/ReplicaSet': 'replicasets.apps',
};

export function mutate<K extends ModelledKind>(
  object: ObjectsByKind[K],
  kind: K,
  cluster: AdmissionCluster,
): AdmissionRefusal | undefined {
  dropRepeatedOwners(object.metadata);
  const resource = RESOURCES[kind];
  const refusal = resource === undefined ? undefined : checkNamespace(object.metadata, resource, cluster);
  return refusal ?? firstRefusal(mutating[kind], object, cluster);
}

export function prepare<K extends ModelledKind>(
  object: ObjectsByKind[K],
  kind: K,
  cluster: AdmissionCluster,
): AdmissionRefusal | undefined {
  fillMeta((object.metadata ??= {}), cluster);
  return preparers[kind]?.(object, cluster);
}

export function validate<K extends ModelledKind>(
  object: ObjectsByKind[K],
  kind: K,
  cluster: AdmissionCluster,
): AdmissionRefusal | undefined {
  settlers[kind]?.(object);
  return firstRefusal(validating[kind], object, cluster);
}

/** Models dedupOwnerReferences (apiserver's endpoints/handlers/rest.go); the warning that comes with it is not given. */
function dropRepeatedOwners(meta: ObjectMeta | undefined): void {
  const owners = meta?.ownerReferences;
  if (!meta || !owners) return;
  const seen = new Set<string>();
  meta.ownerReferences = owners.filter(({ apiVersion, kind, name, uid, controller, blockOwnerDeletion }) => {
    const key = JSON.stringify([apiVersion, kind, name, uid, controller ?? null, blockOwnerDeletion ?? null]);
    return !seen.has(key) && seen.add(key);
  });
}

function firstRefusal<T>(
  plugins: readonly Plugin<T>[] | undefined,
  object: T,
  cluster: AdmissionCluster,
): AdmissionRefusal | undefined {
  for (const plugin of plugins ?? []) {
    const refusal = plugin(object, cluster);
    if (refusal) return refusal;
  }
  return undefined;
}
