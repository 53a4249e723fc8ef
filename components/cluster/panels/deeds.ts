/** What can be broken by hand. Each is looked at first, so that only what can be done becomes a step that is taken back. */
import type { ComponentName, ViewItem } from '@/lib/cluster';
import type { ClusterClient } from '../cluster-client';
import { deleteObject, patchObject, readObject } from './api-objects';
import { listOf, recordOf, textOf, type Json } from './json';

/** An object, as the picture and the files know it. */
export interface Shown {
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

export type DeedKey =
  | 'deletePod'
  | 'killProcess'
  | 'fullDisk'
  | 'stopNode'
  | 'cutNode'
  | 'restoreNode'
  | 'addNode'
  | 'stopComponent'
  | 'startComponent'
  | 'badImage'
  | 'wrongPassword';

/** What was done, for its words (break-words.ts), and where one looks next. */
export interface Deed {
  readonly key: DeedKey;
  readonly values: Readonly<Record<string, string>>;
  /** To be typed into the terminal. */
  readonly commands: readonly string[];
  readonly item?: Shown;
}

export type Refusal = 'apiStopped' | 'gone' | 'noKill' | 'notRunning' | 'noKeys';

/** Undefined where it is known only afterwards. */
export type Ready = { readonly deed: Deed; readonly run: () => Promise<unknown> } | Refusal;

export async function deletePod(client: ClusterClient, pod: ViewItem): Promise<Ready> {
  const url = urlOf('api/v1', 'pods', pod);
  const refusal = refusalOf(await readObject(client, url));
  if (refusal) return refusal;
  const option = inNamespace(pod);
  return {
    deed: {
      key: 'deletePod',
      values: { name: pod.name },
      commands: [`kubectl get pods -o wide${option}`, `kubectl get events --sort-by=.lastTimestamp${option}`],
    },
    run: () => deleteObject(client, url),
  };
}

/** The main process of the first container is asked to end, as `kubectl exec … -- kill 1` does. */
export async function killProcess(client: ClusterClient, pod: ViewItem): Promise<Ready> {
  const answer = await readObject(client, urlOf('api/v1', 'pods', pod));
  const refusal = refusalOf(answer);
  if (refusal) return refusal;
  const container = textOf(containersOf(answer.body)[0]?.['name']);
  const exec = (...args: string[]) => client.ask('exec', { pod: pod.id, container, command: { args, stdin: '' } });
  const tried = await exec('kill', '-0', '1');
  if (typeof tried === 'string') return /not found|no such file/.test(tried) ? 'noKill' : 'notRunning';
  const option = inNamespace(pod);
  return {
    deed: {
      key: 'killProcess',
      values: { name: pod.name, container },
      commands: [
        `kubectl get pod ${pod.name}${option}`,
        `kubectl logs ${pod.name} -c ${container} --previous${option}`,
        `kubectl describe pod ${pod.name}${option}`,
      ],
      item: shownOf(pod),
    },
    run: () => exec('kill', '1'),
  };
}

/** What its containers write is refused: `No space left on device`. */
export async function fullDisk(client: ClusterClient, pod: ViewItem): Promise<Ready> {
  const answer = await readObject(client, urlOf('api/v1', 'pods', pod));
  const refusal = refusalOf(answer);
  if (refusal) return refusal;
  if (recordOf(answer.body['status'])['phase'] !== 'Running') return 'notRunning';
  const option = inNamespace(pod);
  return {
    deed: {
      key: 'fullDisk',
      values: { name: pod.name },
      commands: [
        `kubectl exec ${pod.name}${option} -- sh -c 'echo hello > /tmp/hello'`,
        `kubectl logs ${pod.name}${option}`,
        `kubectl delete pod ${pod.name}${option}`,
      ],
      item: shownOf(pod),
    },
    run: () => client.ask('fillDisk', pod.id),
  };
}

const NODE_KEYS = { stopped: 'stopNode', cut: 'cutNode', running: 'restoreNode' } as const;

export type NodeState = keyof typeof NODE_KEYS;

export function setNode(client: ClusterClient, node: ViewItem, state: NodeState): Ready {
  return {
    deed: {
      key: NODE_KEYS[state],
      values: { name: node.name },
      commands: ['kubectl get nodes', `kubectl describe node ${node.name}`, 'kubectl get pods -A -o wide'],
      item: shownOf(node),
    },
    run: () => client.ask('node', { name: node.name, state }),
  };
}

export function addNode(client: ClusterClient): Ready {
  return {
    deed: { key: 'addNode', values: {}, commands: ['kubectl get nodes -o wide', 'kubectl get pods -A -o wide'] },
    run: () => client.ask('addNode', null),
  };
}

const LOOK_AT: Readonly<Record<ComponentName, readonly string[]>> = {
  'kube-apiserver': ['kubectl get pods', 'kubectl cluster-info'],
  'kube-scheduler': ['kubectl get pods', 'kubectl get events --field-selector reason=FailedScheduling'],
  'kube-controller-manager': ['kubectl get deployments,replicasets', 'kubectl get endpointslices'],
  'storage-provisioner': ['kubectl get pvc', 'kubectl get events'],
  'addon-controllers': ['kubectl get ingress', 'minikube addons list'],
  coredns: ['kubectl get services', 'kubectl get endpointslices'],
};

export function setComponent(client: ClusterClient, name: ComponentName, running: boolean): Ready {
  return {
    deed: {
      key: running ? 'startComponent' : 'stopComponent',
      values: { name },
      commands: LOOK_AT[name],
      item: { kind: 'Component', name },
    },
    run: () => client.ask('component', { name, running }),
  };
}

/** A letter too much in the tag of the first container's image. */
export async function badImage(client: ClusterClient, deployment: ViewItem): Promise<Ready> {
  const url = urlOf('apis/apps/v1', 'deployments', deployment);
  const answer = await readObject(client, url);
  const refusal = refusalOf(answer);
  if (refusal) return refusal;
  const template = recordOf(recordOf(answer.body['spec'])['template']);
  const image = misspelt(textOf(containersOf(template)[0]?.['image']));
  const { name } = deployment;
  const option = inNamespace(deployment);
  return {
    deed: {
      key: 'badImage',
      values: { name, image },
      commands: [
        `kubectl get pods${option}`,
        `kubectl describe deployment ${name}${option}`,
        `kubectl rollout undo deployment/${name}${option}`,
      ],
      item: shownOf(deployment),
    },
    run: () =>
      patchObject(client, url, 'json', [
        { op: 'replace', path: '/spec/template/spec/containers/0/image', value: image },
      ]),
  };
}

/** A workload with a Secret that its Pods read. */
export interface Reader {
  readonly workload: ViewItem;
  readonly secret: string;
}

/** The Secret gets another value, and one of those that read it is restarted: the others still have the old one. */
export async function wrongPassword(client: ClusterClient, { workload, secret }: Reader, now: number): Promise<Ready> {
  const { name, kind, namespace } = workload;
  const url = urlOf('api/v1', 'secrets', { ...(namespace !== undefined && { namespace }), name: secret });
  const answer = await readObject(client, url);
  const refusal = refusalOf(answer);
  if (refusal) return refusal;
  const keys = Object.keys(recordOf(answer.body['data']));
  const key = keys.find((each) => /pass|pwd/i.test(each)) ?? keys[0];
  if (key === undefined) return 'noKeys';
  const resource = `${kind.toLowerCase()}s`;
  const restartedAt = new Date(now).toISOString().replace(/\.\d+Z$/, 'Z');
  const option = inNamespace(workload);
  return {
    deed: {
      key: 'wrongPassword',
      values: { name, secret, key },
      commands: [
        `kubectl get pods${option}`,
        `kubectl logs ${kind.toLowerCase()}/${name}${option}`,
        `kubectl get secret ${secret} -o yaml${option}`,
      ],
      item: shownOf(workload),
    },
    run: async () => {
      await patchObject(client, url, 'merge', { stringData: { [key]: 'not-the-password' } });
      const annotations = { 'kubectl.kubernetes.io/restartedAt': restartedAt };
      await patchObject(client, urlOf('apis/apps/v1', resource, workload), 'merge', {
        spec: { template: { metadata: { annotations } } },
      });
    },
  };
}

const RESTARTABLE = new Set(['Deployment', 'StatefulSet', 'DaemonSet']);

/** Every workload that can be restarted, with each Secret that its Pods read or mount. */
export function readersOf(items: readonly ViewItem[]): readonly Reader[] {
  const byId = new Map(items.map((item) => [item.id, item]));
  const found = new Map<string, Reader>();
  for (const pod of items) {
    if (pod.kind !== 'Pod') continue;
    let workload = byId.get(pod.owner ?? '');
    if (workload?.kind === 'ReplicaSet') workload = byId.get(workload.owner ?? '');
    if (!workload || !RESTARTABLE.has(workload.kind)) continue;
    for (const { by, kind, name, isMissing } of pod.ties) {
      const isRead = kind === 'Secret' && (by === 'reads' || by === 'mounts');
      if (isRead && !isMissing) found.set(`${workload.id} ${name}`, { workload, secret: name });
    }
  }
  return [...found.values()];
}

export function misspelt(image: string): string {
  const [reference = ''] = image.split('@');
  return /:[^/]*$/.test(reference) ? `${reference}x` : `${reference}:latestx`;
}

function refusalOf({ status }: { readonly status: number }): Refusal | undefined {
  return status === 0 ? 'apiStopped' : status === 200 ? undefined : 'gone';
}

function containersOf(pod: Json): readonly Json[] {
  return listOf(recordOf(pod['spec'])['containers']).map(recordOf);
}

function urlOf(version: string, resource: string, { namespace, name }: Pick<ViewItem, 'namespace' | 'name'>): string {
  return `/${version}/namespaces/${namespace ?? 'default'}/${resource}/${name}`;
}

function inNamespace({ namespace = 'default' }: ViewItem): string {
  return namespace === 'default' ? '' : ` -n ${namespace}`;
}

function shownOf({ kind, namespace, name }: ViewItem): Shown {
  return { kind, name, ...(namespace !== undefined && { namespace }) };
}
