/** What can be wrong in what was written. */
import type { ViewItem } from '@/lib/cluster';
import type { ClusterClient } from '../cluster-client';
import { patchObject, readObject } from './api-objects';
import { containersOf, inNamespace, refusalOf, refusedBy, shownOf, urlOf, type Ready } from './deed';
import { recordOf, textOf } from '../json';

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
      refusedBy(
        patchObject(client, url, 'json', [
          { op: 'replace', path: '/spec/template/spec/containers/0/image', value: image },
        ]),
      ),
  };
}

/** A workload with a Secret that its Pods read. */
export interface Reader {
  readonly workload: ViewItem;
  readonly secret: string;
}

/** So many logs are worth a look. */
const MOST_LOGS = 3;

/** The Secret gets another value, and one of those that read it is restarted: the others still have the old one. */
export async function wrongPassword(
  client: ClusterClient,
  { workload, secret }: Reader,
  readers: readonly Reader[],
  now: number,
): Promise<Ready> {
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
  const logs = readers
    .filter((one) => one.secret === secret && one.workload.namespace === namespace)
    .map((one) => `kubectl logs ${one.workload.kind.toLowerCase()}/${one.workload.name}${option}`);
  return {
    deed: {
      key: 'wrongPassword',
      values: { name, secret, key },
      commands: [
        `kubectl get pods${option}`,
        ...logs.slice(0, MOST_LOGS),
        `kubectl get secret ${secret} -o yaml${option}`,
      ],
      item: shownOf(workload),
    },
    run: async () => {
      const refused = await refusedBy(patchObject(client, url, 'merge', { stringData: { [key]: 'not-the-password' } }));
      if (refused !== undefined) return refused;
      const annotations = { 'kubectl.kubernetes.io/restartedAt': restartedAt };
      const template = { metadata: { annotations } };
      return refusedBy(patchObject(client, urlOf('apis/apps/v1', resource, workload), 'merge', { spec: { template } }));
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
