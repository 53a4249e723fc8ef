/**
 * Jobs: Pods that run until enough of them have succeeded. Models pkg/controller/job (Kubernetes 1.36).
 *
 * Not modelled: Workloads and PodGroups (EnableWorkloadWithJob, alpha); expectations, as a client here reads what it has
 * just written.
 */
import { type Client, selectorOf } from '@/lib/kube';
import type { Controller, ControllerContext, Queue } from '../controller';
import { claim, controllerOf } from '../controller-ref';
import { watchDependents } from '../dependents';
import { fromKey, keyOf } from '../object-key';
import { Orphans } from '../orphans';
import { PodControl } from '../pod-control';
import type { StoredPod } from '../pod-readiness';
import { isFinished } from './conditions';
import { isTracked, TRACKING } from './job-pods';
import { JobSync } from './job-sync';
import { release } from './tracking';

/** What happens to Pods is looked at together, once a second. */
const BATCH_MS = 1000;
const OWN_NAME = 'kubernetes.io/job-controller';
/** The keys of Pods that no Job waits for any more. */
const LEFT = 'left-pod:';

export function jobController(context: ControllerContext): Controller {
  const { client } = context;
  const recorder = context.recorder('job-controller');
  const jobs = new JobSync(context, new PodControl(client, recorder), recorder);
  const orphans = new Orphans<'v1/Pod'>();
  let queue: Queue | undefined;

  function start(to: Queue): (() => void)[] {
    queue = to;
    const batched: Queue = {
      add: (key) => to.addAfter(key, BATCH_MS, { background: false }),
      addAfter: (key, ms, options) => to.addAfter(key, ms, options),
    };
    const stops = [
      orphans.follow(client, 'v1/Pod'),
      client.onChange('batch/v1/Job', ({ type, object }) => {
        if (type !== 'DELETED') to.add(keyOf(object));
        for (const pod of type === 'DELETED' ? client.ownedBy('v1/Pod', object.metadata.uid) : []) addIfLeft(pod, to);
      }),
      watchDependents(client, 'v1/Pod', 'batch/v1/Job', batched),
      client.onChange('v1/Pod', ({ type, object }) => {
        if (type !== 'DELETED') addIfLeft(object, to);
      }),
    ];
    for (const one of client.sorted('batch/v1/Job')) to.add(keyOf(one));
    for (const pod of client.sorted('v1/Pod')) addIfLeft(pod, to);
    return stops;
  }

  function addIfLeft(pod: StoredPod, to: Queue): void {
    if (isTracked(pod) && !isAwaited(client, pod)) to.add(`${LEFT}${keyOf(pod)}`);
  }

  function sync(key: string): 'retry' | void {
    if (key.startsWith(LEFT)) return letGo(key.slice(LEFT.length));
    const { namespace, name } = fromKey(key);
    const job = client.get('batch/v1/Job', namespace, name);
    if (!job || isFinished(job) || (job.spec?.managedBy ?? OWN_NAME) !== OWN_NAME) return;
    const matches = selectorOf(job.spec?.selector);
    const { objects, failed } = claim(client, {
      kind: 'v1/Pod',
      candidates: [...client.ownedBy('v1/Pod', job.metadata.uid), ...orphans.in(namespace)],
      owner: job,
      matches: ({ metadata }) => matches(metadata.labels),
      finalizer: TRACKING,
    });
    if (failed) return 'retry';
    const pods = objects.sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
    const outcome = jobs.run(job, pods);
    if (outcome.failed) return 'retry';
    for (const ms of outcome.lookAgain) queue?.addAfter(key, ms, { background: true });
  }

  function letGo(key: string): 'retry' | void {
    const { namespace, name } = fromKey(key);
    const pod = client.get('v1/Pod', namespace, name);
    if (pod && isTracked(pod) && !isAwaited(client, pod) && !release(client, pod)) return 'retry';
  }

  return { name: 'job', start, sync };
}

/** Whether there is a Job that is still to count it. */
function isAwaited(client: Client, { metadata }: StoredPod): boolean {
  const controller = controllerOf(metadata);
  if (controller?.kind !== 'Job' || controller.name === undefined) return false;
  const job = client.get('batch/v1/Job', metadata.namespace, controller.name);
  return job !== undefined && job.metadata.uid === controller.uid && !isFinished(job);
}
