/**
 * What ingress-nginx does with a request: it finds the route, and passes it on to an endpoint itself, not through the
 * Service's address. What it can't pass on it answers with a page of its own.
 */
import type { Client, types } from '@/lib/kube';
import { redirectsToTls, routeOf, servedIngresses, type Route } from './ingress-routes';
import type { Exchange, HttpRequest, HttpResponse, Message } from './message';
import { nginxPage } from './nginx-page';
import { nameOf, type Service, type Trail } from './places';

type Outcome = Exchange['outcome'];

export interface IngressRequest {
  readonly client: Client;
  readonly message: Message;
  readonly isTls: boolean;
  readonly peer: string;
  /** Of the node that serves it. */
  readonly address: string;
  readonly hops: Trail;
  /** Undefined where there is no endpoint. */
  forward(service: Service, port: types.ServicePort, onward: Message): Outcome | undefined;
}

export function serveIngress(request: IngressRequest): Outcome {
  const { client, message, isTls, address, hops } = request;
  const answer = (http: HttpResponse): Outcome => ({ reply: { http }, address });
  if ('connect' in message) return { reply: { closed: true }, address };
  if (!('http' in message)) return answer(nginxPage(400));
  const { http } = message;
  const host = (http.headers['host'] ?? '').replace(/:\d+$/, '').toLowerCase();
  const [path = '/'] = http.path.split('?');
  const ingresses = servedIngresses(client);
  const route = routeOf(ingresses, host, path);
  if (!route) {
    hops.push({ at: 'ingress', name: 'ingress-nginx', detail: `no rule for ${host}${path}` });
    return answer(nginxPage(404));
  }
  hops.push({ at: 'ingress', name: nameOf(route.ingress), detail: route.rule });
  if (!isTls && redirectsToTls(ingresses, host)) {
    return answer(nginxPage(308, { location: `https://${host}${http.path}` }));
  }
  const target = backendOf(route, client);
  if (!target) return answer(nginxPage(503));
  hops.push({ at: 'service', name: nameOf(target.service), detail: `port ${target.port.port ?? 0}` });
  const outcome = request.forward(target.service, target.port, { http: onwards(http, route, host, request) });
  if (!outcome) return answer(nginxPage(503));
  if (!('failed' in outcome)) return outcome;
  return answer(nginxPage(outcome.failed === 'timeout' ? 504 : 502));
}

interface Target {
  readonly service: Service;
  readonly port: types.ServicePort;
}

function backendOf({ ingress, backend }: Route, client: Client): Target | undefined {
  const { name = '', port = {} } = backend.service ?? {};
  const service = client.get('v1/Service', ingress.metadata.namespace, name);
  const found = service?.spec?.ports?.find((one) => (port.name ? one.name === port.name : one.port === port.number));
  return service && found && { service, port: found };
}

function onwards(http: HttpRequest, { path }: Route, host: string, { peer, isTls }: IngressRequest): HttpRequest {
  const at = http.path.indexOf('?');
  const query = at < 0 ? '' : http.path.slice(at);
  const scheme = isTls ? 'https' : 'http';
  const headers = {
    ...http.headers,
    host,
    'x-real-ip': peer,
    'x-forwarded-for': peer,
    'x-forwarded-host': host,
    'x-forwarded-port': isTls ? '443' : '80',
    'x-forwarded-proto': scheme,
    'x-forwarded-scheme': scheme,
    'x-scheme': scheme,
  };
  return { ...http, path: `${path}${query}`, headers };
}
