/**
 * What the server fills in as it reads an object, before it looks whether the object is right: the `SetDefaults_*` of
 * pkg/apis and the conversions to the internal version that change something. Objects are changed in place.
 */
import type { ObjectsByKind } from '../validation';
import { setConfigMapDefaults } from './configmap';
import { setDeploymentDefaults } from './deployment';
import { labelWithName, setNamespaceDefaults } from './namespace';
import { setPodDefaults } from './pod';
import { setReplicaSetDefaults } from './replicaset';
import { setSecretDefaults } from './secret';
import { setServiceDefaults } from './service';

export const defaulters: { readonly [K in keyof ObjectsByKind]: (object: ObjectsByKind[K]) => void } = {
  'v1/ConfigMap': setConfigMapDefaults,
  'v1/Namespace': setNamespaceDefaults,
  'v1/Pod': setPodDefaults,
  'v1/Secret': setSecretDefaults,
  'v1/Service': setServiceDefaults,
  'apps/v1/Deployment': setDeploymentDefaults,
  'apps/v1/ReplicaSet': setReplicaSetDefaults,
};

/** What is filled in only after the object was found valid: `Canonicalize` of the strategies in pkg/registry. */
export const canonicalizers: { readonly [K in keyof ObjectsByKind]?: (object: ObjectsByKind[K]) => void } = {
  'v1/Namespace': labelWithName,
};
