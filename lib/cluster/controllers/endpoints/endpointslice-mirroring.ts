/**
 * EndpointSlices for Endpoints that people write: those of Services without a selector. Models
 * pkg/controller/endpointslicemirroring.
 *
 * Not modelled: subsets with the same ports keep slices of their own.
 */
import type { Client, Stored, types } from '@/lib/kube';
import { canonicalJson } from '../canonical-json';
import type { Controller, ControllerContext, Queue } from '../controller';
import { newControllerRef } from '../controller-ref';
import { fromKey, keyOf } from '../object-key';
import { TRIGGER_TIME } from './service-pods';

type Endpoints = Stored<'v1/Endpoints'>;
type EndpointSlice = Stored<'discovery.k8s.io/v1/EndpointSlice'>;
type Content = Pick<types.EndpointSlice, 'addressType' | 'endpoints' | 'ports'>;

const SERVICE_NAME = 'kubernetes.io/service-name';
const MANAGED_BY = 'endpointslice.kubernetes.io/managed-by';
const MANAGER = 'endpointslicemirroring-controller.k8s.io';
const SKIP_MIRROR = 'endpointslice.kubernetes.io/skip-mirror';
const LEADER = 'control-plane.alpha.kubernetes.io/leader';
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
const MOST_IN_A_SUBSET = 1000;

export function endpointSliceMirroringController({ client }: ControllerContext): Controller {
  let isWriting = false;

  function start(queue: Queue): (() => void)[] {
    for (const endpoints of client.sorted('v1/Endpoints')) queue.add(keyOf(endpoints));
    return [
      client.onChange('v1/Endpoints', ({ object }) => queue.add(keyOf(object))),
      client.onChange('v1/Service', ({ object, before }) => {
        if (object.spec?.selector === undefined || before?.spec?.selector === undefined) queue.add(keyOf(object));
      }),
      client.onChange('discovery.k8s.io/v1/EndpointSlice', ({ object: { metadata }, type }) => {
        const name = metadata.labels?.[SERVICE_NAME];
        if (isWriting || type === 'ADDED' || !name || metadata.labels?.[MANAGED_BY] !== MANAGER) return;
        queue.add(`${metadata.namespace}/${name}`);
      }),
    ];
  }

  function sync(key: string): 'retry' | void {
    const { namespace, name } = fromKey(key);
    const endpoints = client.get('v1/Endpoints', namespace, name);
    const service = client.get('v1/Service', namespace, name);
    const isMirrored = endpoints && service && !service.spec?.selector && shouldMirror(endpoints);
    isWriting = true;
    const done = isMirrored ? mirror(client, endpoints) : removeAll(client, namespace, name);
    isWriting = false;
    return done ? undefined : 'retry';
  }

  return { name: 'endpointslice-mirroring', start, sync };
}

function shouldMirror({ metadata: { labels = {}, annotations = {} } }: Endpoints): boolean {
  return labels[SKIP_MIRROR] !== 'true' && annotations[LEADER] === undefined;
}

function mirroredOf(client: Client, namespace: string, name: string): EndpointSlice[] {
  return [...client.list('discovery.k8s.io/v1/EndpointSlice', namespace)].filter(
    ({ metadata: { labels = {} } }) => labels[SERVICE_NAME] === name && labels[MANAGED_BY] === MANAGER,
  );
}

function removeAll(client: Client, namespace: string, name: string): boolean {
  return mirroredOf(client, namespace, name).every((slice) => remove(client, slice));
}

function remove(client: Client, { metadata: { namespace, name } }: EndpointSlice): boolean {
  const answer = client.delete('discovery.k8s.io/v1/EndpointSlice', namespace, name);
  return answer.ok || answer.status.reason === 'NotFound';
}

/** What stands in a slice already stays there; the others are used again for what is new. */
function mirror(client: Client, endpoints: Endpoints): boolean {
  const { namespace = '', name } = endpoints.metadata;
  const labels = { ...endpoints.metadata.labels, [SERVICE_NAME]: name, [MANAGED_BY]: MANAGER };
  const { [TRIGGER_TIME]: _time, [LAST_APPLIED]: _applied, ...annotations } = endpoints.metadata.annotations ?? {};
  const about = (slice: Content): string =>
    canonicalJson([slice.addressType, slice.endpoints ?? [], slice.ports ?? []]);
  const unused = new Map(mirroredOf(client, namespace, name).map((slice) => [about(slice), slice]));
  const missing: Content[] = [];
  for (const wanted of slicesOf(endpoints)) {
    const key = about(wanted);
    if (!unused.delete(key)) missing.push(wanted);
  }
  const spare = [...unused.values()];
  let done = true;
  for (const content of missing) {
    const again = spare.pop();
    const answer = again
      ? client.update('discovery.k8s.io/v1/EndpointSlice', {
          ...again,
          metadata: { ...again.metadata, labels, annotations },
          ...content,
        })
      : client.create('discovery.k8s.io/v1/EndpointSlice', {
          metadata: {
            generateName: `${name}-`,
            namespace,
            labels,
            annotations,
            ownerReferences: [newControllerRef(endpoints)],
          },
          ...content,
        });
    done = answer.ok && done;
  }
  return spare.every((slice) => remove(client, slice)) && done;
}

function slicesOf({ subsets = [] }: Endpoints): Content[] {
  return subsets.flatMap(({ addresses = [], notReadyAddresses = [], ports = [] }) => {
    const all = [
      ...addresses.map((address) => ({ address, ready: true })),
      ...notReadyAddresses.map((address) => ({ address, ready: false })),
    ].slice(0, MOST_IN_A_SUBSET);
    return ['IPv4', 'IPv6'].flatMap((addressType) => {
      const endpoints = all
        .filter(({ address }) => (address.ip?.includes(':') ? 'IPv6' : 'IPv4') === addressType)
        .map(({ address, ready }) => endpointOf(address, ready));
      return endpoints.length === 0 ? [] : [{ addressType, endpoints, ports: ports.map(portOf) }];
    });
  });
}

function endpointOf({ ip = '', hostname, nodeName, targetRef }: types.EndpointAddress, ready: boolean): types.Endpoint {
  return {
    addresses: [ip],
    conditions: { ready },
    ...(hostname && { hostname }),
    ...(nodeName && { nodeName }),
    ...(targetRef && { targetRef }),
  };
}

function portOf({ name = '', port, protocol = 'TCP', appProtocol }: types.EndpointPort): types.DiscoveryV1EndpointPort {
  return {
    name,
    protocol,
    ...(port !== undefined && { port }),
    ...(appProtocol !== undefined && { appProtocol }),
  };
}
