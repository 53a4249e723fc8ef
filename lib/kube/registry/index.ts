/** Every kind that is judged, with what its registry does: one file a kind. Models pkg/registry. */
import { LATER_KINDS, laterPart, type LaterKind } from '../later';
import type { ModelledKind, ObjectsByKind } from '../objects';
import { clusterRole } from './clusterrole';
import { clusterRoleBinding } from './clusterrolebinding';
import { configMap } from './configmap';
import { cronJob } from './cronjob';
import { daemonSet } from './daemonset';
import { deployment } from './deployment';
import { horizontalPodAutoscaler } from './horizontalpodautoscaler';
import { ingress } from './ingress';
import { ingressClass } from './ingressclass';
import { job } from './job';
import { networkPolicy } from './networkpolicy';
import { limitRange } from './limitrange';
import { namespace } from './namespace';
import { persistentVolume } from './persistentvolume';
import { persistentVolumeClaim } from './persistentvolumeclaim';
import { pod } from './pod';
import { podDisruptionBudget } from './poddisruptionbudget';
import { priorityClass } from './priorityclass';
import { replicaSet } from './replicaset';
import { resourceQuota } from './resourcequota';
import { role } from './role';
import { roleBinding } from './rolebinding';
import { secret } from './secret';
import { service } from './service';
import { serviceAccount } from './serviceaccount';
import { statefulSet } from './statefulset';
import { storageClass } from './storageclass';
import type { Strategy } from './strategy';

export type { Strategy } from './strategy';

/** A strategy for each of the kinds. */
export type Strategies<K extends ModelledKind> = { readonly [Key in K]: Strategy<ObjectsByKind[Key]> };

const strategies: Strategies<Exclude<ModelledKind, LaterKind>> = {
  'v1/ConfigMap': configMap,
  'v1/LimitRange': limitRange,
  'v1/Namespace': namespace,
  'v1/PersistentVolume': persistentVolume,
  'v1/PersistentVolumeClaim': persistentVolumeClaim,
  'v1/Pod': pod,
  'v1/ResourceQuota': resourceQuota,
  'v1/Secret': secret,
  'v1/Service': service,
  'v1/ServiceAccount': serviceAccount,
  'apps/v1/DaemonSet': daemonSet,
  'apps/v1/Deployment': deployment,
  'apps/v1/ReplicaSet': replicaSet,
  'apps/v1/StatefulSet': statefulSet,
  'autoscaling/v2/HorizontalPodAutoscaler': horizontalPodAutoscaler,
  'batch/v1/CronJob': cronJob,
  'batch/v1/Job': job,
  'networking.k8s.io/v1/Ingress': ingress,
  'networking.k8s.io/v1/IngressClass': ingressClass,
  'networking.k8s.io/v1/NetworkPolicy': networkPolicy,
  'policy/v1/PodDisruptionBudget': podDisruptionBudget,
  'rbac.authorization.k8s.io/v1/ClusterRole': clusterRole,
  'rbac.authorization.k8s.io/v1/ClusterRoleBinding': clusterRoleBinding,
  'rbac.authorization.k8s.io/v1/Role': role,
  'rbac.authorization.k8s.io/v1/RoleBinding': roleBinding,
  'scheduling.k8s.io/v1/PriorityClass': priorityClass,
  'storage.k8s.io/v1/StorageClass': storageClass,
};

const keys: ReadonlySet<string> = new Set([...Object.keys(strategies), ...LATER_KINDS]);

export function isModelled(key: string): key is ModelledKind {
  return keys.has(key);
}

/** Undefined where it isn't loaded yet. */
export function strategyOf<K extends ModelledKind>(key: K): Strategy<ObjectsByKind[K]> | undefined {
  const first: Partial<Strategies<ModelledKind>> = strategies;
  const later: Partial<Strategies<ModelledKind>> | undefined = laterPart()?.strategies;
  return first[key] ?? later?.[key];
}
