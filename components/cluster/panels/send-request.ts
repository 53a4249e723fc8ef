/** A person's request: its address read as curl would, sent, and what came of it. */
import type { Exchange, HttpRequest, Message, Source } from '@/lib/cluster';
import type { ClusterClient } from '../cluster-client';
import { isIngressHost, type Targets } from './targets';

export interface Address {
  readonly scheme: 'http' | 'https';
  readonly host: string;
  readonly port: number;
  /** With its query. */
  readonly path: string;
}

/** `web:3000/items?page=2`, `https://shop.test`. Undefined where it is no address. */
export function parseAddress(text: string): Address | undefined {
  const match =
    /^(?:(https?):\/\/)?(?:[^/@\s]*@)?([a-z0-9]+(?:[-_.a-z0-9]*[a-z0-9])?\.?)(?::(\d{1,5}))?([/?][^\s#]*)?(?:#.*)?$/i.exec(
      text.trim(),
    );
  if (!match) return undefined;
  const [, given, host = '', number, rest = '/'] = match;
  const scheme = given?.toLowerCase() === 'https' ? 'https' : 'http';
  const port = number === undefined ? (scheme === 'https' ? 443 : 80) : Number(number);
  if (port < 1 || port > 65_535) return undefined;
  return { scheme, host: host.toLowerCase(), port, path: rest.startsWith('/') ? rest : `/${rest}` };
}

/** As a browser's address bar shows it. */
export function addressText({ scheme, host, port, path }: Address): string {
  return `${origin({ scheme, host, port })}${path}`;
}

export function origin({ scheme, host, port }: Omit<Address, 'path'>): string {
  return `${scheme}://${host}${isUsual(scheme, port) ? '' : `:${port}`}`;
}

function isUsual(scheme: string, port: number): boolean {
  return port === (scheme === 'https' ? 443 : 80);
}

export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'connect'] as const;
export type Method = (typeof METHODS)[number];

export interface PersonsRequest {
  readonly source: Source;
  readonly address: Address;
  readonly method: Method;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Sent {
  readonly exchange: Exchange;
  /** A line that /etc/hosts would need for it: an Ingress host is known to no name server outside. */
  readonly hostsLine?: string;
}

export async function sendRequest(
  client: ClusterClient,
  { source, address, method, body, headers = {} }: PersonsRequest,
  { hosts, nodeAddress }: Pick<Targets, 'hosts' | 'nodeAddress'>,
): Promise<Sent> {
  const isByHosts = source.from === 'outside' && nodeAddress !== '' && isIngressHost(hosts, address.host);
  const message: Message = method === 'connect' ? { connect: true } : { http: httpOf(address, method, body, headers) };
  const to = { host: isByHosts ? nodeAddress : address.host, port: address.port };
  const exchange = await client.ask('send', { from: source, to, message });
  return { exchange, ...(isByHosts && { hostsLine: `${nodeAddress} ${address.host}` }) };
}

function httpOf(
  { scheme, host, port, path }: Address,
  method: string,
  body: string,
  headers: Readonly<Record<string, string>>,
): HttpRequest {
  const own = { host: isUsual(scheme, port) ? host : `${host}:${port}`, 'user-agent': 'Kubetil', accept: '*/*' };
  const type: Record<string, string> = body === '' ? {} : { 'content-type': typeOf(body) };
  return { method, path, headers: { ...own, ...type, ...headers }, body };
}

function typeOf(body: string): string {
  if (/^\s*[[{]/.test(body)) return 'application/json';
  return /^[^\s=&]+=/.test(body) ? 'application/x-www-form-urlencoded' : 'text/plain; charset=utf-8';
}
