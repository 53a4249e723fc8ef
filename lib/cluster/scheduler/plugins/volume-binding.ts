/**
 * The claims of a Pod: which nodes its volumes can reach, and which volumes a claim that waited for the Pod gets. Models the
 * plugins VolumeBinding and VolumeZone and the look-up of VolumeRestrictions, with component-helpers/storage/volume.
 *
 * Not modelled: CSINode, CSIStorageCapacity, volume limits of a node, two Pods on one in-tree disk.
 */
import {
  compareQuantities,
  parseQuantity,
  type Client,
  type Stored,
  type types,
  selectorOf,
  type Labels,
} from '@/lib/kube';
import { matchesNodeSelector } from '../node-match';
import type { NodeInfo } from '../node-info';
import { labelsOf, namespaceOf, specOf, type ScheduledPod } from '../pod-facts';
import { unresolvable, type Rejection } from '../rejection';

export type Claim = Stored<'v1/PersistentVolumeClaim'>;
export type Volume = Stored<'v1/PersistentVolume'>;
type StorageClass = Stored<'storage.k8s.io/v1/StorageClass'>;

export const SELECTED_NODE = 'volume.kubernetes.io/selected-node';
const BIND_COMPLETED = 'pv.kubernetes.io/bind-completed';
const NO_PROVISIONER = 'kubernetes.io/no-provisioner';

const OTHER_NODE = "node(s) didn't match PersistentVolume's node affinity";
const NO_VOLUME = "node(s) didn't find available persistent volumes to bind";
const GONE = 'node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)';
const OTHER_ZONE = unresolvable('VolumeZone', 'node(s) had no available volume zone');
const UNBOUND = unresolvable('VolumeBinding', 'pod has unbound immediate PersistentVolumeClaims');

/** What is to be written so that the Pod's claims are bound on a node. */
export interface Bindings {
  readonly existing: readonly { readonly claim: Claim; readonly volume: Volume }[];
  readonly toProvision: readonly Claim[];
}

export interface Volumes {
  /** The Pod's claims that no other Pod may use at the same time. */
  readonly exclusive: readonly string[];
  /** Undefined where the volumes are within reach of that node. */
  reject(node: NodeInfo): Rejection | undefined;
  /** What binding on that node takes; both lists empty where all is bound. */
  bindingsOn(node: NodeInfo): Bindings;
}

export function isFullyBound(claim: Claim): boolean {
  return Boolean(claim.spec?.volumeName) && claim.metadata.annotations?.[BIND_COMPLETED] !== undefined;
}

export function claimsOnNode(node: NodeInfo, namespace: string | undefined): readonly string[] {
  return [...node.pods.values()].flatMap(({ pod, facts }) =>
    pod.metadata.namespace === namespace ? facts.claims : [],
  );
}

export function readVolumes(pod: ScheduledPod, client: Client): Volumes | { readonly rejection: Rejection } {
  const bound: Claim[] = [];
  const waiting: Claim[] = [];
  let isUnbound = false;
  for (const found of claimsOf(pod, client)) {
    if ('rejection' in found) return found;
    const { claim } = found;
    if (isFullyBound(claim)) bound.push(claim);
    else if (!claim.spec?.volumeName && waitsForConsumer(claim, client)) waiting.push(claim);
    else isUnbound = true;
  }
  if (isUnbound) return { rejection: UNBOUND };
  for (const claim of bound) {
    if (!volumeOf(claim, client))
      return { rejection: unresolvable('VolumeZone', notFound('persistentvolume', claim.spec?.volumeName)) };
  }
  const exclusive = [...bound, ...waiting].filter(({ spec }) => spec?.accessModes?.includes('ReadWriteOncePod'));
  return {
    exclusive: exclusive.map(({ metadata }) => metadata.name),
    reject: (node) => rejectUnreachable(bound, waiting, node, client) ?? rejectOtherZone(bound, node, client),
    bindingsOn: (node) => chooseBindings(waiting, node, client) ?? { existing: [], toProvision: [] },
  };
}

