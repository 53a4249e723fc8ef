/** One question of a probe or hook to a Pod. Models pkg/probe. A container answers at once, so none times out. */
import type { types } from '@/lib/kube';
import type { HttpResponse } from '../network/message';
import type { Engine } from './engine';
import { gatewayAddress } from './pod-address';
import type { NodeRecord, PodRecord } from './state';

type Answer = HttpResponse | { readonly failed: string };

/** A number, or the name of one of the container's ports. */
export function resolvePort(port: number | string | undefined, container: types.Container): number | undefined {
  if (typeof port === 'number') return port;
  if (/^\d+$/.test(port ?? '')) return Number(port);
  return container.ports?.find(({ name }) => name === port)?.containerPort;
}

export interface HttpTarget {
  readonly host?: string;
  readonly path?: string;
  readonly port: number;
  readonly scheme?: string;
  readonly httpHeaders?: readonly types.HTTPHeader[];
}

export function askHttp(
  engine: Engine,
  node: NodeRecord,
  record: PodRecord,
  { host, path = '/', port, scheme = 'HTTP', httpHeaders = [] }: HttpTarget,
  purpose: 'probe' | 'lifecycle',
): Answer {
  const address = host || (record.ip ?? '');
  const where = path.startsWith('/') ? path : `/${path}`;
  const url = `${scheme.toLowerCase()}://${address}:${port}${where}`;
  const headers: Record<string, string> = {
    host: `${address}:${port}`,
    'user-agent': `kube-${purpose}/1.36`,
    accept: '*/*',
  };
  for (const { name = '', value = '' } of httpHeaders) headers[name.toLowerCase()] = value;
  const message = { http: { method: 'GET', path: where, headers, body: '' } };
  if (host && host !== record.ip) {
    const { outcome } = engine.network().request({ from: 'node', name: node.name }, { host, port }, message);
    if ('failed' in outcome) return { failed: `Get "${url}": dial tcp ${host}:${port}: ${dialFault(outcome.failed)}` };
    return 'http' in outcome.reply ? outcome.reply.http : { failed: `Get "${url}": EOF` };
  }
  const found = engine.runtime(record.uid).listener(port);
  if (!found) return { failed: `Get "${url}": dial tcp ${address}:${port}: connect: connection refused` };
  const reply = found(message, gatewayAddress(node.index));
  return 'http' in reply ? reply.http : { failed: `Get "${url}": EOF` };
}

/** The fault of a connection, or undefined. */
export function askTcp(
  engine: Engine,
  node: NodeRecord,
  record: PodRecord,
  port: number,
  host?: string,
): string | undefined {
  if (host && host !== record.ip) {
    const { outcome } = engine.network().request({ from: 'node', name: node.name }, { host, port }, { connect: true });
    return 'failed' in outcome ? `dial tcp ${host}:${port}: ${dialFault(outcome.failed)}` : undefined;
  }
  const found = engine.runtime(record.uid).listener(port) !== undefined;
  return found ? undefined : `dial tcp ${record.ip ?? ''}:${port}: connect: connection refused`;
}

function dialFault(failed: string): string {
  switch (failed) {
    case 'refused':
      return 'connect: connection refused';
    case 'unresolved':
      return 'lookup: no such host';
    case 'unreachable':
      return 'connect: no route to host';
    default:
      return 'i/o timeout';
  }
}
