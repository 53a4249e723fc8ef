/** Models SetDefaults_IngressClass (pkg/apis/networking/v1/defaults.go). */
import type { IngressClass } from '../schema/generated/types';

export function setIngressClassDefaults({ spec }: IngressClass): void {
  if (spec?.parameters) spec.parameters.scope ??= 'Cluster';
}
