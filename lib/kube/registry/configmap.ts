/** Models pkg/registry/core/configmap/strategy.go. */
import { setConfigMapDefaults } from '../defaults/configmap';
import type { ConfigMap } from '../schema/generated/types';
import { validateConfigMap, validateConfigMapUpdate } from '../validation/configmap';
import type { Strategy } from './strategy';

export const configMap: Strategy<ConfigMap> = {
  setDefaults: setConfigMapDefaults,
  validate: validateConfigMap,
  validateUpdate: validateConfigMapUpdate,
};
