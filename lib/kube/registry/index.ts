/** Every kind that is judged, with what its registry does: one file a kind. Models pkg/registry. */
import type { ObjectsByKind } from '../objects';
import { clusterRole } from './clusterrole';
import { clusterRoleBinding } from './clusterrolebinding';
import { configMap } from './configmap';
import { cronJob } from './cronjob';
import { customResourceDefinition } from './customresourcedefinition';
import { daemonSet } from './daemonset';
import { deployment } from './deployment';
import { endpoints } from './endpoints';
import { endpointSlice } from './endpointslice';
import { event, eventsV1Event } from './event';
import { horizontalPodAutoscaler } from './horizontalpodautoscaler';
import { horizontalPodAutoscalerV1 } from './horizontalpodautoscaler-v1';
import { ingress } from './ingress';
import { ingressClass } from './ingressclass';
import { job } from './job';
import { lease } from './lease';
import { networkPolicy } from './networkpolicy';
import { node } from './node';
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
import { validatingAdmissionPolicy } from './validatingadmissionpolicy';
import { validatingAdmissionPolicyBinding } from './validatingadmissionpolicybinding';

export type { Strategy } from './strategy';

export const strategies: { readonly [K in keyof ObjectsByKind]?: Strategy<ObjectsByKind[K]> } = {
  'v1/ConfigMap': configMap,
  'v1/Endpoints': endpoints,
  'v1/Event': event,
  'v1/LimitRange': limitRange,
  'v1/Namespace': namespace,
  'v1/Node': node,
  'v1/PersistentVolume': persistentVolume,
  'v1/PersistentVolumeClaim': persistentVolumeClaim,
  'v1/Pod': pod,
  'v1/ResourceQuota': resourceQuota,
  'v1/Secret': secret,
  'v1/Service': service,
  'v1/ServiceAccount': serviceAccount,
  'admissionregistration.k8s.io/v1/ValidatingAdmissionPolicy': validatingAdmissionPolicy,
  'admissionregistration.k8s.io/v1/ValidatingAdmissionPolicyBinding': validatingAdmissionPolicyBinding,
  'apiextensions.k8s.io/v1/CustomResourceDefinition': customResourceDefinition,
  'apps/v1/DaemonSet': daemonSet,
  'apps/v1/Deployment': deployment,
  'apps/v1/ReplicaSet': replicaSet,
  'apps/v1/StatefulSet': statefulSet,
  'autoscaling/v1/HorizontalPodAutoscaler': horizontalPodAutoscalerV1,
  'autoscaling/v2/HorizontalPodAutoscaler': horizontalPodAutoscaler,
  'batch/v1/CronJob': cronJob,
  'batch/v1/Job': job,
  'coordination.k8s.io/v1/Lease': lease,
  'discovery.k8s.io/v1/EndpointSlice': endpointSlice,
  'events.k8s.io/v1/Event': eventsV1Event,
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
