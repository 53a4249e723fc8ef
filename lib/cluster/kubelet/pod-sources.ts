/** Of what else in the cluster a Pod shows something, or without what it does not start. */
import type { Stored, types } from '@/lib/kube';
import { withTag } from './image-manager';
import { containersOf } from './pod-containers';
import { volumeSources } from './volume-payload';

/** `ConfigMap default/web`, `Secret …`, `PersistentVolumeClaim …`, `Image minikube/nginx:1.27`. */
export function podSources({ metadata, spec }: Stored<'v1/Pod'>, node: string): ReadonlySet<string> {
  const namespace = metadata.namespace ?? '';
  const sources = new Set<string>();
  for (const volume of spec?.volumes ?? []) {
    for (const source of volumeSources(namespace, volume)) sources.add(source);
    const claim = volume.persistentVolumeClaim?.claimName;
    if (claim) sources.add(`PersistentVolumeClaim ${namespace}/${claim}`);
  }
  for (const container of containersOf(spec)) {
    addEnvironment(container, namespace, sources);
    if (container.imagePullPolicy === 'Never') sources.add(`Image ${node}/${withTag(container.image ?? '')}`);
  }
  return sources;
}

function addEnvironment({ env = [], envFrom = [] }: types.Container, namespace: string, sources: Set<string>): void {
  for (const { configMapRef, secretRef } of envFrom) {
    if (configMapRef) sources.add(`ConfigMap ${namespace}/${configMapRef.name}`);
    if (secretRef) sources.add(`Secret ${namespace}/${secretRef.name}`);
  }
  for (const { valueFrom } of env) {
    if (valueFrom?.configMapKeyRef) sources.add(`ConfigMap ${namespace}/${valueFrom.configMapKeyRef.name}`);
    if (valueFrom?.secretKeyRef) sources.add(`Secret ${namespace}/${valueFrom.secretKeyRef.name}`);
  }
}
