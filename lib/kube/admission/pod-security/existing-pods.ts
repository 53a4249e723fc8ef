/**
 * A namespace that asks for more than before says which of its Pods would not be let in any more. Models ValidateNamespace
 * and EvaluatePodsInNamespace (k8s.io/pod-security-admission).
 *
 * Not modelled: that no more than 3,000 Pods are looked at, for no longer than a second.
 */
import { quote } from '../../field/print';
import type { Namespace } from '../../schema/generated/types';
import type { AdmissionCluster } from '../cluster';
import type { AdmissionRequest } from '../refusal';
import { LEVELS, standardName, standardsOf, type Standard } from './labels';
import { checksOf } from './standards';

export function warnOfPods(
  namespace: Namespace,
  cluster: AdmissionCluster,
  { live, warnings }: AdmissionRequest<Namespace>,
): undefined {
  if (!live) return;
  const { enforce } = standardsOf(namespace);
  if (!asksMore(enforce, standardsOf(live).enforce)) return;
  const checks = checksOf(enforce);
  const names = new Map<string, string[]>();
  for (const { metadata = {}, spec = {} } of cluster.list('v1/Pod')) {
    if (metadata.namespace !== namespace.metadata?.name) continue;
    const reasons = checks.flatMap((check) => check(spec, metadata) ?? []).map(({ reason }) => reason);
    if (reasons.length === 0) continue;
    const why = reasons.join(', ');
    names.set(why, [...(names.get(why) ?? []), metadata.name ?? '']);
  }
  if (names.size === 0) return;
  const of = quote(namespace.metadata?.name ?? '');
  const lines = [...names].map(([why, pods]) => `${told(pods.toSorted())}: ${why}`).toSorted();
  warnings.push(
    `existing pods in namespace ${of} violate the new PodSecurity enforce level ${quote(standardName(enforce))}`,
    ...lines,
  );
}

function asksMore(next: Standard, before: Standard): boolean {
  if (next.level === 'privileged') return false;
  return next.minor !== before.minor || LEVELS.indexOf(next.level) > LEVELS.indexOf(before.level);
}

function told([first = '', ...others]: readonly string[]): string {
  if (others.length === 0) return first;
  return `${first} (and ${others.length} other ${others.length === 1 ? 'pod' : 'pods'})`;
}
