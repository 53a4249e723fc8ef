/** Models GetWarningsForPersistentVolume (pkg/api/persistentvolume). */
import type { PersistentVolume, PersistentVolumeSpec } from '../schema/generated/types';
import { warnForNodeSelectorTerm } from './node-labels';

const ANNOTATIONS: readonly (readonly [string, string])[] = [
  ['volume.beta.kubernetes.io/storage-class', 'deprecated since v1.8; use "storageClassName" attribute instead'],
  ['volume.beta.kubernetes.io/mount-options', 'deprecated since v1.31; use "mountOptions" attribute instead'],
];

const SOURCES: readonly (readonly [keyof PersistentVolumeSpec, string, string])[] = [
  ['cephfs', 'cephfs', 'deprecated in v1.28, non-functional in v1.31+'],
  ['photonPersistentDisk', 'photonPersistentDisk', 'deprecated in v1.11, non-functional in v1.16+'],
  ['scaleIO', 'scaleIO', 'deprecated in v1.16, non-functional in v1.22+'],
  ['storageos', 'storageOS', 'deprecated in v1.22, non-functional in v1.25+'],
  ['glusterfs', 'glusterfs', 'deprecated in v1.25, non-functional in v1.26+'],
  ['rbd', 'rbd', 'deprecated in v1.28, non-functional in v1.31+'],
];

export function warningsForPersistentVolume({ metadata, spec = {} }: PersistentVolume): string[] {
  const warnings: string[] = [];
  for (const [key, message] of ANNOTATIONS) {
    if (Object.hasOwn(metadata?.annotations ?? {}, key)) warnings.push(`metadata.annotations[${key}]: ${message}`);
  }
  if (spec.persistentVolumeReclaimPolicy === 'Recycle') {
    const advice = 'Instead, the recommended approach is to use dynamic provisioning.';
    warnings.push(`spec.persistentVolumeReclaimPolicy: The Recycle reclaim policy is deprecated. ${advice}`);
  }
  spec.nodeAffinity?.required?.nodeSelectorTerms?.forEach((term, at) => {
    warnForNodeSelectorTerm(term, false, `spec.nodeAffinity.required.nodeSelectorTerms[${at}]`, warnings);
  });
  for (const [field, name, message] of SOURCES) {
    if (spec[field] !== undefined) warnings.push(`spec.${name}: ${message}`);
  }
  return warnings;
}
