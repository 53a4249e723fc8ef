/**
 * The two kinds that are served in two forms. Events of both groups are stored as core Events, HorizontalPodAutoscalers as
 * autoscaling/v2; the other form is made when it is asked for. Models pkg/apis/events/v1/conversion.go and
 * pkg/apis/autoscaling/v1/conversion.go.
 *
 * Not modelled: metrics that autoscaling/v1 keeps in annotations.
 */
import { isObject } from '../json-object';
import type { Kind } from '../schema';
import type { StoredObject } from '../store';

type Fields = Record<string, unknown>;

/** core → events.k8s.io. */
const EVENT_FIELDS: readonly (readonly [string, string])[] = [
  ['involvedObject', 'regarding'],
  ['message', 'note'],
  ['reportingComponent', 'reportingController'],
  ['source', 'deprecatedSource'],
  ['firstTimestamp', 'deprecatedFirstTimestamp'],
  ['lastTimestamp', 'deprecatedLastTimestamp'],
  ['count', 'deprecatedCount'],
];

/** As a request for that kind reads what is stored. */
export function asVersion({ apiVersion, kind }: Kind, object: StoredObject): StoredObject {
  if (object.apiVersion === apiVersion) return object;
  const named = { ...object, apiVersion, kind };
  if (kind === 'Event') return apiVersion === 'v1' ? renamed(named, 1, 0) : renamed(named, 0, 1);
  if (kind !== 'HorizontalPodAutoscaler') return named;
  return apiVersion === 'autoscaling/v1' ? toV1(named) : toV2(named);
}

/** As what was sent is stored. */
export function asStoredVersion(object: StoredObject): StoredObject {
  if (object.apiVersion === 'events.k8s.io/v1') return renamed({ ...object, apiVersion: 'v1' }, 1, 0);
  if (object.apiVersion === 'autoscaling/v1' && object.kind === 'HorizontalPodAutoscaler') {
    return toV2({ ...object, apiVersion: 'autoscaling/v2' });
  }
  return object;
}

function renamed(object: StoredObject, from: 0 | 1, to: 0 | 1): StoredObject {
  const next: Fields & StoredObject = { ...object };
  for (const pair of EVENT_FIELDS) {
    const [old, fresh] = [pair[from], pair[to]];
    if (next[old] !== undefined) next[fresh] = next[old];
    delete next[old];
  }
  return next;
}

function fields(value: unknown): Fields {
  return isObject(value) ? { ...value } : {};
}

function toV1(object: StoredObject): StoredObject {
  const { metrics, behavior: _, ...spec } = fields(object['spec']);
  const { currentMetrics, conditions: __, ...status } = fields(object['status']);
  const target = utilization(metrics, 'target');
  const current = utilization(currentMetrics, 'current');
  return {
    ...object,
    spec: { ...spec, ...(target !== undefined && { targetCPUUtilizationPercentage: target }) },
    status: {
      ...status,
      ...(current !== undefined && { currentCPUUtilizationPercentage: current }),
      currentReplicas: status['currentReplicas'] ?? 0,
    },
  };
}

function utilization(metrics: unknown, side: 'target' | 'current'): unknown {
  for (const metric of Array.isArray(metrics) ? (metrics as unknown[]) : []) {
    const resource = fields(fields(metric)['resource']);
    if (resource['name'] === 'cpu') return fields(resource[side])['averageUtilization'];
  }
  return undefined;
}

function toV2(object: StoredObject): StoredObject {
  const { targetCPUUtilizationPercentage: target, ...spec } = fields(object['spec']);
  const { currentCPUUtilizationPercentage: current, ...status } = fields(object['status']);
  const cpu = (side: string, averageUtilization: unknown) => [
    {
      type: 'Resource',
      resource: { name: 'cpu', [side]: { ...(side === 'target' && { type: 'Utilization' }), averageUtilization } },
    },
  ];
  return {
    ...object,
    spec: { ...spec, ...(target !== undefined && { metrics: cpu('target', target) }) },
    ...(object['status'] !== undefined && {
      status: { ...status, ...(current !== undefined && { currentMetrics: cpu('current', current) }) },
    }),
  };
}
