/** Models warningsForPodSpecAndMeta (pkg/api/pod/warnings.go), which Pods and templates share, in its order. */
import { quote } from '../field/print';
import type { ObjectMeta, PodAffinity, PodSpec, Volume } from '../schema/generated/types';
import { placedContainers, warnForBytes, warnForContainer } from './containers';
import { warnForIP } from './ip';
import { nodeLabelWarning, warnForNodeSelectorTerm } from './node-labels';
import { warnForPorts } from './ports';
import { warnForVolumePaths } from './volume-paths';

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';
const NO_SELECTOR = 'a null labelSelector results in matching no pod';

const DEPRECATED_ANNOTATIONS: Readonly<Record<string, string>> = {
  'scheduler.alpha.kubernetes.io/critical-pod': 'non-functional in v1.16+; use the "priorityClassName" field instead',
  'security.alpha.kubernetes.io/sysctls': 'non-functional in v1.11+; use the "sysctls" field instead',
  'security.alpha.kubernetes.io/unsafe-sysctls': 'non-functional in v1.11+; use the "sysctls" field instead',
};

const DEPRECATED_VOLUMES: readonly (readonly [name: keyof Volume, warning: string, said?: string])[] = [
  ['photonPersistentDisk', 'deprecated in v1.11, non-functional in v1.16+'],
  ['gitRepo', 'deprecated in v1.11, and disabled by default in v1.33+'],
  ['scaleIO', 'deprecated in v1.16, non-functional in v1.22+'],
  ['flocker', 'deprecated in v1.22, non-functional in v1.25+'],
  ['storageos', 'deprecated in v1.22, non-functional in v1.25+', 'storageOS'],
  ['quobyte', 'deprecated in v1.22, non-functional in v1.25+'],
  ['glusterfs', 'deprecated in v1.25, non-functional in v1.26+'],
  ['cephfs', 'deprecated in v1.28, non-functional in v1.31+'],
  ['rbd', 'deprecated in v1.28, non-functional in v1.31+'],
];

const SECCOMP_POD = 'seccomp.security.alpha.kubernetes.io/pod';

/** @param prefix what stands before `spec` and `metadata`: nothing, `spec.template.`, `spec.jobTemplate.spec.template.` */
export function warningsForPodSpec(spec: PodSpec, metadata: ObjectMeta | undefined, prefix: string): string[] {
  const warnings: string[] = [];
  const field = `${prefix}spec`;
  const annotationsField = `${prefix}metadata.annotations`;
  const annotations = metadata?.annotations ?? {};
  const volumes = spec.volumes ?? [];
  warnForNodes(spec, field, warnings);
  for (const key in DEPRECATED_ANNOTATIONS) {
    if (annotations[key] !== undefined) warnings.push(`${annotationsField}[${key}]: ${DEPRECATED_ANNOTATIONS[key]}`);
  }
  volumes.forEach((volume, at) => warnForVolume(volume, `${field}.volumes[${at}]`, warnings));
  warnForVolumePaths(volumes, warnings);
  warnForNames(spec, field, warnings);
  for (const name of ['memory', 'ephemeral-storage']) {
    warnForBytes(spec.overhead?.[name], `${field}.overhead[${name}]`, warnings);
  }
  if (annotations[SECCOMP_POD] !== undefined && !spec.securityContext?.seccompProfile) {
    warnings.push(
      `${annotationsField}[${SECCOMP_POD}]: non-functional in v1.27+; use the "seccompProfile" field instead`,
    );
  }
  const containers = placedContainers(spec, field);
  const podAppArmor = spec.securityContext?.appArmorProfile;
  const around = { annotations, annotationsField, isTemplate: prefix !== '', podAppArmor };
  for (const placed of containers) warnForContainer(placed, around, warnings);
  warnForPorts(containers, warnings);
  if ((spec.terminationGracePeriodSeconds ?? 0) < 0) {
    const why = 'must be >= 0; negative values are invalid and will be treated as 1';
    warnings.push(`${field}.terminationGracePeriodSeconds: ${why}`);
  }
  warnForPodAffinity(spec.affinity?.podAffinity, `${field}.affinity.podAffinity`, warnings);
  warnForPodAffinity(spec.affinity?.podAntiAffinity, `${field}.affinity.podAntiAffinity`, warnings);
  spec.dnsConfig?.nameservers?.forEach((ip, at) => warnForIP(`${field}.dnsConfig.nameservers[${at}]`, ip, warnings));
  spec.hostAliases?.forEach(({ ip = '' }, at) => warnForIP(`${field}.hostAliases[${at}].ip`, ip, warnings));
  return warnings;
}

