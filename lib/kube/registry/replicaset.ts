/** Models pkg/registry/apps/replicaset/strategy.go. */
import { prepareTemplate } from '../admission/prepare-pod';
import { setReplicaSetDefaults } from '../defaults/replicaset';
import type { ReplicaSet } from '../schema/generated/types';
import { validateReplicaSet } from '../validation/replicaset';
import { warningsForWorkload } from '../warnings/workload';
import type { Strategy } from './strategy';

export const replicaSet: Strategy<ReplicaSet> = {
  setDefaults: setReplicaSetDefaults,
  prepareForCreate(object): undefined {
    object.status = { replicas: 0 };
    if (object.metadata) object.metadata.generation = 1;
    prepareTemplate(object.spec?.template);
  },
  validate: validateReplicaSet,
  validateUpdate: (object) => validateReplicaSet(object),
  warningsOnCreate: warningsForWorkload,
};
