/**
 * The admission plugins, in the order of the real server:
 *
 *     mutate          before the registry prepares a new object: namespace there? ServiceAccount, priority, tolerations …
 *     mutateChange    before it prepares a changed one
 *     validate        after validation
 *
 * Each changes `object` in place and answers a refusal, with field errors where it has some, or nothing. `metadata.namespace`
 * must have been filled in before.
 */
import { encode } from '../decode';
import type { ModelledKind, ObjectsByKind } from '../objects';
import { kindOf, schemaType, type Kind } from '../schema';
import type { CronJob, DaemonSet, Deployment, Job, Pod, ReplicaSet, StatefulSet } from '../schema/generated/types';
import { validateClaimResize } from './claim-resize';
import type { AdmissionCluster } from './cluster';
import { admitIngressClass } from './default-ingress-class';
import { admitStorageClass } from './default-storage-class';
import { admitLimits, validateClaimLimits, validatePodLimits } from './limit-ranger';
import { checkNamespace } from './namespace-lifecycle';
import { admitPriority, keepPriority, validateDefaultPriority } from './priority';
import { protectClaim, protectVolume } from './protect-storage';
import type { AdmissionRefusal, AdmissionRequest } from './refusal';
import { checkQuotas } from './resource-quota';
import { admitRuntimeClass, validateRuntimeClass } from './runtime-class';
import { admitServiceAccount } from './service-account';
import { admitNode } from './taint-node';
import { admitTolerationSeconds } from './toleration-seconds';
import { laterPart } from '../later';
import type { PolicyRequest } from './validating-admission-policy';

export { dryRunOf, newCluster } from './cluster';
export type { CelEngine, CelFault, CelProgram } from './cel-engine';
export type { AdmissionCluster, ServiceNetwork } from './cluster';
export type { AdmissionRefusal, AdmissionRequest } from './refusal';

type Plugin<T> = (object: T, cluster: AdmissionCluster, request: AdmissionRequest<T>) => AdmissionRefusal | undefined;
type Plugins = { readonly [K in keyof ObjectsByKind]?: readonly Plugin<ObjectsByKind[K]>[] };
type ChangePlugin<T> = (object: T, live: T) => void;
type ChangePlugins = { readonly [K in keyof ObjectsByKind]?: readonly ChangePlugin<ObjectsByKind[K]>[] };

/** In the order of AllOrderedPlugins (pkg/kubeapiserver/options/plugins.go). */
const mutating: Plugins = {
  'v1/Node': [admitNode],
  'v1/PersistentVolume': [protectVolume],
  'v1/PersistentVolumeClaim': [admitStorageClass, protectClaim],
  'v1/Pod': [admitLimits, admitServiceAccount, admitPriority, admitTolerationSeconds, admitRuntimeClass, placePod],
  'networking.k8s.io/v1/Ingress': [admitIngressClass],
};

const mutatingChanges: ChangePlugins = {
  'v1/Pod': [keepPriority, admitTolerationSeconds],
};

const validating: Plugins = {
  'v1/Namespace': [
    (namespace) => laterPart()?.validatePodSecurityLabels(namespace),
    (...asked) => laterPart()?.warnOfPods(...asked),
  ],
  'v1/PersistentVolumeClaim': [validateClaimLimits, validateClaimResize],
  'v1/Pod': [validatePodLimits, (...asked) => laterPart()?.enforcePodSecurity(...asked), validateRuntimeClass],
  'admissionregistration.k8s.io/v1/ValidatingAdmissionPolicy': [
    (policy, cluster) => laterPart()?.compilePolicy(policy, cluster),
  ],
  'apiextensions.k8s.io/v1/CustomResourceDefinition': [
    (definition, cluster) => laterPart()?.compileRules(definition, cluster),
  ],
  'apps/v1/DaemonSet': [warnOfWorkload],
  'apps/v1/Deployment': [warnOfWorkload],
  'apps/v1/ReplicaSet': [warnOfWorkload],
  'apps/v1/StatefulSet': [warnOfWorkload],
  'batch/v1/CronJob': [warnOfCronJob],
  'batch/v1/Job': [warnOfWorkload],
  'scheduling.k8s.io/v1/PriorityClass': [validateDefaultPriority],
};

