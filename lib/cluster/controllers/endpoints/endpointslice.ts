/**
 * EndpointSlices of the Services that have a selector. Models k8s.io/endpointslice (reconciler.go, utils.go) and
 * pkg/controller/endpointslice.
 *
 * Not modelled: dual stack (only the Service's first family), topology hints, and the mirroring of Endpoints that somebody
 * wrote by hand.
 */
import type { Client, Stored, types } from '@/lib/kube';
import type { Controller, ControllerContext, Queue } from '../controller';
import { newControllerRef } from '../controller-ref';
import { fromKey, keyOf } from '../object-key';
import { isPodReady } from '../pod-readiness';
import { packEndpoints, type PortGroup, type Slice } from './pack';
import { slicePortsByHash } from './port-order';
import { LabelIndex } from './label-index';
import {
  hasSelector,
  HEADLESS_LABEL,
  hostnameOf,
  isHeadless,
  podsBehind,
  servicesConcerned,
  targetPortOf,
  TRIGGER_TIME,
  triggerTimeOf,
  type Pod,
  type Service,
} from './service-pods';

const SERVICE_NAME = 'kubernetes.io/service-name';
const MANAGED_BY = 'endpointslice.kubernetes.io/managed-by';
const MANAGER = 'endpointslice-controller.k8s.io';
const ZONE = 'topology.kubernetes.io/zone';

export function endpointSliceController({ client }: ControllerContext): Controller {
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
      client.onChange('discovery.k8s.io/v1/EndpointSlice', ({ object: { metadata }, type }) => {
        const service = metadata.labels?.[SERVICE_NAME];
        if (isWriting || type === 'ADDED' || !service || metadata.labels?.[MANAGED_BY] !== MANAGER) return;
        queue.add(`${metadata.namespace}/${service}`);
      }),
      client.onChange('v1/Node', ({ object, before, type }) => {
        if (type === 'MODIFIED' && object.metadata.labels?.[ZONE] === before?.metadata.labels?.[ZONE]) return;
        for (const service of client.list('v1/Service')) queue.add(keyOf(service));
      }),
    ];
  }

  function sync(key: string): 'retry' | void {
    const { namespace, name } = fromKey(key);
    const service = client.get('v1/Service', namespace, name);
    if (!service || service.metadata.deletionTimestamp || !hasSelector(service)) return undefined;
    isWriting = true;
    const done = reconcile(client, index, service);
    isWriting = false;
    return done ? undefined : 'retry';
  }

  return { name: 'endpointslice', start, sync };
}

function reconcile(client: Client, index: LabelIndex, service: Service): boolean {
  const addressType = service.spec?.ipFamilies?.[0] ?? 'IPv4';
  const existing = [...client.ownedBy('discovery.k8s.io/v1/EndpointSlice', service.metadata.uid)]
    .filter(({ metadata }) => metadata.labels?.[MANAGED_BY] === MANAGER)
    .sort((a, b) => Number(a.metadata.resourceVersion) - Number(b.metadata.resourceVersion));
  const pods = podsBehind(index, service, true);
  const { slices, gone, changed } = packEndpoints(groupsOf(client, service, pods), existing);
  const created = existing.length === 0 ? service.metadata.creationTimestamp : undefined;
  const triggerTime = triggerTimeOf(changed, created);
  let done = true;
  for (const slice of gone) {
    const answer = client.delete('discovery.k8s.io/v1/EndpointSlice', slice.metadata.namespace, slice.metadata.name);
    done &&= answer.ok || answer.status.reason === 'NotFound';
  }
  for (const slice of slices) {
    if (write(client, service, slice, addressType, triggerTime) === 'refused') done = false;
  }
  return done;
}

