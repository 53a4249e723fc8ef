/** Names → addresses, as a Pod knows them: by its hosts file, and by asking its name server. */
import type { Process } from '../process';

export interface Resolved {
  /** The whole name that was found: `web.default.svc.cluster.local`. */
  readonly name: string;
  readonly addresses: readonly string[];
}

export type Lookup = Resolved | 'unknown' | 'timeout';

export function isAddress(host: string): boolean {
  return /^\d{1,3}(?:\.\d{1,3}){3}$/.test(host);
}

export function lookUp(process: Process, host: string): Lookup {
  if (isAddress(host)) return { name: host, addresses: [host] };
  if (host === 'localhost') return { name: host, addresses: ['127.0.0.1'] };
  const own = hostsFile(process, host);
  if (own) return { name: host, addresses: [own] };
  const asked = process.request(
    { host: nameServer(process), port: 53, protocol: 'UDP' },
    { wire: { protocol: 'dns', name: host } },
  );
  if ('reply' in asked.outcome && 'wire' in asked.outcome.reply) {
    const { wire } = asked.outcome.reply;
    const addresses = Array.isArray(wire['addresses'])
      ? wire['addresses'].filter((address) => typeof address === 'string')
      : [];
    if (addresses.length === 0) return 'unknown';
    return { name: typeof wire['name'] === 'string' ? wire['name'] : fullName(process, host), addresses };
  }
  return 'timeout';
}

/** Of /etc/resolv.conf. */
export function nameServer(process: Process): string {
  return /^nameserver\s+(\S+)/m.exec(process.files.read('/etc/resolv.conf') ?? '')?.[1] ?? '10.96.0.10';
}

function hostsFile(process: Process, host: string): string | undefined {
  for (const line of (process.files.read('/etc/hosts') ?? '').split('\n')) {
    const [address = '', ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
    if (names.includes(host) && isAddress(address)) return address;
  }
  return host === process.hostname ? process.podIP : undefined;
}

/** As the search path makes it: `web` is `web.default.svc.cluster.local`. */
function fullName(process: Process, host: string): string {
  if (host.endsWith('.')) return host.slice(0, -1);
  const dots = host.split('.').length - 1;
  if (dots === 0) return `${host}.${process.namespace}.svc.cluster.local`;
  if (dots === 1) return `${host}.svc.cluster.local`;
  return host.endsWith('.svc') ? `${host}.cluster.local` : host;
}
