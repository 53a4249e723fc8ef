/** Models warningsForPodSpecAndMeta (pkg/api/pod/warnings.go), which Pods and templates share, in its order. */
import { quote } from '../field/print';
import type { Affinity, ObjectMeta, PodAffinity, PodSpec, Volume } from '../schema/generated/types';
import { placedContainers, warningForBytes, warningsForContainer } from './containers';
import { warningsForIP } from './ip';
import { nodeLabelWarning, warningsForNodeSelectorTerm } from './node-labels';
import { warningsForPorts } from './ports';
import { warningsForVolumePaths } from './volume-paths';

const NO_SELECTOR = 'a null labelSelector results in matching no pod';

const DEPRECATED_ANNOTATIONS: Readonly<Record<string, string>> = {
  'scheduler.alpha.kubernetes.io/critical-pod': 'non-functional in v1.16+; use the "priorityClassName" field instead',
  'security.alpha.kubernetes.io/sysctls': 'non-functional in v1.11+; use the "sysctls" field instead',
  'security.alpha.kubernetes.io/unsafe-sysctls': 'non-functional in v1.11+; use the "sysctls" field instead',
};

const DEPRECATED_VOLUMES: readonly (readonly [keyof Volume, string])[] = [
  ['photonPersistentDisk', 'deprecated in v1.11, non-functional in v1.16+'],
  ['gitRepo', 'deprecated in v1.11, and disabled by default in v1.33+'],
  ['scaleIO', 'deprecated in v1.16, non-functional in v1.22+'],
  ['flocker', 'deprecated in v1.22, non-functional in v1.25+'],
  ['storageos', 'deprecated in v1.22, non-functional in v1.25+'],
  ['quobyte', 'deprecated in v1.22, non-functional in v1.25+'],
  ['glusterfs', 'deprecated in v1.25, non-functional in v1.26+'],
  ['ephemeral', ''],
  ['cephfs', 'deprecated in v1.28, non-functional in v1.31+'],
  ['rbd', 'deprecated in v1.28, non-functional in v1.31+'],
];

const SECCOMP_POD = 'seccomp.security.alpha.kubernetes.io/pod';

/** @param prefix what stands before `spec` and `metadata`: nothing, or `spec.template.` */
export function warningsForPodSpec(
  spec: PodSpec,
  metadata: ObjectMeta | undefined,
  prefix: '' | 'spec.template.',
): string[] {
  const field = `${prefix}spec`;
  const annotations = metadata?.annotations ?? {};
  const annotationsField = `${prefix}metadata.annotations`;
  const containers = placedContainers(spec, field);
  const podAppArmor = spec.securityContext?.appArmorProfile;
  const around = { annotations, annotationsField, isTemplate: prefix !== '', podAppArmor };
  const volumes = spec.volumes ?? [];
  return [
    ...warningsForNodes(spec, field),
    ...Object.entries(DEPRECATED_ANNOTATIONS)
      .filter(([key]) => annotations[key] !== undefined)
      .map(([key, warning]) => `${annotationsField}[${key}]: ${warning}`),
    ...volumes.flatMap((volume, at) => warningsForVolume(volume, `${field}.volumes[${at}]`)),
    ...warningsForVolumePaths(volumes),
    ...warningsForNames(spec, field),
    ...warningForBytes(spec.overhead?.['memory'], `${field}.overhead[memory]`),
    ...warningForBytes(spec.overhead?.['ephemeral-storage'], `${field}.overhead[ephemeral-storage]`),
    ...(annotations[SECCOMP_POD] !== undefined && !spec.securityContext?.seccompProfile
      ? [`${annotationsField}[${SECCOMP_POD}]: non-functional in v1.27+; use the "seccompProfile" field instead`]
      : []),
    ...containers.flatMap((placed) => warningsForContainer(placed, around)),
    ...warningsForPorts(containers),
    ...((spec.terminationGracePeriodSeconds ?? 0) < 0
      ? [`${field}.terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will be treated as 1`]
      : []),
    ...warningsForAffinity(spec.affinity, `${field}.affinity`),
    ...(spec.dnsConfig?.nameservers ?? []).flatMap((ip, at) =>
      warningsForIP(`${field}.dnsConfig.nameservers[${at}]`, ip),
    ),
    ...(spec.hostAliases ?? []).flatMap(({ ip = '' }, at) => warningsForIP(`${field}.hostAliases[${at}].ip`, ip)),
  ];
}

