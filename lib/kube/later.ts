/** The part of the machinery that is loaded on first need, so that a page with Pods and Services does not wait for it. */
import { isObject, type JsonObject } from './json-object';
import type { ModelledKind } from './objects';
import type { later } from './registry/later';

/** Kinds that make the API larger, and those that the cluster writes for itself. */
export const LATER_KINDS = [
  'v1/Endpoints',
  'v1/Event',
  'v1/Node',
  'v1/PodTemplate',
  'v1/ReplicationController',
  'admissionregistration.k8s.io/v1/ValidatingAdmissionPolicy',
  'admissionregistration.k8s.io/v1/ValidatingAdmissionPolicyBinding',
  'apiextensions.k8s.io/v1/CustomResourceDefinition',
  'apps/v1/ControllerRevision',
  'autoscaling/v1/HorizontalPodAutoscaler',
  'coordination.k8s.io/v1/Lease',
  'discovery.k8s.io/v1/EndpointSlice',
  'events.k8s.io/v1/Event',
] as const satisfies readonly ModelledKind[];

export type LaterKind = (typeof LATER_KINDS)[number];

const laterKinds: ReadonlySet<string> = new Set(LATER_KINDS);

type Later = typeof later;

let part: Later | undefined;
let loading: Promise<void> | undefined;

/** Undefined until it is loaded. */
export function laterPart(): Later | undefined {
  return part;
}

/** From then on every kind is judged. Rejects where the part cannot be had, and tries again when next asked. */
export function loadAllKinds(): Promise<void> {
  loading ??= import('./registry/later').then(
    (loaded) => {
      part = loaded.later;
    },
    (error: unknown) => {
      loading = undefined;
      throw error;
    },
  );
  return loading;
}

/** Whether `loadAllKinds` must have been waited for before this, or what stands beside it, is judged. */
export function isLaterKind(manifest: unknown): boolean {
  if (!isObject(manifest)) return false;
  const key = `${String(manifest['apiVersion'])}/${String(manifest['kind'])}`;
  return laterKinds.has(key) || (key === 'v1/Namespace' && namesStandard(manifest));
}

/** Whether a namespace says how secure its Pods must be. */
function namesStandard({ metadata }: JsonObject): boolean {
  const labels = isObject(metadata) ? metadata['labels'] : undefined;
  return isObject(labels) && Object.keys(labels).some((label) => label.startsWith('pod-security.'));
}
