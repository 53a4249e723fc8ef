/** Models apiextensions' pkg/registry/customresourcedefinition/strategy.go. */
import { setCustomResourceDefinitionDefaults } from '../defaults/customresourcedefinition';
import type { CustomResourceDefinition } from '../schema/generated/types';
import {
  validateCustomResourceDefinition,
  validateCustomResourceDefinitionUpdate,
} from '../validation/customresourcedefinition';
import {
  warningsForChangedCustomResourceDefinition,
  warningsForCustomResourceDefinition,
} from '../warnings/customresourcedefinition';
import { countSpecChange, startGeneration } from './generation';
import type { Strategy } from './strategy';

export const customResourceDefinition: Strategy<CustomResourceDefinition> = {
  setDefaults: setCustomResourceDefinitionDefaults,
  prepareForCreate(object): undefined {
    delete object.status;
    rememberStored(object);
    startGeneration(object);
  },
  validate: validateCustomResourceDefinition,
  prepareForUpdate(object, live): undefined {
    if (live.status) object.status = { ...live.status };
    else delete object.status;
    countSpecChange('CustomResourceDefinitionSpec', object, live);
    rememberStored(object);
  },
  validateUpdate: validateCustomResourceDefinitionUpdate,
  warningsOnCreate: warningsForCustomResourceDefinition,
  warningsOnUpdate: warningsForChangedCustomResourceDefinition,
  checksMetaOnce: true,
  needsResourceVersion: true,
};

/** The version that objects are stored in is one of those that may be found in the store from now on. */
function rememberStored(object: CustomResourceDefinition): void {
  const version = object.spec?.versions?.find(({ storage }) => storage);
  const { storedVersions = [] } = object.status ?? {};
  if (!version || storedVersions.includes(version.name ?? '')) return;
  object.status = { ...object.status, storedVersions: [...storedVersions, version.name ?? ''] };
}
