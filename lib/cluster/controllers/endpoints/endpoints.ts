/**
 * The older Endpoints, one object a Service. Models pkg/controller/endpoint (its addresses are put together in ./subsets.ts).
 */
import type { Client, types } from '@/lib/kube';
import type { Controller, ControllerContext, Queue } from '../controller';
import { fromKey, keyOf } from '../object-key';
import { isPodReady } from '../pod-readiness';
import { LabelIndex } from './label-index';
import {
  hasSelector,
  HEADLESS_LABEL,
  isHeadless,
  podsBehind,
  servicesConcerned,
  TRIGGER_TIME,
  triggerTimeOf,
  type Pod,
  type Service,
} from './service-pods';
import { areSubsetsSame, subsetsOf, truncated } from './subsets';

const MANAGED_BY = 'endpoints.kubernetes.io/managed-by';
const MANAGER = 'endpoint-controller';
const OVER_CAPACITY = 'endpoints.kubernetes.io/over-capacity';

export function endpointsController({ client }: ControllerContext): Controller {
  const index = new LabelIndex(client);
  let isWriting = false;

  function start(queue: Queue): (() => void)[] {
    for (const service of client.sorted('v1/Service')) queue.add(keyOf(service));
    return [
      ...index.follow(),
      client.onChange('v1/Service', ({ object }) => queue.add(keyOf(object))),
      client.onChange('v1/Pod', (change) => {
        for (const key of servicesConcerned(index, change)) queue.add(key);
      }),
      client.onChange('v1/Endpoints', ({ object, type }) => {
        if (!isWriting && type === 'DELETED') queue.add(keyOf(object));
      }),
    ];
  }

  function sync(key: string): 'retry' | void {
    const { namespace, name } = fromKey(key);
    const service = client.get('v1/Service', namespace, name);
    if (service && !hasSelector(service)) return undefined;
    isWriting = true;
    const answer = service ? reconcile(client, index, service) : removeLeft(client, namespace, name);
    isWriting = false;
    return answer && !answer.ok && answer.status.reason !== 'NotFound' ? 'retry' : undefined;
  }

  return { name: 'endpoints', start, sync };
}

/** Whoever wrote them: once a Service goes, its Endpoints do. */
function removeLeft(client: Client, namespace: string, name: string) {
  return client.get('v1/Endpoints', namespace, name) ? client.delete('v1/Endpoints', namespace, name) : undefined;
}

function reconcile(client: Client, index: LabelIndex, service: Service) {
  const { name, namespace = '', creationTimestamp } = service.metadata;
  const existing = client.get('v1/Endpoints', namespace, name);
  const pods = podsBehind(index, service, service.spec?.publishNotReadyAddresses === true);
  const packed = subsetsOf(service, pods);
  const subsets = truncated(packed);
  const labels = labelsOf(service);
  if (existing && areSubsetsSame(existing.subsets ?? [], subsets) && isSame(existing.metadata.labels, labels)) {
    return undefined;
  }
  const {
    [TRIGGER_TIME]: _time,
    [OVER_CAPACITY]: _over,
    ...annotations
  }: Record<string, string> = existing?.metadata.annotations ?? {};
  const triggerTime = triggerTimeOf(
    changedPods(pods, existing?.subsets ?? []),
    existing ? undefined : creationTimestamp,
  );
  if (triggerTime !== undefined) annotations[TRIGGER_TIME] = triggerTime;
  if (subsets !== packed) annotations[OVER_CAPACITY] = 'truncated';
  return existing
    ? client.update('v1/Endpoints', {
        ...existing,
        metadata: { ...existing.metadata, labels, annotations },
        subsets,
      })
    : client.create('v1/Endpoints', { metadata: { name, namespace, labels, annotations }, subsets });
}

function labelsOf(service: Service): Record<string, string> {
  const { [HEADLESS_LABEL]: _own, ...labels } = service.metadata.labels ?? {};
  if (isHeadless(service)) labels[HEADLESS_LABEL] = '';
  return { ...labels, [MANAGED_BY]: MANAGER };
}

function isSame(a: Readonly<Record<string, string>> = {}, b: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(b);
  return names.length === Object.keys(a).length && names.every((name) => a[name] === b[name]);
}

/** Those that stand otherwise in what was written, or not at all. */
function changedPods(pods: readonly Pod[], subsets: readonly types.EndpointSubset[]): Pod[] {
  const ready = new Set(subsets.flatMap(({ addresses = [] }) => addresses.map(({ targetRef }) => targetRef?.uid)));
  const notReady = new Set(
    subsets.flatMap(({ notReadyAddresses = [] }) => notReadyAddresses.map(({ targetRef }) => targetRef?.uid)),
  );
  return pods.filter((pod) => !(isPodReady(pod) ? ready : notReady).has(pod.metadata.uid));
}