function write(
  client: Client,
  service: Service,
  { existing, isChanged, endpoints, ports }: Slice,
  addressType: string,
  triggerTime: string | undefined,
): 'refused' | undefined {
  const labels = labelsOf(service);
  if (existing && !isChanged && isSame(existing.metadata.labels ?? {}, labels)) return undefined;
  const annotations = withTriggerTime(existing, triggerTime);
  const { namespace = '', name } = service.metadata;
  const content = { addressType, endpoints: [...endpoints], ports: [...ports] };
  const answer = existing
    ? client.update('discovery.k8s.io/v1/EndpointSlice', {
        ...existing,
        metadata: { ...existing.metadata, labels, annotations },
        ...content,
      })
    : client.create('discovery.k8s.io/v1/EndpointSlice', {
        metadata: {
          generateName: `${name}-`,
          namespace,
          labels,
          annotations,
          ownerReferences: [newControllerRef(service)],
        },
        ...content,
      });
  return answer.ok || answer.status.reason === 'NotFound' ? undefined : 'refused';
}

function withTriggerTime(
  existing: Stored<'discovery.k8s.io/v1/EndpointSlice'> | undefined,
  triggerTime: string | undefined,
): Record<string, string> {
  const { [TRIGGER_TIME]: _before, ...annotations } = existing?.metadata.annotations ?? {};
  return triggerTime === undefined ? annotations : { ...annotations, [TRIGGER_TIME]: triggerTime };
}

/** The Service's own, and those by which a slice is found. */
function labelsOf(service: Service): Record<string, string> {
  const { [HEADLESS_LABEL]: _own, ...labels } = service.metadata.labels ?? {};
  if (isHeadless(service)) labels[HEADLESS_LABEL] = '';
  return { ...labels, [SERVICE_NAME]: service.metadata.name, [MANAGED_BY]: MANAGER };
}

function isSame(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

/** One group for each set of port numbers: they differ where a port is named and the Pods disagree about the number. */
function groupsOf(client: Client, service: Service, pods: readonly Pod[]): PortGroup[] {
  const groups = new Map<string, PortGroup>();
  const zones = new Map<string, string | undefined>();
  for (const pod of pods) {
    const { ports, key } = portsOf(service, pod);
    const group = groups.get(key) ?? { key, ports, pods: new Map<string, Pod>(), endpoints: new Map() };
    groups.set(key, group);
    group.pods.set(pod.metadata.uid, pod);
    group.endpoints.set(pod.metadata.uid, endpointOf(client, service, pod, zones));
  }
  return [...groups.values()];
}

function portsOf(service: Service, pod: Pod): { key: string; ports: types.DiscoveryV1EndpointPort[] } {
  const ports: types.DiscoveryV1EndpointPort[] = [];
  let key = '';
  for (const own of service.spec?.ports ?? []) {
    const port = targetPortOf(pod, own);
    if (port === undefined) continue;
    const { name = '', protocol = 'TCP', appProtocol } = own;
    ports.push({ name, port, protocol, ...(appProtocol !== undefined && { appProtocol }) });
    key += `${name}:${port}/${protocol}/${appProtocol ?? ''} `;
  }
  return { key, ports: slicePortsByHash(ports) };
}

function endpointOf(
  client: Client,
  service: Service,
  pod: Pod,
  zones: Map<string, string | undefined>,
): types.Endpoint {
  const { name, namespace = '', uid, deletionTimestamp } = pod.metadata;
  const serving = isPodReady(pod);
  const terminating = deletionTimestamp !== undefined;
  const ready = service.spec?.publishNotReadyAddresses === true || (serving && !terminating);
  const nodeName = pod.spec?.nodeName;
  const hostname = hostnameOf(pod, service);
  const zone = nodeName && zoneOf(client, nodeName, zones);
  return {
    addresses: [pod.status?.podIP ?? ''],
    conditions: { ready, serving, terminating },
    ...(hostname && { hostname }),
    ...(nodeName && { nodeName }),
    targetRef: { kind: 'Pod', name, namespace, uid },
    ...(zone && { zone }),
  };
}

function zoneOf(client: Client, node: string, zones: Map<string, string | undefined>): string | undefined {
  if (!zones.has(node)) zones.set(node, client.get('v1/Node', undefined, node)?.metadata.labels?.[ZONE]);
  return zones.get(node);
}
