/** What is asked of volumes and claims. Models component-helpers/storage/volume. */
import {
  compareQuantities,
  parseQuantity,
  type Client,
  type Quantity,
  type Stored,
  type StoredMeta,
  type types,
  selectorOf,
} from '@/lib/kube';

export type Claim = Stored<'v1/PersistentVolumeClaim'>;
export type Volume = Stored<'v1/PersistentVolume'>;

export const BIND_COMPLETED = 'pv.kubernetes.io/bind-completed';
export const BOUND_BY_CONTROLLER = 'pv.kubernetes.io/bound-by-controller';
export const PROVISIONED_BY = 'pv.kubernetes.io/provisioned-by';
export const SELECTED_NODE = 'volume.kubernetes.io/selected-node';
export const PROVISIONER = 'volume.kubernetes.io/storage-provisioner';
export const BETA_PROVISIONER = 'volume.beta.kubernetes.io/storage-provisioner';
const BETA_CLASS = 'volume.beta.kubernetes.io/storage-class';
const DEFAULT_CLASS = 'storageclass.kubernetes.io/is-default-class';
const BETA_DEFAULT_CLASS = 'storageclass.beta.kubernetes.io/is-default-class';

/** Empty where there is none. */
export function classOf({ metadata, spec }: Claim | Volume): string {
  return metadata.annotations?.[BETA_CLASS] ?? spec?.storageClassName ?? '';
}

export function hasClass({ metadata, spec }: Claim): boolean {
  return metadata.annotations?.[BETA_CLASS] !== undefined || spec?.storageClassName !== undefined;
}

/** The newest of those that call themselves the default. */
export function defaultClass(client: Client): Stored<'storage.k8s.io/v1/StorageClass'> | undefined {
  return client
    .sorted('storage.k8s.io/v1/StorageClass')
    .filter(({ metadata: { annotations = {} } }) =>
      [annotations[DEFAULT_CLASS], annotations[BETA_DEFAULT_CLASS]].includes('true'),
    )
    .toSorted((a, b) => (a.metadata.creationTimestamp > b.metadata.creationTimestamp ? -1 : 1))[0];
}

/** Whether the volume is meant for that claim, by whomever. */
export function isBoundTo({ spec }: Volume, { metadata }: Claim): boolean {
  const { claimRef } = spec ?? {};
  if (claimRef?.name !== metadata.name || claimRef.namespace !== metadata.namespace) return false;
  return !claimRef.uid || claimRef.uid === metadata.uid;
}

function capacityOf({ spec }: Volume): Quantity | undefined {
  return parseQuantity(spec?.capacity?.['storage'] ?? '');
}

function isLargeEnough(volume: Volume, { spec }: Claim): boolean {
  const capacity = capacityOf(volume);
  const requested = parseQuantity(spec?.resources?.requests?.['storage'] ?? '');
  return capacity !== undefined && (requested === undefined || compareQuantities(capacity, requested) >= 0);
}

export function isModeDifferent({ spec }: Volume, claim: Claim): boolean {
  return (spec?.volumeMode ?? 'Filesystem') !== (claim.spec?.volumeMode ?? 'Filesystem');
}

function hasAccessModes({ spec }: Volume, claim: Claim): boolean {
  return (claim.spec?.accessModes ?? []).every((mode) => spec?.accessModes?.includes(mode));
}

function isAttributesClassSame({ spec }: Volume, claim: Claim): boolean {
  return (spec?.volumeAttributesClassName ?? '') === (claim.spec?.volumeAttributesClassName ?? '');
}

/** Why a volume that a claim names is not for it. Models checkVolumeSatisfyClaim. */
export function mismatchOf(volume: Volume, claim: Claim): string | undefined {
  if (volume.metadata.deletionTimestamp) return `the volume is marked for deletion "${volume.metadata.name}"`;
  if (!isLargeEnough(volume, claim)) return 'requested PV is too small';
  if (classOf(volume) !== classOf(claim)) return 'storageClassName does not match';
  if (!isAttributesClassSame(volume, claim)) return 'volumeAttributesClassName does not match';
  if (isModeDifferent(volume, claim)) return 'incompatible volumeMode';
  return hasAccessModes(volume, claim) ? undefined : 'incompatible accessMode';
}

/**
 * The volume that fits best: of those with the fewest access modes the smallest, and before these one that is meant for the
 * claim. Models findBestMatchForClaim and FindMatchingVolume without a node.
 * @param isDelayed it is the scheduler who chooses: only one that is meant for the claim counts
 */
export function bestMatch(client: Client, claim: Claim, isDelayed: boolean): Volume | undefined {
  const matches = claim.spec?.selector ? selectorOf(claim.spec.selector) : undefined;
  const groups = new Map<number, Volume[]>();
  for (const volume of client.sorted('v1/PersistentVolume')) {
    if (volume.metadata.deletionTimestamp || !isLargeEnough(volume, claim)) continue;
    if (isModeDifferent(volume, claim) || !isAttributesClassSame(volume, claim)) continue;
    if (!hasAccessModes(volume, claim)) continue;
    if (!isBoundTo(volume, claim)) {
      if (isDelayed || volume.spec?.claimRef || volume.status?.phase !== 'Available') continue;
      if (classOf(volume) !== classOf(claim) || (matches && !matches(volume.metadata.labels))) continue;
    }
    const modes = volume.spec?.accessModes?.length ?? 0;
    groups.set(modes, [...(groups.get(modes) ?? []), volume]);
  }
  const [fewest] = [...groups].sort(([a], [b]) => a - b);
  const [, fitting = []] = fewest ?? [];
  return fitting.find((volume) => isBoundTo(volume, claim)) ?? smallest(fitting);
}

function smallest(volumes: readonly Volume[]): Volume | undefined {
  let least: { volume: Volume; capacity: Quantity } | undefined;
  for (const volume of volumes) {
    const capacity = capacityOf(volume);
    if (capacity && (!least || compareQuantities(capacity, least.capacity) < 0)) least = { volume, capacity };
  }
  return least?.volume;
}

/** Nothing rather than an empty list of annotations. */
export function withAnnotations(
  metadata: StoredMeta,
  changes: Readonly<Record<string, string | undefined>>,
): StoredMeta {
  const annotations: Record<string, string> = { ...metadata.annotations };
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) delete annotations[name];
    else annotations[name] = value;
  }
  const { annotations: _before, ...rest } = metadata;
  return Object.keys(annotations).length > 0 ? { ...rest, annotations } : rest;
}

export function referenceTo({ metadata }: Claim): types.ObjectReference {
  const { name, namespace = '', uid, resourceVersion } = metadata;
  return { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name, namespace, uid, resourceVersion };
}
