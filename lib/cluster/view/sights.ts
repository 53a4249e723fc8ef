/** Every kind that is drawn. */
import { configMap, limitRange, namespace, resourceQuota, secret, serviceAccount } from './config';
import { ingress } from './ingress';
import { cronJob, job } from './job';
import { node } from './node';
import { pod } from './pod';
import { horizontalPodAutoscaler, networkPolicy } from './scaling-and-policy';
import { service } from './service';
import type { Sight } from './sight';
import { persistentVolume, persistentVolumeClaim } from './storage';
import { daemonSet, deployment, replicaSet, replicationController, statefulSet } from './workload';

export const SIGHTS: readonly Sight[] = [
  namespace,
  node,
  resourceQuota,
  limitRange,
  configMap,
  secret,
  serviceAccount,
  persistentVolume,
  persistentVolumeClaim,
  deployment,
  replicaSet,
  replicationController,
  statefulSet,
  daemonSet,
  cronJob,
  job,
  pod,
  service,
  ingress,
  horizontalPodAutoscaler,
  networkPolicy,
];