/** Labels of nodes that are asked for, and spreading that counts no Pod. */
function warningsForNodes({ nodeSelector, affinity, topologySpreadConstraints }: PodSpec, field: string): string[] {
  const required = 'requiredDuringSchedulingIgnoredDuringExecution';
  const preferred = 'preferredDuringSchedulingIgnoredDuringExecution';
  const nodeAffinity = affinity?.nodeAffinity;
  const here = `${field}.affinity.nodeAffinity`;
  return [
    ...Object.keys(nodeSelector ?? {}).flatMap((label) => {
      const warning = nodeLabelWarning(label);
      return warning === undefined ? [] : [`${field}.nodeSelector[${label}]: ${warning}`];
    }),
    ...(nodeAffinity?.[required]?.nodeSelectorTerms ?? []).flatMap((term, at) =>
      warningsForNodeSelectorTerm(term, false, `${here}.${required}.nodeSelectorTerms[${at}]`),
    ),
    ...(nodeAffinity?.[preferred] ?? []).flatMap(({ preference = {} }, at) =>
      warningsForNodeSelectorTerm(preference, true, `${here}.${preferred}[${at}].preference`),
    ),
    ...(topologySpreadConstraints ?? []).flatMap(({ topologyKey = '', labelSelector }, at) => {
      const constraint = `${field}.topologySpreadConstraints[${at}]`;
      const warning = nodeLabelWarning(topologyKey);
      return [
        ...(warning === undefined ? [] : [`${constraint}.topologyKey: ${topologyKey} is ${warning}`]),
        ...(labelSelector ? [] : [`${constraint}.labelSelector: ${NO_SELECTOR}`]),
      ];
    }),
  ];
}

function warningsForVolume(volume: Volume, field: string): string[] {
  return DEPRECATED_VOLUMES.flatMap(([name, warning]) => {
    if (volume[name] === undefined) return [];
    if (name !== 'ephemeral') return [`${field}.${name}: ${warning}`];
    const resources = volume.ephemeral?.volumeClaimTemplate?.spec?.resources;
    const here = `${field}.ephemeral.volumeClaimTemplate.spec.resources`;
    return [
      ...warningForBytes(resources?.requests?.['storage'], `${here}.requests[storage]`),
      ...warningForBytes(resources?.limits?.['storage'], `${here}.limits[storage]`),
    ];
  });
}

function warningsForNames({ hostAliases = [], imagePullSecrets = [] }: PodSpec, field: string): string[] {
  const ips = hostAliases.map(({ ip = '' }) => ip);
  const names = imagePullSecrets.map(({ name = '' }) => name);
  return [
    ...repeated(ips).map((at) => `${field}.hostAliases[${at}].ip: duplicate ip ${quote(ips[at] ?? '')}`),
    ...repeated(names).map((at) => `${field}.imagePullSecrets[${at}].name: duplicate name ${quote(names[at] ?? '')}`),
    ...names.flatMap((name, at) =>
      name === '' ? [`${field}.imagePullSecrets[${at}].name: invalid empty name ""`] : [],
    ),
  ];
}

/** The places of what stood before. */
function repeated(texts: readonly string[]): number[] {
  return [...texts.keys()].filter((at) => texts.indexOf(texts[at] ?? '') < at);
}

function warningsForAffinity(affinity: Affinity | undefined, field: string): string[] {
  return [
    ...warningsForPodAffinity(affinity?.podAffinity, `${field}.podAffinity`),
    ...warningsForPodAffinity(affinity?.podAntiAffinity, `${field}.podAntiAffinity`),
  ];
}

function warningsForPodAffinity(affinity: PodAffinity | undefined, field: string): string[] {
  const required = 'requiredDuringSchedulingIgnoredDuringExecution';
  const preferred = 'preferredDuringSchedulingIgnoredDuringExecution';
  return [
    ...(affinity?.[required] ?? []).flatMap(({ labelSelector }, at) =>
      labelSelector ? [] : [`${field}.${required}[${at}].labelSelector: ${NO_SELECTOR}`],
    ),
    ...(affinity?.[preferred] ?? []).flatMap(({ podAffinityTerm }, at) =>
      podAffinityTerm?.labelSelector
        ? []
        : [`${field}.${preferred}[${at}].podAffinityTerm.labelSelector: ${NO_SELECTOR}`],
    ),
  ];
}