/** Where no nodes are, nothing is to be learned of them: the plugin comes with the kind. */
function placePod(pod: Pod, cluster: AdmissionCluster): undefined {
  laterPart()?.admitTopologyLabels(pod, cluster);
}

function warnOfWorkload(
  { metadata, spec }: DaemonSet | Deployment | Job | ReplicaSet | StatefulSet,
  cluster: AdmissionCluster,
  { warnings }: AdmissionRequest<unknown>,
): undefined {
  laterPart()?.warnOfTemplate(metadata?.namespace ?? '', spec?.template ?? {}, cluster, warnings);
}

function warnOfCronJob(
  { metadata, spec }: CronJob,
  cluster: AdmissionCluster,
  { warnings }: AdmissionRequest<unknown>,
): undefined {
  laterPart()?.warnOfTemplate(metadata?.namespace ?? '', spec?.jobTemplate?.spec?.template ?? {}, cluster, warnings);
}

export function mutate<K extends ModelledKind>(
  object: ObjectsByKind[K],
  key: K,
  cluster: AdmissionCluster,
): AdmissionRefusal | undefined {
  const resource = namespacedResource(key);
  const refusal = resource === undefined ? undefined : checkNamespace(object.metadata, resource, cluster);
  return refusal ?? firstRefusal(mutating[key], object, cluster, { warnings: [] });
}

export function mutateChange<K extends ModelledKind>(object: ObjectsByKind[K], live: ObjectsByKind[K], key: K): void {
  for (const plugin of mutatingChanges[key] ?? []) plugin(object, live);
}

export function validate<K extends ModelledKind>(
  object: ObjectsByKind[K],
  key: K,
  cluster: AdmissionCluster,
  request: AdmissionRequest<ObjectsByKind[K]>,
): AdmissionRefusal | undefined {
  const kind = kindOfKey(key);
  return (
    firstRefusal(validating[key], object, cluster, request) ??
    (kind && askPolicies(object, kind, cluster, request)) ??
    (kind?.namespaced ? checkQuotas(object, kind, cluster, request) : undefined)
  );
}

function askPolicies<K extends ModelledKind>(
  object: ObjectsByKind[K],
  kind: Kind,
  cluster: AdmissionCluster,
  { live, warnings }: AdmissionRequest<ObjectsByKind[K]>,
): AdmissionRefusal | undefined {
  const type = cluster.cel && schemaType(kind.type);
  // Most clusters bind none: the object is not written out for nobody.
  if (!type || cluster.list('admissionregistration.k8s.io/v1/ValidatingAdmissionPolicyBinding').length === 0)
    return undefined;
  const { apiVersion, kind: name } = kind;
  const request: PolicyRequest = {
    kind,
    metadata: object.metadata ?? {},
    operation: live ? 'UPDATE' : 'CREATE',
    object: { apiVersion, kind: name, ...encode(type, { ...object }) },
    ...(live && {
      oldObject: { apiVersion, kind: name, ...encode(type, { ...live }) },
      oldMetadata: live.metadata ?? {},
    }),
  };
  return laterPart()?.enforcePolicies(request, cluster, warnings);
}

/** `pods`, `deployments.apps`; undefined for a kind that lives in no namespace. */
function namespacedResource(key: ModelledKind): string | undefined {
  const kind = kindOfKey(key);
  if (!kind?.namespaced) return undefined;
  return kind.group === '' ? kind.resource : `${kind.resource}.${kind.group}`;
}

function kindOfKey(key: ModelledKind): Kind | undefined {
  const slash = key.lastIndexOf('/');
  return kindOf(key.slice(0, slash), key.slice(slash + 1));
}

function firstRefusal<T>(
  plugins: readonly Plugin<T>[] | undefined,
  object: T,
  cluster: AdmissionCluster,
  request: AdmissionRequest<T>,
): AdmissionRefusal | undefined {
  for (const plugin of plugins ?? []) {
    const refusal = plugin(object, cluster, request);
    if (refusal) return refusal;
  }
  return undefined;
}
