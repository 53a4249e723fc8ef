/** Models SetDefaults_Namespace and SetDefaults_NamespaceStatus (pkg/apis/core/v1/defaults.go). */
import type { Namespace } from '../schema/generated/types';

export const NAME_LABEL = 'kubernetes.io/metadata.name';

export function setNamespaceDefaults(namespace: Namespace): void {
  const { metadata } = namespace;
  if (metadata?.name) (metadata.labels ??= {})[NAME_LABEL] = metadata.name;
  (namespace.status ??= {}).phase ??= 'Active';
}
