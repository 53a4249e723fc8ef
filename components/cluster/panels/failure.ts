/**
 * Why a request got no answer, or none that helps, as a key of the words and with what to look at next. The network says
 * it in sentences (lib/cluster/network); each of them has its pattern here.
 */
import type { Exchange, HttpResponse } from '@/lib/cluster';
import type { failureWords } from './failure-words';

export type FailureKey = keyof (typeof failureWords)['en']['why'];

export interface Explanation {
  readonly key: FailureKey;
  /** For the places in its sentence. */
  readonly values: Readonly<Record<string, string>>;
  /** What to type next. */
  readonly commands: readonly string[];
}

type Look = (found: readonly string[], exchange: Exchange) => Omit<Explanation, 'key'> & { readonly key?: FailureKey };

interface Pattern {
  readonly key: FailureKey;
  readonly of: RegExp;
  readonly look: Look;
}

const PATTERNS: readonly Pattern[] = [
  {
    key: 'closedHere',
    of: /^Nothing listens on port (.+) of this machine\.$/,
    look: ([port = '']) => ({ values: { port }, commands: ['kubectl get services', 'minikube ip'] }),
  },
  {
    key: 'noPort',
    of: /^The Service (.+) has no port (.+), only (.*)\.$/,
    look: ([service = '', port = '', ports = '']) => ({
      values: { service, port, ports },
      commands: [`kubectl describe service ${short(service)}`],
    }),
  },
  {
    key: 'noEndpoint',
    of: /^No endpoint of the Service (.+) is ready\.$/,
    look: ([service = '']) => ({ values: { service }, commands: endpointCommands(service) }),
  },
  {
    key: 'onlyLocal',
    of: /^The Service (.+) sends only to its endpoints on the same node, and (.*) has none\.$/,
    look: ([service = '', node = '']) => ({
      values: { service, node },
      commands: [`kubectl get pods -o wide${inNamespace(service)}`, `kubectl describe service ${short(service)}`],
    }),
  },
  {
    key: 'nodeCut',
    of: /^The node (.+) is cut off\.$/,
    look: ([node = '']) => ({ values: { node }, commands: ['kubectl get nodes', `kubectl describe node ${node}`] }),
  },
  {
    key: 'nobody',
    of: /^Nobody has the address (.+)\.$/,
    look: ([address = '']) => ({
      values: { address },
      commands: ['kubectl get pods -A -o wide', 'kubectl get services -A'],
    }),
  },
  {
    key: 'closedNode',
    of: /^Nothing listens on port (.+) of the node (.+)\.$/,
    look: ([port = '', node = '']) => ({
      values: { port, node },
      commands:
        Number(port) === 80 || Number(port) === 443
          ? ['minikube addons enable ingress', 'kubectl get services -A']
          : ['kubectl get services -A'],
    }),
  },
  {
    key: 'closedPod',
    of: /^Nothing listens on port (.+) of the Pod (.+)\.$/,
    look: ([port = '', pod = ''], exchange) => {
      const service = exchange.hops.find(({ at }) => at === 'service')?.name;
      const ask = service === undefined ? [] : [`kubectl describe service ${short(service)}`];
      return {
        values: { port, pod },
        commands: [...ask, `kubectl describe pod ${short(pod)}`, `kubectl logs ${short(pod)}`],
      };
    },
  },
  {
    key: 'closedAddress',
    of: /^Nothing listens on port (.+) of (.+)\.$/,
    look: ([port = '', address = '']) => ({ values: { port, address }, commands: [] }),
  },
  {
    key: 'apiStopped',
    of: /^The API server is stopped\.$/,
    look: () => ({ values: {}, commands: ['minikube status'] }),
  },
  {
    key: 'podNotRunning',
    of: /^The Pod (.+) does not run\.$/,
    look: ([pod = '']) => ({
      values: { pod },
      commands: [`kubectl get pod ${short(pod)}`, `kubectl describe pod ${short(pod)}`],
    }),
  },
  {
    key: 'insideOnly',
    of: /^(.+) is an address within the cluster: no way leads there from outside\.$/,
    look: ([address = '']) => ({ values: { address }, commands: ['kubectl get services -A', 'minikube tunnel'] }),
  },
  {
    key: 'policy',
    of: /^(.+) lets this not (?:out of|in to) (.+)\.$/,
    look: ([policy = '', pod = '']) => ({ values: { policy, pod }, commands: policyCommands(policy, pod) }),
  },
  {
    key: 'dnsBlocked',
    of: /^(.+) lets no question of (.+) to cluster DNS through\.$/,
    look: ([policy = '', pod = '']) => ({ values: { policy, pod }, commands: policyCommands(policy, pod) }),
  },
  {
    key: 'noNode',
    of: /^There is no node (.+)\.$/,
    look: ([node = '']) => ({ values: { node }, commands: ['kubectl get nodes'] }),
  },
  {
    key: 'noPod',
    of: /^There is no running Pod (.+)\.$/,
    look: ([pod = '']) => ({ values: { pod }, commands: [`kubectl get pods${inNamespace(pod)}`] }),
  },
  {
    key: 'dnsSilent',
    of: /^Cluster DNS does not answer\.$/,
    look: () => ({
      values: {},
      commands: ['kubectl get pods -n kube-system', 'kubectl get service kube-dns -n kube-system'],
    }),
  },
  {
    key: 'notAsking',
    of: /^No name server knows (.+): this Pod does not ask cluster DNS\.$/,
    look: ([host = ''], { hops }) => ({
      values: { host },
      commands: [`kubectl get pod ${short(hops[0]?.name ?? '')} -o yaml`],
    }),
  },
  {
    key: 'elsewhere',
    of: /^No name server knows (.+)\. There is a Service (.+)\.$/,
    look: ([host = '', services = '']) => {
      const [first = ''] = services.split(', ');
      const [namespace = '', name = ''] = first.split('/');
      return {
        values: { host, services, name: `${name}.${namespace}` },
        commands: [`kubectl get services -n ${namespace}`],
      };
    },
  },
  {
    key: 'unknown',
    of: /^No name server knows (.+)\.$/,
    look: ([host = ''], { hops }) =>
      hops[0]?.at === 'pod'
        ? { values: { host }, commands: [`kubectl get services${inNamespace(hops[0].name)}`] }
        : {
            key: 'unknownOutside',
            values: { host },
            commands: ['kubectl get services', 'kubectl get ingress', 'minikube ip'],
          },
  },
  {
    key: 'alias',
    of: /^The Service (.+) stands for (.*), and no name server knows that\.$/,
    look: ([service = '', host = '']) => ({
      values: { service, host },
      commands: [`kubectl describe service ${short(service)}`],
    }),
  },
  {
    key: 'noPodNamed',
    of: /^No Pod behind the Service (.+) is known by the name (.+)\.$/,
    look: ([service = '', host = '']) => ({ values: { service, host }, commands: endpointCommands(service) }),
  },
];