/** VolumeRestrictions finds a claim missing first; the rest is VolumeBinding's. */
function* claimsOf(pod: ScheduledPod, client: Client): Iterable<{ claim: Claim } | { rejection: Rejection }> {
  for (const { name = '', persistentVolumeClaim, ephemeral } of specOf(pod).volumes ?? []) {
    if (!persistentVolumeClaim && !ephemeral) continue;
    const claimName = persistentVolumeClaim?.claimName ?? `${pod.metadata.name}-${name}`;
    const claim = client.get('v1/PersistentVolumeClaim', namespaceOf(pod), claimName);
    const fault = claim && faultOf(claim);
    if (!claim) {
      yield {
        rejection: persistentVolumeClaim
          ? unresolvable('VolumeRestrictions', notFound('persistentvolumeclaim', claimName))
          : unresolvable(
              'VolumeBinding',
              `waiting for ephemeral volume controller to create the persistentvolumeclaim "${claimName}"`,
            ),
      };
    } else if (fault !== undefined)
      yield { rejection: unresolvable('VolumeBinding', `persistentvolumeclaim "${claimName}" ${fault}`) };
    else yield { claim };
  }
}

function notFound(kind: string, name = ''): string {
  return `${kind} "${name}" not found`;
}

function faultOf({ metadata, spec, status }: Claim): string | undefined {
  if (status?.phase === 'Lost') return `bound to non-existent persistentvolume "${spec?.volumeName ?? ''}"`;
  return metadata.deletionTimestamp ? 'is being deleted' : undefined;
}

function volumeOf({ spec }: Claim, client: Client): Volume | undefined {
  return client.get('v1/PersistentVolume', undefined, spec?.volumeName ?? '');
}

function classOf(claim: Claim, client: Client): StorageClass | undefined {
  return client.get('storage.k8s.io/v1/StorageClass', undefined, classNameOf(claim));
}

function classNameOf({ metadata, spec }: { metadata: types.ObjectMeta; spec?: { storageClassName?: string } }): string {
  return metadata.annotations?.['volume.beta.kubernetes.io/storage-class'] ?? spec?.storageClassName ?? '';
}

function waitsForConsumer(claim: Claim, client: Client): boolean {
  return classOf(claim, client)?.volumeBindingMode === 'WaitForFirstConsumer';
}

function rejectUnreachable(
  bound: readonly Claim[],
  waiting: readonly Claim[],
  node: NodeInfo,
  client: Client,
): Rejection | undefined {
  const volumes = bound.map((claim) => volumeOf(claim, client));
  const isGone = volumes.includes(undefined);
  const isElsewhere = !isGone && volumes.some((volume) => volume && !reaches(volume, node));
  const isUnbindable = waiting.length > 0 && !chooseBindings(waiting, node, client);
  if (!isGone && !isElsewhere && !isUnbindable) return undefined;
  const reasons = [
    ...(isElsewhere ? [OTHER_NODE] : []),
    ...(isUnbindable ? [NO_VOLUME] : []),
    ...(isGone ? [GONE] : []),
  ];
  return unresolvable('VolumeBinding', ...reasons);
}

/** Undefined where a claim finds no volume there and none can be made. Models findMatchingVolumes and checkVolumeProvisions. */
function chooseBindings(waiting: readonly Claim[], node: NodeInfo, client: Client): Bindings | undefined {
  const existing: { claim: Claim; volume: Volume }[] = [];
  const toProvision: Claim[] = [];
  const open: Claim[] = [];
  for (const claim of waiting) {
    const selected = claim.metadata.annotations?.[SELECTED_NODE];
    if (selected === undefined) open.push(claim);
    else if (selected === node.name) toProvision.push(claim);
    else return undefined;
  }
  for (const claim of open.sort((a, b) => compareStorage(requested(a), requested(b)))) {
    const taken = existing.map(({ volume }) => volume.metadata.name);
    const volume = findVolume(claim, node, client, taken);
    if (volume) existing.push({ claim, volume });
    else toProvision.push(claim);
  }
  return toProvision.every((claim) => canProvision(claim, node, client)) ? { existing, toProvision } : undefined;
}

