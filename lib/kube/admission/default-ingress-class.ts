/**
 * An Ingress that names no class gets the one that is marked as the default, the youngest where there are several. Models the
 * plugin DefaultIngressClass (plugin/pkg/admission/network/defaultingressclass).
 */
import type { Ingress, IngressClass } from '../schema/generated/types';
import type { AdmissionCluster } from './cluster';

const CLASS_ANNOTATION = 'kubernetes.io/ingress.class';
const IS_DEFAULT = 'ingressclass.kubernetes.io/is-default-class';

export function admitIngressClass(ingress: Ingress, cluster: AdmissionCluster): undefined {
  const spec = (ingress.spec ??= {});
  if (spec.ingressClassName !== undefined || ingress.metadata?.annotations?.[CLASS_ANNOTATION] !== undefined) return;
  const defaults = cluster
    .list('networking.k8s.io/v1/IngressClass')
    .filter(({ metadata }) => metadata?.annotations?.[IS_DEFAULT] === 'true');
  const [chosen] = defaults.toSorted(byAgeAndName);
  if (chosen?.metadata?.name !== undefined) spec.ingressClassName = chosen.metadata.name;
}

/** Times are all written alike, so that their text sorts as they do. */
function byAgeAndName({ metadata: a }: IngressClass, { metadata: b }: IngressClass): number {
  const [ours = '', theirs = ''] = [a?.creationTimestamp, b?.creationTimestamp];
  if (ours !== theirs) return ours > theirs ? -1 : 1;
  return (a?.name ?? '') < (b?.name ?? '') ? -1 : 1;
}
