/**
 * The plugin PodSecurity: a namespace's labels say which standard its Pods must meet, and which they are only warned about.
 * Models Admission.EvaluatePod (k8s.io/pod-security-admission).
 *
 * Not modelled: exemptions, which only the server's configuration can make.
 */
import type { Container, ObjectMeta, Pod, PodSpec, PodTemplateSpec } from '../../schema/generated/types';
import type { AdmissionCluster } from '../cluster';
import { forbid, type AdmissionRefusal, type AdmissionRequest } from '../refusal';
import { standardName, standardsOf, type Standard } from './labels';
import { checksOf } from './standards';

export { warnOfPods } from './existing-pods';
export { validatePodSecurityLabels } from './labels';

export function enforcePodSecurity(
  pod: Pod,
  cluster: AdmissionCluster,
  { live, warnings }: AdmissionRequest<Pod>,
): AdmissionRefusal | undefined {
  if (live && !isSignificantChange(pod, live)) return undefined;
  const { metadata = {}, spec = {} } = pod;
  const namespace = cluster.namespace(metadata.namespace ?? '');
  if (!namespace) return undefined;
  const { enforce, warn } = standardsOf(namespace);
  const forbidden = violations(enforce, spec, metadata);
  if (forbidden !== '') {
    return forbid('pods', metadata, `violates PodSecurity "${standardName(enforce)}": ${forbidden}`);
  }
  warnAbout(warn, spec, metadata, warnings);
  return undefined;
}

/** A workload is let in, with a warning that its Pods will not be. */
export function warnOfTemplate(
  namespaceName: string,
  { metadata = {}, spec = {} }: PodTemplateSpec,
  cluster: AdmissionCluster,
  warnings: string[],
): void {
  const namespace = cluster.namespace(namespaceName);
  if (namespace) warnAbout(standardsOf(namespace).warn, spec, metadata, warnings);
}

/** Only a change of images is judged anew. */
function isSignificantChange({ spec = {} }: Pod, { spec: live = {} }: Pod): boolean {
  const differ = (a: readonly Container[] = [], b: readonly Container[] = []): boolean =>
    a.length !== b.length || a.some(({ image = '' }, at) => image !== (b[at]?.image ?? ''));
  return differ(spec.containers, live.containers) || differ(spec.initContainers, live.initContainers);
}

function warnAbout(standard: Standard, spec: PodSpec, metadata: ObjectMeta, warnings: string[]): void {
  const found = violations(standard, spec, metadata);
  if (found !== '') warnings.push(`would violate PodSecurity "${standardName(standard)}": ${found}`);
}

function violations(standard: Standard, spec: PodSpec, metadata: ObjectMeta): string {
  const found = checksOf(standard).flatMap((check) => check(spec, metadata) ?? []);
  return found.map(({ reason, detail }) => (detail === '' ? reason : `${reason} (${detail})`)).join(', ');
}
