/** The kinds that are validated and admitted, by `apiVersion/kind`. A kind added here must be added to every table over it. */
import type { ConfigMap, Deployment, Namespace, Pod, ReplicaSet, Secret, Service } from '../schema/generated/types';

export interface ObjectsByKind {
  'v1/ConfigMap': ConfigMap;
  'v1/Namespace': Namespace;
  'v1/Pod': Pod;
  'v1/Secret': Secret;
  'v1/Service': Service;
  'apps/v1/Deployment': Deployment;
  'apps/v1/ReplicaSet': ReplicaSet;
}

/** `v1/Pod`, `apps/v1/Deployment`, … */
export type ModelledKind = keyof ObjectsByKind;
