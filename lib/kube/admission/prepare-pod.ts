/**
 * What the registry makes of a Pod before it validates it. Models PrepareForCreate of pkg/registry/core/pod/strategy.go
 * and dropDisabledFields (pkg/api/pod) with the feature gates of 1.36.
 *
 * Not modelled: the warning about an AppArmor annotation.
 */
import type {
  AppArmorProfile,
  Container,
  LabelSelector,
  Pod,
  PodAffinity,
  PodAffinityTerm,
  PodCondition,
  PodSpec,
  PodTemplateSpec,
} from '../schema/generated/types';
import { visitContainers } from '../validation/containers';
import type { StringMap } from '../validation/labels';
import { FieldPath } from '../field/path';
import type { AdmissionCluster } from './cluster';
import { qosClassOf } from './qos';

export function preparePod(pod: Pod, cluster: AdmissionCluster): undefined {
  const spec = (pod.spec ??= {});
  const labels = pod.metadata?.labels ?? {};
  pod.status = { phase: 'Pending', qosClass: qosClassOf(spec) };
  dropDisabledFields(spec);
  if (spec.schedulingGates?.length) pod.status.conditions = [gatedCondition(cluster.now())];
  mergeAffinity(spec.affinity?.podAffinity, labels);
  mergeAffinity(spec.affinity?.podAntiAffinity, labels);
  for (const { labelSelector, matchLabelKeys } of spec.topologySpreadConstraints ?? []) {
    mergeKeys(labelSelector, matchLabelKeys, 'In', labels);
  }
  takeAppArmorAnnotations(spec, pod.metadata?.annotations ?? {});
}

/** Of a template only the disabled fields are dropped. */
export function prepareTemplate(template: PodTemplateSpec | undefined): void {
  if (template?.spec) dropDisabledFields(template.spec);
}

/** Fields of features that are off: ClusterTrustBundleProjection, PodCertificateRequest, GenericWorkload, ContainerStopSignals. */
function dropDisabledFields(spec: PodSpec): void {
  delete spec.schedulingGroup;
  for (const { projected } of spec.volumes ?? []) {
    for (const source of projected?.sources ?? []) {
      delete source.clusterTrustBundle;
      delete source.podCertificate;
    }
  }
  visitContainers(spec, FieldPath.of('spec'), dropStopSignal);
}

function dropStopSignal(container: Container): void {
  const { lifecycle } = container;
  if (lifecycle?.stopSignal === undefined) return;
  delete lifecycle.stopSignal;
  if (!lifecycle.postStart && !lifecycle.preStop) delete container.lifecycle;
}

function gatedCondition(now: string): PodCondition {
  return {
    type: 'PodScheduled',
    status: 'False',
    lastTransitionTime: now,
    reason: 'SchedulingGated',
    message: 'Scheduling is blocked due to non-empty scheduling gates',
  };
}

function mergeAffinity(affinity: PodAffinity | undefined, labels: StringMap): void {
  const preferred = affinity?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
  const terms: (PodAffinityTerm | undefined)[] = [
    ...preferred.map(({ podAffinityTerm }) => podAffinityTerm),
    ...(affinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []),
  ];
  for (const term of terms) {
    mergeKeys(term?.labelSelector, term?.matchLabelKeys, 'In', labels);
    mergeKeys(term?.labelSelector, term?.mismatchLabelKeys, 'NotIn', labels);
  }
}

/** A key becomes a requirement with the Pod's own value. A selector that is not there matches nothing, and stays so. */
function mergeKeys(
  selector: LabelSelector | undefined,
  keys: readonly string[] = [],
  operator: 'In' | 'NotIn',
  labels: StringMap,
): void {
  if (!selector) return;
  for (const key of keys) {
    const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
    if (value !== undefined) (selector.matchExpressions ??= []).push({ key, operator, values: [value] });
  }
}

const APPARMOR = 'container.apparmor.security.beta.kubernetes.io/';

/** The annotation from before there was a field becomes the field, unless the Pod as a whole says the same. */
function takeAppArmorAnnotations(spec: PodSpec, annotations: StringMap): void {
  if (spec.os?.name === 'windows') return;
  const ofPod = spec.securityContext?.appArmorProfile;
  visitContainers(spec, FieldPath.of('spec'), (container) => {
    const annotation = annotations[APPARMOR + (container.name ?? '')];
    if (annotation === undefined || container.securityContext?.appArmorProfile) return;
    const profile = profileOf(annotation);
    if (!profile) return;
    if (profile.type === ofPod?.type && profile.localhostProfile === ofPod?.localhostProfile) return;
    (container.securityContext ??= {}).appArmorProfile = profile;
  });
}

function profileOf(annotation: string): AppArmorProfile | undefined {
  if (annotation === 'unconfined') return { type: 'Unconfined' };
  if (annotation === 'runtime/default') return { type: 'RuntimeDefault' };
  const name = annotation.startsWith('localhost/') ? annotation.slice('localhost/'.length) : '';
  return name === '' || name.trim() !== name ? undefined : { type: 'Localhost', localhostProfile: name };
}
