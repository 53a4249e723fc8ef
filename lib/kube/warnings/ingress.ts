/** Models WarningsOnCreate of pkg/registry/networking/ingress/strategy.go. */
import { quote } from '../field/print';
import type { Ingress } from '../schema/generated/types';

const CLASS_ANNOTATION = 'kubernetes.io/ingress.class';

export function warningsForIngress({ metadata, spec }: Ingress): string[] {
  if (metadata?.annotations?.[CLASS_ANNOTATION] === undefined || spec?.ingressClassName !== undefined) return [];
  return [`annotation ${quote(CLASS_ANNOTATION)} is deprecated, please use 'spec.ingressClassName' instead`];
}
