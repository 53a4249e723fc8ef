/**
 * How names become addresses: what CoreDNS says with its plugin kubernetes, and how a Pod's resolver asks it (dnsPolicy,
 * dnsConfig, the search path, hostAliases). Upstream: CoreDNS's plugin/kubernetes, pkg/kubelet/network/dns.
 *
 * Not modelled: SRV and PTR records, caching.
 */
import type { Client } from '@/lib/kube';
import { isAddress } from './address';
import { addressOf, hasEnded, type Pod, type Service } from './places';
import { slicesOf } from './endpoints';

export const CLUSTER_DOMAIN = 'cluster.local';
/** Where the Service of cluster DNS is, in minikube and kubeadm. */
export const CLUSTER_DNS = '10.96.0.10';

/** How a Pod, a node or somebody outside asks. */
export interface Resolver {
  /** Whether it asks cluster DNS at all. */
  readonly asksCluster: boolean;
  readonly searches: readonly string[];
  /** A name with fewer dots is first looked for in the search path. */
  readonly ndots: number;
  /** Its own /etc/hosts. */
  readonly hosts: ReadonlyMap<string, string>;
}

export interface Answer {
  readonly addresses: readonly string[];
  /** The full name that was found, and what stands behind it: `mongo.default.svc.cluster.local`. */
  readonly name: string;
  readonly of?: Service;
}

export function resolverOfPod(pod: Pod): Resolver {
  const { dnsPolicy = 'ClusterFirst', dnsConfig, hostNetwork } = pod.spec ?? {};
  const { namespace = '' } = pod.metadata;
  const isOfCluster = dnsPolicy === 'ClusterFirstWithHostNet' || (dnsPolicy === 'ClusterFirst' && !hostNetwork);
  const domains = [`${namespace}.svc.${CLUSTER_DOMAIN}`, `svc.${CLUSTER_DOMAIN}`, CLUSTER_DOMAIN];
  const ndots = Number(dnsConfig?.options?.find(({ name }) => name === 'ndots')?.value ?? (isOfCluster ? 5 : 1));
  return {
    asksCluster: isOfCluster || (dnsConfig?.nameservers?.includes(CLUSTER_DNS) ?? false),
    searches: [...(isOfCluster ? domains : []), ...(dnsConfig?.searches ?? [])],
    ndots: Number.isFinite(ndots) ? ndots : 1,
    hosts: hostsOf(pod),
  };
}

function hostsOf(pod: Pod): ReadonlyMap<string, string> {
  const { hostAliases = [], hostname, subdomain, nodeName = '', hostNetwork } = pod.spec ?? {};
  const own = hostNetwork ? nodeName : (hostname ?? pod.metadata.name);
  const address = pod.status?.podIP ?? '';
  const hosts = new Map([['localhost', '127.0.0.1']]);
  if (address) hosts.set(own, address);
  if (address && subdomain) hosts.set(`${own}.${subdomain}.${pod.metadata.namespace}.svc.${CLUSTER_DOMAIN}`, address);
  for (const { ip = '', hostnames = [] } of hostAliases) for (const name of hostnames) hosts.set(name, ip);
  return hosts;
}

export function resolverOfNode(client: Client): Resolver {
  const hosts = new Map([['localhost', '127.0.0.1']]);
  for (const node of client.sorted('v1/Node')) hosts.set(node.metadata.name, addressOf(node));
  return { asksCluster: false, searches: [], ndots: 1, hosts };
}

/** The names to ask for, one after the other. Models glibc's res_search. */
export function candidates(host: string, { searches, ndots }: Resolver): readonly string[] {
  if (host.endsWith('.')) return [host.slice(0, -1)];
  const dots = host.split('.').length - 1;
  const longer = searches.map((domain) => `${host}.${domain}`);
  return dots >= ndots ? [host, ...longer] : [...longer, host];
}

const MOST_ALIASES = 8;

/** What cluster DNS itself knows; undefined is NXDOMAIN. `outside` answers for every other domain. */
export function lookUp(
  client: Client,
  name: string,
  outside: (name: string) => string | undefined,
  depth = 0,
): Answer | undefined {
  const inside = name.endsWith(`.${CLUSTER_DOMAIN}`) ? name.slice(0, -CLUSTER_DOMAIN.length - 1) : undefined;
  if (inside === undefined) {
    const address = outside(name);
    return address === undefined ? undefined : { addresses: [address], name };
  }
  const labels = inside.split('.');
  const kind = labels.pop();
  const namespace = labels.pop() ?? '';
  if (kind === 'pod') return podRecord(labels, name);
  const serviceName = labels.pop();
  if (kind !== 'svc' || serviceName === undefined) return undefined;
  const service = client.get('v1/Service', namespace, serviceName);
  if (!service) return undefined;
  if (labels.length > 1) return undefined;
  if (service.spec?.type === 'ExternalName') {
    if (labels.length > 0 || depth >= MOST_ALIASES) return undefined;
    return alias(client, service, outside, depth);
  }
  const isHeadless = service.spec?.clusterIP === 'None';
  if (!isHeadless)
    return labels.length > 0 ? undefined : { addresses: service.spec?.clusterIPs ?? [], name, of: service };
  const addresses = endpointsNamed(client, service, labels[0]);
  return addresses.length === 0 ? undefined : { addresses, name, of: service };
}

/** `10-244-0-7.default.pod.cluster.local` is that address, whoever has it. */
function podRecord([label = '', ...rest]: readonly string[], name: string): Answer | undefined {
  const address = label.replaceAll('-', '.');
  return rest.length === 0 && isAddress(address) ? { addresses: [address], name } : undefined;
}

function alias(
  client: Client,
  service: Service,
  outside: (name: string) => string | undefined,
  depth: number,
): Answer | undefined {
  const target = (service.spec?.externalName ?? '').replace(/\.$/, '').toLowerCase();
  const address = isAddress(target) ? undefined : lookUp(client, target, outside, depth + 1);
  return address && { ...address, of: service };
}

/** Of a headless Service: all that are ready, or the one of that hostname (or address, with dashes). */
function endpointsNamed(client: Client, service: Service, hostname: string | undefined): readonly string[] {
  const found: string[] = [];
  for (const { endpoints } of slicesOf(client, service)) {
    for (const { addresses = [], conditions, hostname: own } of endpoints ?? []) {
      const [address] = addresses;
      if (address === undefined || conditions?.ready === false) continue;
      if (hostname === undefined || hostname === (own ?? address.replaceAll('.', '-'))) found.push(address);
    }
  }
  return [...new Set(found)];
}

/** The Pods that answer for cluster DNS, where it is run as Pods. */
export function dnsPods(client: Client): readonly Pod[] {
  return [...client.list('v1/Pod', 'kube-system')].filter(
    (pod) => pod.metadata.labels?.['k8s-app'] === 'kube-dns' && !hasEnded(pod),
  );
}
