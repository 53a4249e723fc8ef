/**
 * Models SetDefaults_PodSpec and what zz_generated.defaults.go does within it, for Pods and templates alike, and
 * the conversions that every Pod and template goes through on its way in (pkg/apis/core/v1/conversion.go).
 */
import type { ObjectMeta, PodSpec, PodTemplateSpec } from '../schema/generated/types';
import { setContainerDefaults } from './container';
import { roundResourceList } from './resource-list';
import { setVolumeDefaults } from './volume';

export function setPodSpecDefaults(spec: PodSpec): void {
  spec.dnsPolicy ??= 'ClusterFirst';
  spec.restartPolicy ??= 'Always';
  spec.securityContext ??= {};
  spec.terminationGracePeriodSeconds ??= 30;
  spec.schedulerName ??= 'default-scheduler';
  spec.volumes?.forEach(setVolumeDefaults);
  spec.initContainers?.forEach(setContainerDefaults);
  spec.containers?.forEach(setContainerDefaults);
  spec.ephemeralContainers?.forEach(setContainerDefaults);
  roundResourceList(spec.overhead);
  roundResourceList(spec.resources?.limits);
  roundResourceList(spec.resources?.requests);
  takeServiceAccount(spec);
}

export function setPodTemplateDefaults(template: PodTemplateSpec): void {
  setPodSpecDefaults((template.spec ??= {}));
  dropInitContainerAnnotations(template.metadata);
}

/** `serviceAccount` is the old name of `serviceAccountName` and always the same. */
function takeServiceAccount(spec: PodSpec): void {
  const name = spec.serviceAccountName ?? spec.serviceAccount;
  if (name === undefined) return;
  spec.serviceAccountName = name;
  spec.serviceAccount = name;
}

const INIT_CONTAINER_ANNOTATIONS = [
  'pod.beta.kubernetes.io/init-containers',
  'pod.alpha.kubernetes.io/init-containers',
  'pod.beta.kubernetes.io/init-container-statuses',
  'pod.alpha.kubernetes.io/init-container-statuses',
];

/** Init containers were annotations before 1.6. */
export function dropInitContainerAnnotations(metadata: ObjectMeta | undefined): void {
  if (!metadata?.annotations) return;
  for (const name of INIT_CONTAINER_ANNOTATIONS) delete metadata.annotations[name];
}