/** Labels of nodes that are asked for, and spreading that counts no Pod. */
function warnForNodes(
  { nodeSelector, affinity, topologySpreadConstraints }: PodSpec,
  field: string,
  warnings: string[],
): void {
  for (const label in nodeSelector) {
    const warning = nodeLabelWarning(label);
    if (warning !== undefined) warnings.push(`${field}.nodeSelector[${label}]: ${warning}`);
  }
  const nodes = affinity?.nodeAffinity;
  const here = `${field}.affinity.nodeAffinity`;
  nodes?.[REQUIRED]?.nodeSelectorTerms?.forEach((term, at) => {
    warnForNodeSelectorTerm(term, false, `${here}.${REQUIRED}.nodeSelectorTerms[${at}]`, warnings);
  });
  nodes?.[PREFERRED]?.forEach(({ preference = {} }, at) => {
    warnForNodeSelectorTerm(preference, true, `${here}.${PREFERRED}[${at}].preference`, warnings);
  });
  topologySpreadConstraints?.forEach(({ topologyKey = '', labelSelector }, at) => {
    const constraint = `${field}.topologySpreadConstraints[${at}]`;
    const warning = nodeLabelWarning(topologyKey);
    if (warning !== undefined) warnings.push(`${constraint}.topologyKey: ${topologyKey} is ${warning}`);
    if (!labelSelector) warnings.push(`${constraint}.labelSelector: ${NO_SELECTOR}`);
  });
}

function warnForVolume(volume: Volume, field: string, warnings: string[]): void {
  for (const [name, warning, said = name] of DEPRECATED_VOLUMES) {
    if (volume[name] !== undefined) warnings.push(`${field}.${said}: ${warning}`);
    if (name !== 'glusterfs') continue;
    // Where Kubernetes looks at the claim of an ephemeral volume.
    const resources = volume.ephemeral?.volumeClaimTemplate?.spec?.resources;
    const here = `${field}.ephemeral.volumeClaimTemplate.spec.resources`;
    warnForBytes(resources?.requests?.['storage'], `${here}.requests[storage]`, warnings);
    warnForBytes(resources?.limits?.['storage'], `${here}.limits[storage]`, warnings);
  }
}

function warnForNames({ hostAliases, imagePullSecrets }: PodSpec, field: string, warnings: string[]): void {
  const ips = hostAliases?.map(({ ip = '' }) => ip) ?? [];
  const names = imagePullSecrets?.map(({ name = '' }) => name) ?? [];
  ips.forEach((ip, at) => {
    if (ips.indexOf(ip) < at) warnings.push(`${field}.hostAliases[${at}].ip: duplicate ip ${quote(ip)}`);
  });
  names.forEach((name, at) => {
    if (names.indexOf(name) < at) warnings.push(`${field}.imagePullSecrets[${at}].name: duplicate name ${quote(name)}`);
  });
  names.forEach((name, at) => {
    if (name === '') warnings.push(`${field}.imagePullSecrets[${at}].name: invalid empty name ""`);
  });
}

function warnForPodAffinity(affinity: PodAffinity | undefined, field: string, warnings: string[]): void {
  affinity?.[REQUIRED]?.forEach(({ labelSelector }, at) => {
    if (!labelSelector) warnings.push(`${field}.${REQUIRED}[${at}].labelSelector: ${NO_SELECTOR}`);
  });
  affinity?.[PREFERRED]?.forEach(({ podAffinityTerm }, at) => {
    if (podAffinityTerm?.labelSelector) return;
    warnings.push(`${field}.${PREFERRED}[${at}].podAffinityTerm.labelSelector: ${NO_SELECTOR}`);
  });
}
