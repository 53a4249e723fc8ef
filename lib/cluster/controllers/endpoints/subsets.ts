/**
 * The subsets of Endpoints: addresses with the ports that they share. Models RepackSubsets (pkg/api/v1/endpoints) and
 * truncateEndpoints (pkg/controller/endpoint).
 *
 * Not modelled: dual stack; truncation in proportion over several subsets (the first ones are filled first).
 */
import type { types } from '@/lib/kube';
import { isPodReady } from '../pod-readiness';
import { byHash } from './port-order';
import { hostnameOf, isHeadless, targetPortOf, type Pod, type Service } from './service-pods';

const MOST_ADDRESSES = 1000;

/** The Pods that offer the same ports share a subset. */
export function subsetsOf(service: Service, pods: readonly Pod[]): types.EndpointSubset[] {
  const subsets = new Map<string, { ports: types.EndpointPort[]; ready: Pod[]; notReady: Pod[] }>();
  for (const pod of pods) {
    const ports = portsOf(service, pod);
    if (ports.length === 0 && !(isHeadless(service) && (service.spec?.ports ?? []).length === 0)) continue;
    const key = ports.map(({ name, port, protocol }) => `${name}:${port}/${protocol}`).join(' ');
    const subset = subsets.get(key) ?? { ports, ready: [], notReady: [] };
    subsets.set(key, subset);
    const isReady = service.spec?.publishNotReadyAddresses === true || isPodReady(pod);
    (isReady ? subset.ready : subset.notReady).push(pod);
  }
  return [...subsets.values()].map(({ ports, ready, notReady }) => ({
    ...(ready.length > 0 && { addresses: addressesOf(service, ready) }),
    ...(notReady.length > 0 && { notReadyAddresses: addressesOf(service, notReady) }),
    ...(ports.length > 0 && { ports: ports.length > 1 ? byHash(ports) : ports }),
  }));
}

function portsOf(service: Service, pod: Pod): types.EndpointPort[] {
  return (service.spec?.ports ?? []).flatMap((own) => {
    const port = targetPortOf(pod, own);
    if (port === undefined) return [];
    const { name, protocol = 'TCP', appProtocol } = own;
    return [{ ...(name && { name }), port, protocol, ...(appProtocol !== undefined && { appProtocol }) }];
  });
}

function addressesOf(service: Service, pods: readonly Pod[]): types.EndpointAddress[] {
  return pods
    .map((pod) => {
      const { name, namespace = '', uid } = pod.metadata;
      const hostname = hostnameOf(pod, service);
      const nodeName = pod.spec?.nodeName;
      return {
        ip: pod.status?.podIP ?? '',
        ...(hostname && { hostname }),
        ...(nodeName && { nodeName }),
        targetRef: { kind: 'Pod', name, namespace, uid },
      };
    })
    .sort((a, b) => (a.ip < b.ip || (a.ip === b.ip && a.targetRef.uid < b.targetRef.uid) ? -1 : 1));
}

/** No more than 1,000 addresses, the ready ones first. The same list where nothing is cut. */
export function truncated(subsets: types.EndpointSubset[]): types.EndpointSubset[] {
  const count = subsets.reduce((sum, one) => sum + sizeOf(one.addresses) + sizeOf(one.notReadyAddresses), 0);
  if (count <= MOST_ADDRESSES) return subsets;
  let room = MOST_ADDRESSES;
  const cut = (addresses: types.EndpointAddress[] = []): types.EndpointAddress[] => {
    const kept = addresses.slice(0, room);
    room -= kept.length;
    return kept;
  };
  const ready = subsets.map(({ addresses }) => cut(addresses));
  const notReady = subsets.map(({ notReadyAddresses }) => cut(notReadyAddresses));
  return subsets.map(({ ports }, at) => ({
    ...(sizeOf(ready[at]) > 0 && { addresses: ready[at] ?? [] }),
    ...(sizeOf(notReady[at]) > 0 && { notReadyAddresses: notReady[at] ?? [] }),
    ...(ports && { ports }),
  }));
}

function sizeOf(list: readonly unknown[] = []): number {
  return list.length;
}

export function areSubsetsSame(a: readonly types.EndpointSubset[], b: readonly types.EndpointSubset[]): boolean {
  return (
    a.length === b.length &&
    a.every((subset, at) => {
      const other = b[at] ?? {};
      return (
        areAddressesSame(subset.addresses, other.addresses) &&
        areAddressesSame(subset.notReadyAddresses, other.notReadyAddresses) &&
        arePortsSame(subset.ports, other.ports)
      );
    })
  );
}

function areAddressesSame(a: readonly types.EndpointAddress[] = [], b: readonly types.EndpointAddress[] = []): boolean {
  return (
    a.length === b.length &&
    a.every(({ ip, hostname, nodeName, targetRef }, at) => {
      const other = b[at];
      return (
        ip === other?.ip &&
        hostname === other?.hostname &&
        nodeName === other?.nodeName &&
        targetRef?.uid === other?.targetRef?.uid
      );
    })
  );
}

function arePortsSame(a: readonly types.EndpointPort[] = [], b: readonly types.EndpointPort[] = []): boolean {
  return (
    a.length === b.length &&
    a.every(
      ({ name, port, protocol, appProtocol }, at) =>
        name === b[at]?.name &&
        port === b[at]?.port &&
        protocol === b[at]?.protocol &&
        appProtocol === b[at]?.appProtocol,
    )
  );
}
