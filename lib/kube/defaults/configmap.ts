/** Models SetDefaults_ConfigMap (pkg/apis/core/v1/defaults.go). */
import type { ConfigMap } from '../schema/generated/types';

export function setConfigMapDefaults(configMap: ConfigMap): void {
  configMap.data ??= {};
}
