/** Models SetDefaults_Namespace and SetDefaults_NamespaceStatus (pkg/apis/core/v1/defaults.go). */
import type { Namespace } from '../schema/generated/types';

const NAME_LABEL = 'kubernetes.io/metadata.name';

export function setNamespaceDefaults(namespace: Namespace): void {
  labelWithName(namespace);
  (namespace.status ??= {}).phase ??= 'Active';
}

/** Once more when the name is certain, which is late where it is generated. Models namespaceStrategy.Canonicalize. */
export function labelWithName({ metadata }: Namespace): void {
  if (metadata?.name) (metadata.labels ??= {})[NAME_LABEL] = metadata.name;
}
