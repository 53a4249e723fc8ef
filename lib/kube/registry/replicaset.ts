/** Models pkg/registry/apps/replicaset/strategy.go. */
import { prepareTemplate } from '../admission/prepare-pod';
import { setReplicaSetDefaults } from '../defaults/replicaset';
import { isSemanticallyEqual } from '../equality';
import type { ReplicaSet } from '../schema/generated/types';
import { validateReplicaSet, validateReplicaSetUpdate } from '../validation/replicaset';
import { warningsForWorkload } from '../warnings/workload';
import { countSpecChange, startGeneration } from './generation';
import { keepStatus } from './status';
import type { Strategy } from './strategy';
import { warningsOfNewTemplate } from './template-warnings';

export const replicaSet: Strategy<ReplicaSet> = {
  setDefaults: setReplicaSetDefaults,
  prepareForCreate(object): undefined {
    object.status = { replicas: 0 };
    startGeneration(object);
    prepareTemplate(object.spec?.template);
  },
  validate: validateReplicaSet,
  prepareForUpdate(object, live): undefined {
    keepStatus(object, live);
    prepareTemplate(object.spec?.template);
    countSpecChange('ReplicaSetSpec', object, live);
  },
  validateUpdate: validateReplicaSetUpdate,
  warningsOnCreate: warningsForWorkload,
  warningsOnUpdate: (object, live) =>
    isSemanticallyEqual('ReplicaSetSpec', object.spec ?? {}, live.spec ?? {})
      ? []
      : warningsOfNewTemplate(object.spec?.template),
};
