/**
 * Validation: what is wrong with an object that was decoded and defaulted, in the order and the words of the real server.
 * One file a kind, `validate<Kind>(object): FieldError[]`, and this table over them. Objects are not changed.
 */
import type { FieldError } from '../field/error';
import { validateConfigMap } from './configmap';
import { validateDeployment } from './deployment';
import { validateNamespace } from './namespace';
import type { ObjectsByKind } from './objects';
import { validatePod } from './pod';
import { validateReplicaSet } from './replicaset';
import { validateSecret } from './secret';
import { validateService } from './service';

export type { ModelledKind, ObjectsByKind } from './objects';

export const validators: { readonly [K in keyof ObjectsByKind]: (object: ObjectsByKind[K]) => FieldError[] } = {
  'v1/ConfigMap': validateConfigMap,
  'v1/Namespace': validateNamespace,
  'v1/Pod': validatePod,
  'v1/Secret': validateSecret,
  'v1/Service': validateService,
  'apps/v1/Deployment': validateDeployment,
  'apps/v1/ReplicaSet': validateReplicaSet,
};
