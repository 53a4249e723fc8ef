/** Models pkg/registry/core/resourcequota/strategy.go. */
import { roundResourceList } from '../defaults/resource-list';
import type { ResourceQuota } from '../schema/generated/types';
import { validateResourceQuota, validateResourceQuotaUpdate } from '../validation/resourcequota';
import { warningsForResourceQuota } from '../warnings/resourcequota';
import { keepStatus } from './status';
import type { Strategy } from './strategy';

export const resourceQuota: Strategy<ResourceQuota> = {
  setDefaults: ({ spec }) => roundResourceList(spec?.hard),
  prepareForCreate(object): undefined {
    object.status = {};
  },
  validate: validateResourceQuota,
  prepareForUpdate: keepStatus,
  validateUpdate: validateResourceQuotaUpdate,
  warningsOnCreate: warningsForResourceQuota,
};
