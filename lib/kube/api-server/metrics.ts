/**
 * metrics.k8s.io/v1beta1, as metrics-server answers it behind the API server: what Pods and nodes use. It is there while somebody
 * measures. Modelled are get and list, by label.
 */
import type { StoredDefinition } from '../discovery';
import { notFoundStatus } from '../field/status';
import type { Pod } from '../schema/generated/types';
import type { Store, StoredObject } from '../store';
import { formatTime } from '../time';
import { json, refusal } from './answer';
import { methodNotAllowed } from './failure';
import { first, type ApiResponse, type Query } from './request';
import type { ResourceAddress } from './route';
import { labelMatcher } from './selectors';

export interface ContainerUsage {
  readonly cpuMillis: number;
  readonly memoryBytes: number;
}

/** What the containers of a Pod use, by their names; those that run. */
export type Measure = (podUid: string) => ReadonlyMap<string, ContainerUsage>;

export const METRICS_GROUP = 'metrics.k8s.io';

/** What discovery says of it. */
export const METRICS_DEFINITIONS: readonly StoredDefinition[] = [
  definition('nodes', 'NodeMetrics', 'Cluster'),
  definition('pods', 'PodMetrics', 'Namespaced'),
];

function definition(plural: string, kind: string, scope: string): StoredDefinition {
  const names = { plural, kind, singular: '' };
  return { spec: { group: METRICS_GROUP, scope, names, versions: [{ name: 'v1beta1', served: true }] } };
}

export function isMeasured({ version, resource, subresource }: ResourceAddress): boolean {
  return version === 'v1beta1' && (resource === 'pods' || resource === 'nodes') && subresource === undefined;
}

interface Asked {
  readonly place: ResourceAddress;
  readonly verb: string;
  readonly query: Query;
  readonly store: Store;
  readonly measure: Measure;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export function answerMetrics({ place, verb, query, store, measure, now }: Asked): ApiResponse {
  const { resource, namespace, name } = place;
  if (verb !== 'get' && verb !== 'list') return refusal(methodNotAllowed());
  const matches = labelMatcher(first(query, 'labelSelector') ?? '');
  if (typeof matches === 'string') return refusal({ code: 400, reason: 'BadRequest', message: matches });
  const isPods = resource === 'pods';
  const measured = store
    .table(resource)
    .sorted()
    .filter(({ metadata }) => (namespace === undefined || metadata.namespace === namespace) && matches(metadata.labels))
    .filter(({ metadata }) => name === undefined || metadata.name === name)
    .flatMap((object) => {
      const metrics = isPods ? podMetrics(object, measure) : nodeMetrics(object, store, measure);
      return metrics
        ? [{ metadata: metadataOf(object, now), timestamp: formatTime(now), window: WINDOW, ...metrics }]
        : [];
    });
  const kind = isPods ? 'PodMetrics' : 'NodeMetrics';
  if (name === undefined) return json(200, { kind: `${kind}List`, apiVersion: VERSION, metadata: {}, items: measured });
  const [only] = measured;
  if (only) return json(200, { kind, apiVersion: VERSION, ...only });
  return refusal(
    notFoundStatus(
      `${isPods ? 'podmetrics' : 'nodemetrics'}.${METRICS_GROUP}`,
      isPods ? `${namespace ?? ''}/${name}` : name,
    ),
  );
}

const VERSION = `${METRICS_GROUP}/v1beta1`;
/** Between the two looks that a figure comes from. */
const WINDOW = '15s';

function metadataOf({ metadata: { name, namespace, labels } }: StoredObject, now: number): object {
  return { name, namespace, creationTimestamp: formatTime(now), labels };
}

function podMetrics({ metadata }: StoredObject, measure: Measure): object | undefined {
  const usages = [...measure(metadata.uid)];
  if (usages.length === 0) return undefined;
  return { containers: usages.map(([name, usage]) => ({ name, usage: amounts(usage) })) };
}

/** Of all that runs on it; what the node needs for itself is not modelled. */
function nodeMetrics({ metadata }: StoredObject, store: Store, measure: Measure): object | undefined {
  let [cpuMillis, memoryBytes] = [0, 0];
  for (const pod of store.table('pods').values()) {
    const { spec }: Pod = pod;
    if (spec?.nodeName !== metadata.name) continue;
    for (const usage of measure(pod.metadata.uid).values()) {
      cpuMillis += usage.cpuMillis;
      memoryBytes += usage.memoryBytes;
    }
  }
  return { usage: amounts({ cpuMillis, memoryBytes }) };
}

function amounts({ cpuMillis, memoryBytes }: ContainerUsage): { readonly cpu: string; readonly memory: string } {
  const nanos = Math.round(cpuMillis * 1_000_000);
  const kibibytes = Math.ceil(memoryBytes / 1024);
  return { cpu: nanos === 0 ? '0' : `${nanos}n`, memory: kibibytes === 0 ? '0' : `${kibibytes}Ki` };
}
