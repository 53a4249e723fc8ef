/** Who describes what, by group and kind. Every other kind is described by its fields. */
import { describeAutoscaler } from './autoscaler';
import { describeClaim } from './claim';
import { describeIpAddress, describeServiceCidr } from './addresses';
import { describeConfigMap, describeSecret, describeServiceAccount } from './data';
import { describeDeployment } from './deployment';
import { describeAny } from './generic';
import { describeLimitRange, describeNamespace, describeQuota } from './namespace';
import { describeNode } from './node';
import { describePod } from './pod';
import { describeDisruptionBudget, describeNetworkPolicy, describePriorityClass } from './policy';
import { describeBinding, describeRole } from './rbac';
import {
  describeEndpoints,
  describeEndpointSlice,
  describeIngress,
  describeIngressClass,
  describeService,
} from './service';
import { describeSigningRequest } from './signing-request';
import { describeAttributesClass, describeCsiNode, describeStorageClass, describeVolume } from './storage';
import type { Describer } from './surroundings';
import {
  describeCronJob,
  describeDaemonSet,
  describeJob,
  describeReplicaSet,
  describeReplicationController,
  describeStatefulSet,
} from './workloads';

interface Described {
  /** The version that is asked for, whichever the learner named. */
  readonly version: string;
  readonly describer: Describer;
}

const KINDS: Readonly<Record<string, Readonly<Record<string, Describer>>>> = {
  v1: {
    Pod: describePod,
    ReplicationController: describeReplicationController,
    Secret: describeSecret,
    Service: describeService,
    ServiceAccount: describeServiceAccount,
    Node: describeNode,
    LimitRange: describeLimitRange,
    ResourceQuota: describeQuota,
    PersistentVolume: describeVolume,
    PersistentVolumeClaim: describeClaim,
    Namespace: describeNamespace,
    Endpoints: describeEndpoints,
    ConfigMap: describeConfigMap,
  },
  'apps/v1': {
    Deployment: describeDeployment,
    ReplicaSet: describeReplicaSet,
    StatefulSet: describeStatefulSet,
    DaemonSet: describeDaemonSet,
  },
  'autoscaling/v2': { HorizontalPodAutoscaler: describeAutoscaler },
  'batch/v1': { Job: describeJob, CronJob: describeCronJob },
  'certificates.k8s.io/v1': { CertificateSigningRequest: describeSigningRequest },
  'discovery.k8s.io/v1': { EndpointSlice: describeEndpointSlice },
  'networking.k8s.io/v1': {
    Ingress: describeIngress,
    IngressClass: describeIngressClass,
    NetworkPolicy: describeNetworkPolicy,
    ServiceCIDR: describeServiceCidr,
    IPAddress: describeIpAddress,
  },
  'policy/v1': { PodDisruptionBudget: describeDisruptionBudget },
  'rbac.authorization.k8s.io/v1': {
    Role: describeRole,
    ClusterRole: describeRole,
    RoleBinding: describeBinding,
    ClusterRoleBinding: describeBinding,
  },
  'scheduling.k8s.io/v1': { PriorityClass: describePriorityClass },
  'storage.k8s.io/v1': {
    StorageClass: describeStorageClass,
    CSINode: describeCsiNode,
    VolumeAttributesClass: describeAttributesClass,
  },
};

export function describerOf(group: string, version: string, kind: string): Described {
  for (const [apiVersion, describers] of Object.entries(KINDS)) {
    const [own = '', at] = apiVersion.split('/');
    const describer = Object.hasOwn(describers, kind) ? describers[kind] : undefined;
    if (describer && (at === undefined ? group === '' : group === own)) return { version: at ?? own, describer };
  }
  return { version, describer: describeAny };
}
