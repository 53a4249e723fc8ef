/** The kinds that are judged, by `apiVersion/kind`: what the registry has a strategy for. */
import type {
  AutoscalingV1HorizontalPodAutoscaler,
  AutoscalingV2HorizontalPodAutoscaler,
  ClusterRole,
  ClusterRoleBinding,
  ConfigMap,
  ControllerRevision,
  CronJob,
  CustomResourceDefinition,
  DaemonSet,
  Deployment,
  EndpointSlice,
  Endpoints,
  Event,
  EventsV1Event,
  Ingress,
  IngressClass,
  Job,
  Lease,
  LimitRange,
  Namespace,
  NetworkPolicy,
  Node,
  PersistentVolume,
  PersistentVolumeClaim,
  Pod,
  PodDisruptionBudget,
  PodTemplate,
  PriorityClass,
  ReplicaSet,
  ReplicationController,
  ResourceQuota,
  Role,
  RoleBinding,
  Secret,
  Service,
  ServiceAccount,
  StatefulSet,
  StorageClass,
  ValidatingAdmissionPolicy,
  ValidatingAdmissionPolicyBinding,
} from './schema/generated/types';

export interface ObjectsByKind {
  'v1/ConfigMap': ConfigMap;
  'v1/Endpoints': Endpoints;
  'v1/Event': Event;
  'v1/LimitRange': LimitRange;
  'v1/Namespace': Namespace;
  'v1/Node': Node;
  'v1/PersistentVolume': PersistentVolume;
  'v1/PersistentVolumeClaim': PersistentVolumeClaim;
  'v1/Pod': Pod;
  'v1/PodTemplate': PodTemplate;
  'v1/ReplicationController': ReplicationController;
  'v1/ResourceQuota': ResourceQuota;
  'v1/Secret': Secret;
  'v1/Service': Service;
  'v1/ServiceAccount': ServiceAccount;
  'admissionregistration.k8s.io/v1/ValidatingAdmissionPolicy': ValidatingAdmissionPolicy;
  'admissionregistration.k8s.io/v1/ValidatingAdmissionPolicyBinding': ValidatingAdmissionPolicyBinding;
  'apiextensions.k8s.io/v1/CustomResourceDefinition': CustomResourceDefinition;
  'apps/v1/ControllerRevision': ControllerRevision;
  'apps/v1/DaemonSet': DaemonSet;
  'apps/v1/Deployment': Deployment;
  'apps/v1/ReplicaSet': ReplicaSet;
  'apps/v1/StatefulSet': StatefulSet;
  'autoscaling/v1/HorizontalPodAutoscaler': AutoscalingV1HorizontalPodAutoscaler;
  'autoscaling/v2/HorizontalPodAutoscaler': AutoscalingV2HorizontalPodAutoscaler;
  'batch/v1/CronJob': CronJob;
  'batch/v1/Job': Job;
  'coordination.k8s.io/v1/Lease': Lease;
  'discovery.k8s.io/v1/EndpointSlice': EndpointSlice;
  'events.k8s.io/v1/Event': EventsV1Event;
  'networking.k8s.io/v1/Ingress': Ingress;
  'networking.k8s.io/v1/IngressClass': IngressClass;
  'networking.k8s.io/v1/NetworkPolicy': NetworkPolicy;
  'policy/v1/PodDisruptionBudget': PodDisruptionBudget;
  'rbac.authorization.k8s.io/v1/ClusterRole': ClusterRole;
  'rbac.authorization.k8s.io/v1/ClusterRoleBinding': ClusterRoleBinding;
  'rbac.authorization.k8s.io/v1/Role': Role;
  'rbac.authorization.k8s.io/v1/RoleBinding': RoleBinding;
  'scheduling.k8s.io/v1/PriorityClass': PriorityClass;
  'storage.k8s.io/v1/StorageClass': StorageClass;
}

/** `v1/Pod`, `apps/v1/Deployment`, … */
export type ModelledKind = keyof ObjectsByKind;
