/** A network for tests: a cluster of kwok's, and listeners that say who they are. */
import type { Stored, types } from '@/lib/kube';
import { endpointSliceController } from '../controllers/endpoints/endpointslice';
import { newTestCluster, type TestCluster } from '../test-cluster';
import type { NetworkConfig } from './config';
import type { Exchange, HttpRequest, Listener, Network, Source, Target } from './message';
import { newNetwork } from './network';

export interface TestNetwork extends TestCluster {
  readonly network: Network;
  /** What the network is told; may be changed at any time. */
  readonly config: { -readonly [name in keyof NetworkConfig]: NetworkConfig[name] };
  /** Runs a Pod whose containers answer on these ports. */
  readonly pod: (name: string, options?: TestPod) => Stored<'v1/Pod'>;
  readonly service: (name: string, spec: types.ServiceSpec, namespace?: string) => Stored<'v1/Service'>;
  readonly policy: (name: string, spec: types.NetworkPolicySpec) => void;
  /** Says GET / and tells what came of it: `200 web from 10.244.0.1`, `refused: …`. */
  readonly ask: (source: Source, host: string, port?: number, more?: Partial<Target>) => string;
}

export interface TestPod {
  readonly namespace?: string;
  readonly labels?: Record<string, string>;
  readonly ports?: readonly number[];
  readonly spec?: types.PodSpec;
}

export async function newTestNetwork({ nodes = 1 } = {}): Promise<TestNetwork> {
  const cluster = await newTestCluster({ nodes, controllers: [endpointSliceController] });
  const { client, clock } = cluster;
  const listeners = new Map<string, Listener>();
  const config: TestNetwork['config'] = {};
  const runtime = { listener: (uid: string, port: number) => listeners.get(`${uid}/${port}`) };
  const network = newNetwork({ client, clock, runtime, random: cluster.context.random, config });
  return {
    ...cluster,
    network,
    config,
    pod(name, { namespace = 'default', labels = {}, ports = [80], spec = {} } = {}) {
      const containerPorts = ports.map((containerPort) => ({ name: `p${containerPort}`, containerPort }));
      const created = client.create('v1/Pod', {
        metadata: { name, namespace, labels },
        spec: { containers: [{ name: 'main', image: 'nginx', ports: containerPorts }], ...spec },
      });
      if (!created.ok) throw new Error(created.status.message);
      for (const port of ports) listeners.set(`${created.object.metadata.uid}/${port}`, sayingWho(name));
      cluster.settle();
      return client.get('v1/Pod', namespace, name) ?? created.object;
    },
    service(name, spec, namespace = 'default') {
      const created = client.create('v1/Service', { metadata: { name, namespace }, spec });
      if (!created.ok) throw new Error(created.status.message);
      cluster.settle();
      return created.object;
    },
    policy(name, spec) {
      const created = client.create('networking.k8s.io/v1/NetworkPolicy', {
        metadata: { name, namespace: 'default' },
        spec,
      });
      if (!created.ok) throw new Error(created.status.message);
    },
    ask(source, host, port = 80, more = {}) {
      return told(network.request(source, { host, port, ...more }, get('/', host)));
    },
  };
}

export function get(path: string, host: string): { http: HttpRequest } {
  return { http: { method: 'GET', path, headers: { host }, body: '' } };
}

function sayingWho(name: string): Listener {
  return (message, peer) => {
    if (!('http' in message)) return { closed: true };
    const { path } = message.http;
    return { http: { status: 200, headers: {}, body: `${name}${path === '/' ? '' : path} from ${peer}` } };
  };
}

export function told({ outcome }: Exchange): string {
  if ('failed' in outcome) return `${outcome.failed}: ${outcome.why}`;
  const { reply } = outcome;
  return 'http' in reply ? `${reply.http.status} ${reply.http.body}` : 'closed';
}

export const OUTSIDE: Source = { from: 'outside' };

export function fromPod(name: string, namespace = 'default'): Source {
  return { from: 'pod', namespace, name };
}
