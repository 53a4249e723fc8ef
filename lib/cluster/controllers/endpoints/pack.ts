/**
 * Puts endpoints into slices of no more than 100, and changes as few slices as it can. Models reconcileByPortMapping
 * (k8s.io/endpointslice/reconciler.go).
 */
import type { Stored, types } from '@/lib/kube';
import type { Pod } from './service-pods';

const MOST_IN_A_SLICE = 100;

/** The endpoints that have the same ports, by the uid of their Pod. */
export interface PortGroup {
  /** The same where the ports are the same. */
  readonly key: string;
  readonly ports: readonly types.DiscoveryV1EndpointPort[];
  readonly pods: Map<string, Pod>;
  readonly endpoints: Map<string, types.Endpoint>;
}

export interface Slice {
  /** Absent of one that is to be made. */
  readonly existing?: Stored<'discovery.k8s.io/v1/EndpointSlice'>;
  isChanged: boolean;
  readonly ports: readonly types.DiscoveryV1EndpointPort[];
  endpoints: readonly types.Endpoint[];
}

export interface Packed {
  readonly slices: readonly Slice[];
  readonly gone: readonly Stored<'discovery.k8s.io/v1/EndpointSlice'>[];
  /** The Pods that stood otherwise before, or not at all. */
  readonly changed: readonly Pod[];
}

export function packEndpoints(
  groups: readonly PortGroup[],
  existing: readonly Stored<'discovery.k8s.io/v1/EndpointSlice'>[],
): Packed {
  const byKey = new Map(groups.map((group) => [group.key, group]));
  const packing = new Map<string, Slice[]>(groups.map(({ key }) => [key, []]));
  const changed: Pod[] = [];
  const unused: Stored<'discovery.k8s.io/v1/EndpointSlice'>[] = [];
  for (const slice of existing) {
    const key = keyOfPorts(slice.ports ?? []);
    const group = byKey.get(key);
    const kept = group && keep(slice, group, changed);
    if (kept && kept.endpoints.length > 0) packing.get(key)?.push(kept);
    else unused.push(slice);
  }
  for (const group of groups) {
    for (const [uid] of group.endpoints) {
      const pod = group.pods.get(uid);
      if (pod) changed.push(pod);
    }
    fill(packing.get(group.key) ?? [], group, unused);
  }
  if (groups.length === 0) return placeholder(unused);
  return { slices: [...packing.values()].flat(), gone: unused, changed };
}

/** A Service without endpoints has one slice all the same. */
function placeholder(unused: Stored<'discovery.k8s.io/v1/EndpointSlice'>[]): Packed {
  // Lists that are empty are stored as Go writes them: null.
  const isEmpty = ({ endpoints, ports }: types.EndpointSlice): boolean =>
    (endpoints ?? []).length === 0 && (ports ?? []).length === 0;
  const first = unused.find(isEmpty) ?? unused[0];
  const slice: Slice = {
    ...(first && { existing: first }),
    isChanged: !first || !isEmpty(first),
    ports: [],
    endpoints: [],
  };
  return { slices: [slice], gone: unused.filter((other) => other !== first), changed: [] };
}

function keyOfPorts(ports: readonly types.DiscoveryV1EndpointPort[]): string {
  let key = '';
  for (const { name = '', port, protocol = 'TCP', appProtocol = '' } of ports)
    key += `${name}:${port}/${protocol}/${appProtocol} `;
  return key;
}

/** What of a slice is still wanted; takes it out of the group, so that what is left there has no place yet. */
function keep(existing: Stored<'discovery.k8s.io/v1/EndpointSlice'>, group: PortGroup, changed: Pod[]): Slice {
  const before = existing.endpoints ?? [];
  const endpoints: types.Endpoint[] = [];
  let isChanged = false;
  for (const endpoint of before) {
    const uid = endpoint.targetRef?.uid ?? '';
    const wanted = group.endpoints.get(uid);
    if (!wanted) {
      isChanged = true;
      continue;
    }
    group.endpoints.delete(uid);
    if (isSameEndpoint(endpoint, wanted)) endpoints.push(endpoint);
    else {
      isChanged = true;
      endpoints.push(wanted);
      const pod = group.pods.get(uid);
      if (pod) changed.push(pod);
    }
  }
  return { existing, isChanged, ports: group.ports, endpoints };
}

function isSameEndpoint(a: types.Endpoint, b: types.Endpoint): boolean {
  return (
    a.addresses?.[0] === b.addresses?.[0] &&
    a.conditions?.ready === b.conditions?.ready &&
    a.conditions?.serving === b.conditions?.serving &&
    a.conditions?.terminating === b.conditions?.terminating &&
    a.hostname === b.hostname &&
    a.nodeName === b.nodeName &&
    a.zone === b.zone &&
    a.targetRef?.name === b.targetRef?.name
  );
}

/** First into slices that are written anyway, then into one with room for all that is left, then into new ones. */
function fill(
  slices: Slice[],
  { ports, endpoints }: PortGroup,
  unused: Stored<'discovery.k8s.io/v1/EndpointSlice'>[],
): void {
  let rest = [...endpoints.values()];
  const into = (slice: Slice): void => {
    const room = MOST_IN_A_SLICE - slice.endpoints.length;
    slice.endpoints = [...slice.endpoints, ...rest.slice(0, room)];
    slice.isChanged = true;
    rest = rest.slice(room);
  };
  for (const slice of slices) {
    if (rest.length === 0) return;
    if (slice.isChanged && slice.endpoints.length < MOST_IN_A_SLICE) into(slice);
  }
  while (rest.length > 0) {
    const roomy = slices
      .filter((slice) => slice.endpoints.length + rest.length <= MOST_IN_A_SLICE)
      .sort((a, b) => b.endpoints.length - a.endpoints.length)[0];
    if (roomy) into(roomy);
    else {
      // A slice that has lost all its endpoints is used again rather than deleted.
      const existing = unused.shift();
      const slice: Slice = { ...(existing && { existing }), isChanged: true, ports, endpoints: [] };
      slices.push(slice);
      into(slice);
    }
  }
}