/** Undefined where an answer came that needs no explanation. */
export function explain(exchange: Exchange): Explanation | undefined {
  const { outcome } = exchange;
  if (!('failed' in outcome)) return 'http' in outcome.reply ? explainAnswer(outcome.reply.http, exchange) : undefined;
  for (const { key, of, look } of PATTERNS) {
    const found = of.exec(outcome.why);
    if (found) return { key, ...look(found.slice(1), exchange) };
  }
  return undefined;
}

/** What ingress-nginx says itself, and what applications say is wrong with them. */
function explainAnswer({ status, body }: HttpResponse, { hops }: Exchange): Explanation | undefined {
  const ingress = hops.find(({ at }) => at === 'ingress');
  const last = hops.at(-1);
  const service = hops.findLast(({ at }) => at === 'service')?.name ?? '';
  if (ingress && body.includes('<center>nginx</center>')) {
    const values = { ingress: ingress.name, service, rule: ingress.detail ?? '' };
    const ask = ingress.name.includes('/')
      ? [`kubectl describe ingress ${short(ingress.name)}`]
      : ['kubectl get ingress -A'];
    if (status === 404 && last === ingress) return { key: 'ingressNoRule', values, commands: ask };
    if (status === 308 && last === ingress) return { key: 'ingressToTls', values, commands: ask };
    if (status === 503 && last === ingress)
      return { key: 'ingressNoService', values, commands: [...ask, 'kubectl get services'] };
    if (status === 503) return { key: 'ingressNoEndpoint', values, commands: endpointCommands(service) };
    if (status === 502 || status === 504) return { key: 'ingressBroken', values, commands: endpointCommands(service) };
  }
  if (status < 500 || last?.at !== 'container') return undefined;
  const pod = last.name;
  if (!pod.includes('/')) return undefined;
  return { key: 'applicationFault', values: { pod, status: String(status) }, commands: [`kubectl logs ${short(pod)}`] };
}

function endpointCommands(service: string): string[] {
  const [, name = ''] = service.split('/');
  return [
    `kubectl describe service ${short(service)}`,
    `kubectl get endpointslices -l kubernetes.io/service-name=${name}${inNamespace(service)}`,
    `kubectl get pods --show-labels${inNamespace(service)}`,
  ];
}

function policyCommands(policies: string, pod: string): string[] {
  const [first = ''] = policies.split(', ');
  const labels = pod.includes('/') ? [`kubectl get pod ${short(pod)} --show-labels`] : [];
  return [`kubectl describe networkpolicy ${short(first)}`, ...labels];
}

/** `web` of `default/web`, `web -n shop` of `shop/web`. */
function short(name: string): string {
  const [, own = name] = name.split('/');
  return `${own}${inNamespace(name)}`;
}

function inNamespace(name: string): string {
  const [namespace = '', own] = name.split('/');
  return own === undefined || namespace === 'default' ? '' : ` -n ${namespace}`;
}
