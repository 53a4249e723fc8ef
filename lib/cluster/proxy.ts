/** The API server's way into Pods and Services: pods/proxy and services/proxy. Models apimachinery's util/proxy. */
import type { Client, Failure, Proxied, ProxyRequest } from '@/lib/kube';
import type { Network, Target } from './network/message';

export function newProxy(client: Client, network: () => Network): (request: ProxyRequest) => Proxied | Failure {
  return (request) => {
    const target = targetOf(client, request);
    if ('code' in target) return target;
    const [node] = client.sorted('v1/Node');
    const { method, path, headers, body } = request;
    const source = { from: 'node', name: node?.metadata.name ?? '' } as const;
    const { outcome } = network().request(source, target, { http: { method, path, headers, body } });
    if ('failed' in outcome) return unavailable(`error trying to reach service: ${outcome.why}`);
    if ('http' in outcome.reply) return outcome.reply.http;
    return unavailable('error trying to reach service: malformed HTTP response');
  };
}

function targetOf(client: Client, { to, namespace, name, port }: ProxyRequest): Target | Failure {
  if (to === 'pods') {
    const pod = client.get('v1/Pod', namespace, name);
    const ports = (pod?.spec?.containers ?? []).flatMap((container) => container.ports ?? []);
    const found = port === undefined ? ports[0] : ports.find((one) => one.name === port);
    const number = found?.containerPort ?? Number(port ?? 80);
    return pod?.status?.podIP ? { host: pod.status.podIP, port: number } : unavailable('address not allowed');
  }
  const service = client.get('v1/Service', namespace, name);
  const ports = service?.spec?.ports ?? [];
  const found = port === undefined ? ports[0] : ports.find((one) => one.name === port || String(one.port) === port);
  if (!service || !found) return unavailable(`no service port "${port ?? ''}" found for service "${name}"`);
  const { clusterIP } = service.spec ?? {};
  const host = clusterIP && clusterIP !== 'None' ? clusterIP : `${name}.${namespace}.svc.cluster.local`;
  return { host, port: found.port ?? 80 };
}

function unavailable(message: string): Failure {
  return { code: 503, reason: 'ServiceUnavailable', message, details: {} };
}