function canProvision(claim: Claim, node: NodeInfo, client: Client): boolean {
  const storage = classOf(claim, client);
  if (!storage?.provisioner || storage.provisioner === NO_PROVISIONER) return false;
  const allowed = storage.allowedTopologies ?? [];
  const meets = ({ key = '', values = [] }: types.TopologySelectorLabelRequirement): boolean =>
    values.includes(node.labels[key] ?? '');
  return allowed.length === 0 || allowed.some(({ matchLabelExpressions = [] }) => matchLabelExpressions.every(meets));
}

/** The smallest that will do; the one that is meant for the claim whatever its size. Models FindMatchingVolume. */
function findVolume(claim: Claim, node: NodeInfo, client: Client, taken: readonly string[]): Volume | undefined {
  let smallest: Volume | undefined;
  for (const volume of client.sorted('v1/PersistentVolume')) {
    const { spec = {} } = volume;
    const isMine = spec.claimRef && isMeantFor(spec.claimRef, claim);
    if (taken.includes(volume.metadata.name) || (spec.claimRef && !isMine)) continue;
    if (compareStorage(capacity(volume), requested(claim)) < 0 || volume.metadata.deletionTimestamp) continue;
    if ((spec.volumeMode ?? 'Filesystem') !== (claim.spec?.volumeMode ?? 'Filesystem')) continue;
    if (isMine) return reaches(volume, node) ? volume : undefined;
    if (!isUsable(volume, claim) || !reaches(volume, node)) continue;
    if (!smallest || compareStorage(capacity(smallest), capacity(volume)) > 0) smallest = volume;
  }
  return smallest;
}

function isUsable(volume: Volume, claim: Claim): boolean {
  const { selector, accessModes = [] } = claim.spec ?? {};
  if (volume.status?.phase !== 'Available' || classNameOf(volume) !== classNameOf(claim)) return false;
  if (selector && !selectorOf(selector)(labelsOf(volume))) return false;
  return accessModes.every((mode) => volume.spec?.accessModes?.includes(mode));
}

function isMeantFor(reference: types.ObjectReference, { metadata }: Claim): boolean {
  const isSame = reference.name === metadata.name && reference.namespace === metadata.namespace;
  return isSame && (!reference.uid || reference.uid === metadata.uid);
}

function requested({ spec }: Claim): string {
  return spec?.resources?.requests?.['storage'] ?? '0';
}

function capacity({ spec }: Volume): string {
  return spec?.capacity?.['storage'] ?? '0';
}

function compareStorage(a: string, b: string): number {
  const left = parseQuantity(a);
  const right = parseQuantity(b);
  return left && right ? compareQuantities(left, right) : 0;
}

function reaches(volume: Volume, node: NodeInfo): boolean {
  const required = volume.spec?.nodeAffinity?.required;
  return !required || matchesNodeSelector(required, node);
}

const ZONES: Readonly<Record<string, string>> = {
  'failure-domain.beta.kubernetes.io/zone': 'topology.kubernetes.io/zone',
  'failure-domain.beta.kubernetes.io/region': 'topology.kubernetes.io/region',
  'topology.kubernetes.io/zone': 'topology.kubernetes.io/zone',
  'topology.kubernetes.io/region': 'topology.kubernetes.io/region',
};

/** A volume that is labelled with zones is only there. A node that has no zone at all is not asked. */
function rejectOtherZone(bound: readonly Claim[], node: NodeInfo, client: Client): Rejection | undefined {
  if (!Object.keys(ZONES).some((key) => node.labels[key] !== undefined)) return undefined;
  const isThere = bound.every((claim) => {
    const labels: Labels = labelsOf(volumeOf(claim, client) ?? {});
    return Object.entries(ZONES).every(([key, current]) => {
      const zones = labels[key]?.split('__');
      return !zones || zones.includes(node.labels[key] ?? node.labels[current] ?? '');
    });
  });
  return isThere ? undefined : OTHER_ZONE;
}
