/**
 * The order of a subset's ports, which is that of the hashes of how Go prints them: 128-bit FNV-1a. Models portsByHash
 * (pkg/api/v1/endpoints) and DeepHashObject.
 */
import type { types } from '@/lib/kube';

const OFFSET = 0x6c62272e07bb014262b821756295c58dn;
const PRIME = 0x0000000001000000000000000000013bn;
const MASK = (1n << 128n) - 1n;

export function byHash(ports: readonly types.EndpointPort[]): types.EndpointPort[] {
  return sorted(ports, printed);
}

/** The same for a slice. Models portsInOrder (k8s.io/endpointslice). */
export function slicePortsByHash(ports: readonly types.DiscoveryV1EndpointPort[]): types.DiscoveryV1EndpointPort[] {
  return sorted(ports, printedInSlice);
}

function sorted<Port>(ports: readonly Port[], print: (port: Port) => string): Port[] {
  if (ports.length < 2) return [...ports];
  return ports
    .map((port) => ({ port, hash: hashOf(print(port)) }))
    .sort((a, b) => (a.hash < b.hash ? -1 : 1))
    .map(({ port }) => port);
}

function printedInSlice({ name = '', port = 0, protocol = 'TCP', appProtocol }: types.DiscoveryV1EndpointPort): string {
  const application = appProtocol === undefined ? '<nil>' : appProtocol;
  return `(v1.EndpointPort){Name:(*string)${name} Protocol:(*v1.Protocol)${protocol} Port:(*int32)${port} AppProtocol:(*string)${application}}`;
}

function printed({ name = '', port = 0, protocol = 'TCP', appProtocol }: types.EndpointPort): string {
  const application = appProtocol === undefined ? '<nil>' : appProtocol;
  return `(v1.EndpointPort){Name:(string)${name} Port:(int32)${port} Protocol:(v1.Protocol)${protocol} AppProtocol:(*string)${application}}`;
}

/** Names of ports are ASCII. */
function hashOf(text: string): bigint {
  let hash = OFFSET;
  for (let at = 0; at < text.length; at += 1) hash = ((hash ^ BigInt(text.charCodeAt(at) & 255)) * PRIME) & MASK;
  return hash;
}
