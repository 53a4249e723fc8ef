/** An HTTP request from inside a container, redirects followed: what wget and curl share. */
import type { HttpRequest, HttpResponse, NetworkFailure } from '../../network/message';
import type { Process } from '../process';
import { reachable } from '../programs/mongo-client';
import { lookUp } from './lookup';

export interface Address {
  readonly scheme: string;
  readonly host: string;
  readonly port: number;
  readonly path: string;
  /** `name:password`, of the address itself. */
  readonly login?: string;
}

export type Fetched =
  | { readonly response: HttpResponse; readonly from: Address; readonly request: HttpRequest }
  | { readonly failed: NetworkFailure['failed'] | 'closed'; readonly from: Address };

export function parseAddress(text: string): Address | undefined {
  const match = /^(?:([a-z]+):\/\/)?(?:([^@/]+)@)?(\[[^\]]+\]|[^:/?#]+)(?::(\d+))?([/?][^#]*)?(?:#.*)?$/i.exec(text);
  if (!match) return undefined;
  const [, scheme = 'http', login, host = '', port, path = '/'] = match;
  const usual = scheme === 'https' ? 443 : 80;
  return {
    scheme: scheme.toLowerCase(),
    host,
    port: port === undefined ? usual : Number(port),
    path: path.startsWith('/') ? path : `/${path}`,
    ...(login === undefined ? {} : { login }),
  };
}

export interface FetchOptions {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly follows: boolean;
}

export function fetchPage(process: Process, start: Address, options: FetchOptions): Fetched {
  let [from, method, body] = [start, options.method, options.body];
  for (let redirects = 0; ; redirects += 1) {
    const isUsual = from.port === (from.scheme === 'https' ? 443 : 80);
    const host = isUsual ? from.host : `${from.host}:${from.port}`;
    const length: Readonly<Record<string, string>> = body === '' ? {} : { 'content-length': String(body.length) };
    const request: HttpRequest = { method, path: from.path, headers: { host, ...length, ...options.headers }, body };
    const { outcome } = process.request({ host: reachable(from.host), port: from.port }, { http: request });
    if ('failed' in outcome) return { failed: outcome.failed, from };
    if (!('http' in outcome.reply)) return { failed: 'closed', from };
    const response = outcome.reply.http;
    const next = options.follows && redirects < 10 ? redirectOf(response, from) : undefined;
    if (!next) return { response, from, request };
    from = next;
    if (response.status === 303) [method, body] = ['GET', ''];
  }
}

function redirectOf({ status, headers }: HttpResponse, from: Address): Address | undefined {
  const { location } = headers;
  if (status < 300 || status > 399 || location === undefined) return undefined;
  return location.startsWith('/') ? { ...from, path: location } : parseAddress(location);
}

/** What a tool shows beside a name: the address that it connects to. */
export function addressOf(process: Process, host: string): string {
  const found = lookUp(process, host);
  return typeof found === 'string' ? host : (found.addresses[0] ?? host);
}
