/** What can be done to a Pod. */
import type { ViewItem } from '@/lib/cluster';
import type { ClusterClient } from '../cluster-client';
import { deleteObject, readObject } from './api-objects';
import { containersOf, done, inNamespace, refusalOf, refusedBy, shownOf, urlOf, type Ready } from './deed';
import { recordOf, textOf } from '../json';

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
    run: () => refusedBy(deleteObject(client, url)),
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
    run: () => done(exec('kill', '1')),
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
    run: () => done(client.ask('fillDisk', pod.id)),
  };
}
