/**
 * Models pkg/registry/core/replicationcontroller/strategy.go; its type is known once the API server has loaded it.
 *
 * Not modelled: annotations about fields that a version of long ago could not convert.
 */
import { prepareTemplate } from '../admission/prepare-pod';
import { setReplicationControllerDefaults } from '../defaults/replicationcontroller';
import { isSemanticallyEqual } from '../equality';
import type { ReplicationController } from '../schema/generated/types';
import { validateReplicationController, validateReplicationControllerSpec } from '../validation/replicationcontroller';
import { warningsForWorkload } from '../warnings/workload';
import { countSpecChange, startGeneration } from './generation';
import { keepStatus } from './status';
import type { Strategy } from './strategy';
import { warningsOfNewTemplate } from './template-warnings';

export const replicationController: Strategy<ReplicationController> = {
  setDefaults: setReplicationControllerDefaults,
  prepareForCreate(object): undefined {
    object.status = { replicas: 0 };
    startGeneration(object);
    prepareTemplate(object.spec?.template);
  },
  validate: validateReplicationController,
  prepareForUpdate(object, live): undefined {
    keepStatus(object, live);
    prepareTemplate(object.spec?.template);
    countSpecChange('ReplicationControllerSpec', object, live);
  },
  validateUpdate: validateReplicationControllerSpec,
  warningsOnCreate: warningsForWorkload,
  // Of a change, upstream looks at the template as it was.
  warningsOnUpdate: (object, live) =>
    isSemanticallyEqual('ReplicationControllerSpec', object.spec ?? {}, live.spec ?? {})
      ? []
      : warningsOfNewTemplate(live.spec?.template),
};
