/** What a Deployment writes on its ReplicaSets. Models SetNewReplicaSetAnnotations and its kin (deployment_util.go). */
import type { types } from '@/lib/kube';
import { maxSurge } from './fenceposts';
import { replicasOf, type StoredDeployment, type StoredReplicaSet } from './replica-sets';

export type Annotations = Readonly<Record<string, string>>;

export const REVISION = 'deployment.kubernetes.io/revision';
const HISTORY = 'deployment.kubernetes.io/revision-history';
const DESIRED = 'deployment.kubernetes.io/desired-replicas';
const MAX = 'deployment.kubernetes.io/max-replicas';
const NOT_COPIED: readonly string[] = [
  'kubectl.kubernetes.io/last-applied-configuration',
  REVISION,
  HISTORY,
  DESIRED,
  MAX,
  'deprecated.deployment.rollback.to',
];
const MOST_HISTORY = 2000;

/** Somebody may have written any number of 64 bits there. */
export function revisionOf({ metadata }: StoredReplicaSet): bigint {
  return wholeNumber(metadata.annotations?.[REVISION]) ?? 0n;
}

function wholeNumber(text: string | undefined): bigint | undefined {
  return text !== undefined && /^[-+]?\d+$/.test(text) ? BigInt(text.replace(/^\+/, '')) : undefined;
}

export function desiredReplicas({ metadata }: StoredReplicaSet): number | undefined {
  return integer(metadata.annotations?.[DESIRED]);
}

export function maxReplicas({ metadata }: StoredReplicaSet): number | undefined {
  return integer(metadata.annotations?.[MAX]);
}

/** With what the Deployment is annotated, and the revision; the same object where nothing changes. */
export function withRevision(
  deployment: StoredDeployment,
  before: Annotations | undefined,
  revision: bigint,
): Annotations | undefined {
  const after: Record<string, string> = { ...before };
  for (const [key, value] of Object.entries(deployment.metadata.annotations ?? {})) {
    if (!NOT_COPIED.includes(key)) after[key] = value;
  }
  const earlier = before?.[REVISION];
  const earlierRevision = earlier === undefined ? 0n : wholeNumber(earlier);
  if (earlierRevision !== undefined && earlierRevision < revision) {
    after[REVISION] = String(revision);
    if (earlier !== undefined) after[HISTORY] = withRevisionBefore(before?.[HISTORY] ?? '', earlier);
  }
  return isSame(before, after) ? before : after;
}

/** How many the Deployment wants, and may have at most: so that a change of it is noticed, and shared out. */
export function withReplicas(spec: types.DeploymentSpec, before: Annotations | undefined): Annotations | undefined {
  const replicas = replicasOf({ spec });
  const after = { ...before, [DESIRED]: String(replicas), [MAX]: String(replicas + maxSurge(spec)) };
  return isSame(before, after) ? before : after;
}

/** The oldest are forgotten where it grows too long. */
function withRevisionBefore(history: string, revision: string): string {
  const revisions = history === '' ? [] : history.split(',');
  let length = history.length + revision.length + 1;
  while (length > MOST_HISTORY && revisions.length > 0) length -= (revisions.shift() ?? '').length + 1;
  return [...revisions, revision].join(',');
}

function isSame(a: Annotations = {}, b: Annotations): boolean {
  const keys = Object.keys(b);
  return keys.length === Object.keys(a).length && keys.every((key) => a[key] === b[key]);
}

function integer(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : undefined;
}
