/** Models pkg/registry/core/node/strategy.go. A node may say its status itself when it is made. */
import { setNodeDefaults } from '../defaults/node';
import type { Node } from '../schema/generated/types';
import { validateNode, validateNodeUpdate } from '../validation/node';
import { warningsForNode } from '../warnings/node';
import type { Strategy } from './strategy';

export const node: Strategy<Node> = {
  setDefaults: setNodeDefaults,
  prepareForCreate({ spec, status }): undefined {
    delete spec?.configSource;
    delete status?.config;
    delete status?.declaredFeatures;
  },
  validate: validateNode,
  prepareForUpdate(object, live): undefined {
    if (live.status) object.status = live.status;
    else delete object.status;
    if (!live.spec?.configSource) delete object.spec?.configSource;
  },
  validateUpdate: validateNodeUpdate,
  warningsOnCreate: warningsForNode,
  warningsOnUpdate: warningsForNode,
};
