/** @ngrok/webernetes doing the same: boot, a Deployment, all of its Pods Ready. */
import { bundled } from './bundled';

interface Pod {
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

interface TheirCluster {
  init(): Promise<void>;
  registerImage(image: unknown): void;
  apply(objects: readonly object[]): Promise<unknown>;
  informer(
    resource: 'pods',
    told: (type: string, pod: Pod & { metadata?: { name?: string } }) => void,
    options: object,
  ): { stop(): unknown };
  close(): Promise<void>;
}

interface Webernetes {
  readonly Cluster: new (options: { nodes: number }) => TheirCluster;
  readonly BaseImage: new () => { exec: unknown };
}

/** Resolves to a function that runs it once and resolves when all are Ready. */
export async function webernetes(): Promise<(replicas: number) => Promise<void>> {
  const { BaseImage, Cluster } = (await bundled(
    "export { BaseImage, Cluster } from '@ngrok/webernetes';",
  )) as Webernetes;

  class Nginx extends BaseImage {
    static readonly imageName = 'nginx';
    static readonly imageVersion = '1.29';
    readonly defaultCommand = ['nginx'];
    override exec = (process: {
      listenHttp(port: number, answer: unknown): void;
      waitUntilKilled(): Promise<number>;
    }) => {
      process.listenHttp(80, () => ({ statusCode: 200, body: 'ok' }));
      return process.waitUntilKilled();
    };
  }

  return async (replicas) => {
    const cluster = new Cluster({ nodes: 3 });
    cluster.registerImage(Nginx);
    await cluster.init();
    const ready = new Set<string>();
    await new Promise<void>((resolve, reject) => {
      cluster.informer(
        'pods',
        (_type, { metadata, status }) => {
          const isReady = status?.conditions?.some((one) => one.type === 'Ready' && one.status === 'True');
          if (isReady) ready.add(metadata?.name ?? '');
          if (ready.size >= replicas) resolve();
        },
        { namespace: 'default' },
      );
      const labels = { app: 'web' };
      const template = {
        metadata: { labels },
        spec: { containers: [{ name: 'main', image: 'nginx:1.29', ports: [{ containerPort: 80 }] }] },
      };
      const spec = { replicas, selector: { matchLabels: labels }, template };
      cluster.apply([{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec }]).catch(reject);
    });
    await cluster.close();
  };
}
