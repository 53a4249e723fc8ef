/** The files that every container of a Pod has: who it is, and where names are resolved. Models the kubelet's managedHostsFileContent and pkg/kubelet/network/dns. */
import type { Stored } from '@/lib/kube';
import { NODE_HOSTS } from './host-path';
import type { Files, PodRecord } from './state';

/** Where minikube and kubeadm have cluster DNS. */
const CLUSTER_DNS = '10.96.0.10';

export function hostnameOf({ metadata, spec }: Stored<'v1/Pod'>): string {
  if (spec?.hostnameOverride) return spec.hostnameOverride;
  if (spec?.hostNetwork) return spec.nodeName ?? '';
  // What is too long is cut; a name may not end in a dot or a dash.
  return (spec?.hostname || metadata.name).slice(0, 63).replace(/[-.]+$/, '');
}

export function podFiles(pod: Stored<'v1/Pod'>, record: PodRecord): Files {
  const sysctls = pod.spec?.securityContext?.sysctls ?? [];
  return {
    ...Object.fromEntries(sysctls.map(({ name = '', value = '' }) => [sysctlPath(name), `${value}\n`])),
    '/etc/hostname': `${hostnameOf(pod)}\n`,
    '/etc/hosts': hosts(pod, record),
    '/etc/resolv.conf': resolver(pod),
  };
}

function sysctlPath(name: string): string {
  return `/proc/sys/${name.replaceAll('.', '/')}`;
}

function hosts(pod: Stored<'v1/Pod'>, { ip, namespace }: PodRecord): string {
  const { hostAliases = [], subdomain, hostNetwork } = pod.spec ?? {};
  const aliases = hostAliases.map((alias) => `${alias.ip}\t${(alias.hostnames ?? []).join('\t')}`);
  if (aliases.length > 0) aliases.unshift('', '# Entries added by HostAliases.');
  if (hostNetwork) {
    const added = aliases.map((line) => `${line}\n`).join('');
    return `# Kubernetes-managed hosts file (host network).\n${NODE_HOSTS}${added}`;
  }
  const hostname = hostnameOf(pod);
  const names = subdomain ? `${hostname}.${subdomain}.${namespace}.svc.cluster.local\t${hostname}` : hostname;
  const lines = [
    '# Kubernetes-managed hosts file.',
    '127.0.0.1\tlocalhost',
    '::1\tlocalhost ip6-localhost ip6-loopback',
    'fe00::0\tip6-localnet',
    'fe00::0\tip6-mcastprefix',
    'fe00::1\tip6-allnodes',
    'fe00::2\tip6-allrouters',
    `${ip ?? ''}\t${names}`,
  ];
  return `${[...lines, ...aliases].join('\n')}\n`;
}

function resolver({ metadata, spec }: Stored<'v1/Pod'>): string {
  const { dnsPolicy = 'ClusterFirst', dnsConfig, hostNetwork } = spec ?? {};
  const isOfCluster = dnsPolicy === 'ClusterFirstWithHostNet' || (dnsPolicy === 'ClusterFirst' && !hostNetwork);
  const domains = [`${metadata.namespace}.svc.cluster.local`, 'svc.cluster.local', 'cluster.local'];
  const own = dnsPolicy === 'None' ? [] : isOfCluster ? [CLUSTER_DNS] : ['192.168.49.1'];
  const servers = [...own, ...(dnsConfig?.nameservers ?? [])];
  const searches = [...(isOfCluster ? domains : []), ...(dnsConfig?.searches ?? [])];
  const options = [
    ...(isOfCluster ? ['ndots:5'] : []),
    ...(dnsConfig?.options ?? []).map(({ name, value }) => (value ? `${name}:${value}` : `${name}`)),
  ];
  const lines = [
    ...(searches.length > 0 ? [`search ${searches.join(' ')}`] : []),
    ...servers.map((server) => `nameserver ${server}`),
    ...(options.length > 0 ? [`options ${options.join(' ')}`] : []),
  ];
  return `${lines.join('\n')}\n`;
}
