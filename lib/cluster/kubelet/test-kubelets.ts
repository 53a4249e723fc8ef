/** A cluster for tests whose nodes have kubelets, and whose Pods come from short descriptions. */
import type { Stored, types } from '@/lib/kube';
import type { Message, Network, Reply, Target } from '../network/message';
import { newTestCluster, nodeName, type TestCluster } from '../test-cluster';
import { newKubelets, type Kubelets, type KubeletConfig } from './index';
import { newTestRegistry } from './test-images';

export interface TestKubelets extends TestCluster {
  readonly kubelets: Kubelets;
  readonly settle: () => void;
  readonly run: (name: string, container: types.Container, spec?: Partial<types.PodSpec>) => Stored<'v1/Pod'>;
  readonly pod: (name: string) => Stored<'v1/Pod'>;
  readonly status: (name: string, container?: string) => types.ContainerStatus;
  readonly logs: (name: string, container?: string) => string[];
  readonly exec: (name: string, ...args: string[]) => string;
  /** Events about that object, without those of the scheduler. */
  readonly eventsOf: (name: string) => string[];
  readonly wait: (seconds: number) => void;
}

export interface TestKubeletsOptions {
  readonly nodes?: number;
  readonly config?: KubeletConfig;
  readonly answer?: (target: Target, message: Message) => Reply | undefined;
}

export async function newTestKubelets(options: TestKubeletsOptions = {}): Promise<TestKubelets> {
  const { nodes = 1, config = {}, answer = () => undefined } = options;
  const cluster = await newTestCluster({ nodes, kwok: false });
  const { clock, client, context } = cluster;
  const settle = (): void => cluster.settle();
  const network: Network = {
    request: (_source, target, message) => {
      const reply = answer(target, message);
      return { hops: [], outcome: reply ? { reply, address: target.host } : { failed: 'refused', why: '' } };
    },
    resolve: () => undefined,
  };
  const kubelets = newKubelets({ context, registry: newTestRegistry(), network: () => network, config });
  for (let at = 0; at < nodes; at += 1) kubelets.start(nodeName(at));
  settle();
  const pod = (name: string): Stored<'v1/Pod'> => {
    const found = client.get('v1/Pod', 'default', name);
    if (!found) throw new Error(`no Pod ${name}`);
    return found;
  };
  const status = (name: string, container?: string): types.ContainerStatus => {
    const { initContainerStatuses = [], containerStatuses = [] } = pod(name).status ?? {};
    const found = container
      ? [...initContainerStatuses, ...containerStatuses].find((each) => each.name === container)
      : containerStatuses[0];
    if (!found) throw new Error(`no container ${container}`);
    return found;
  };
  const first = (name: string): string => pod(name).spec?.containers?.[0]?.name ?? '';
  return {
    ...cluster,
    settle,
    kubelets,
    pod,
    status,
    run: (name, container, spec = {}) => {
      const created = client.create('v1/Pod', {
        metadata: { name, namespace: 'default', labels: { app: name } },
        spec: { containers: [container], ...spec },
      });
      if (!created.ok) throw new Error(created.status.message);
      return created.object;
    },
    logs: (name, container = first(name)) => {
      const lines = kubelets.logs(pod(name).metadata.uid, { container });
      return 'code' in lines ? [lines.message] : lines.map(({ text }) => text);
    },
    exec: (name, ...args) => {
      const result = kubelets.exec(pod(name).metadata.uid, first(name), args, '');
      return 'code' in result ? result.message : `${result.stdout}${result.stderr}`;
    },
    eventsOf: (name) =>
      [...client.list('v1/Event')]
        .filter(({ involvedObject }) => involvedObject?.name === name)
        .sort((a, b) => Number(a.metadata.resourceVersion) - Number(b.metadata.resourceVersion))
        .map(({ type, reason, message, count = 1 }) => `${type} ${reason} ${message}${count > 1 ? ` x${count}` : ''}`),
    wait: (seconds) => void clock.runUntil(clock.now() + seconds * 1000),
  };
}
