/** CronJobs: a Job at each time of a schedule. Models pkg/controller/cronjob (Kubernetes 1.36). */
import type { Stored } from '@/lib/kube';
import type { Controller, ControllerContext, Queue } from '../controller';
import { controllerOf } from '../controller-ref';
import { fromKey, keyOf } from '../object-key';
import { CronJobSync } from './cronjob-sync';
import { untilNext, type StoredCronJob } from './missed';
import { parseSchedule } from './schedule';

export function cronJobController(context: ControllerContext): Controller {
  const { client, clock } = context;
  const recorder = context.recorder('cronjob-controller');
  let queue: Queue | undefined;

  function start(to: Queue): (() => void)[] {
    queue = to;
    for (const one of client.sorted('batch/v1/CronJob')) to.add(keyOf(one));
    return [
      client.onChange('batch/v1/CronJob', ({ type, object, before }) => {
        const wait = type === 'MODIFIED' && before ? waitAfterChange(before, object) : undefined;
        if (wait === undefined) to.add(keyOf(object));
        else to.addAfter(keyOf(object), wait, { background: true });
      }),
      client.onChange('batch/v1/Job', ({ object, before }) => {
        addOwner(object, to);
        if (before && controllerOf(before.metadata)?.uid !== controllerOf(object.metadata)?.uid) addOwner(before, to);
      }),
    ];
  }

  function addOwner({ metadata }: Stored<'batch/v1/Job'>, to: Queue): void {
    const controller = controllerOf(metadata);
    if (controller?.kind !== 'CronJob' || controller.name === undefined) return;
    const cronJob = client.get('batch/v1/CronJob', metadata.namespace, controller.name);
    if (cronJob?.metadata.uid === controller.uid && cronJob) to.add(keyOf(cronJob));
  }

  /** A new schedule begins with its next time, not with one it would have missed. Models updateCronJob. */
  function waitAfterChange({ spec: before }: StoredCronJob, cronJob: StoredCronJob): number | undefined {
    const { schedule = '', timeZone } = cronJob.spec ?? {};
    if (before?.schedule === schedule && before.timeZone === timeZone) return undefined;
    const parsed = parseSchedule(schedule, timeZone);
    return parsed && untilNext(cronJob, parsed, clock.now());
  }

  function sync(key: string): 'retry' | void {
    const { namespace, name } = fromKey(key);
    const cronJob = client.get('batch/v1/CronJob', namespace, name);
    if (!cronJob) return;
    const jobs = [...client.ownedBy('batch/v1/Job', cronJob.metadata.uid)]
      .filter(({ metadata }) => controllerOf(metadata)?.uid === cronJob.metadata.uid)
      .sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
    const { failed, next } = new CronJobSync(context, recorder, cronJob).run(jobs);
    if (failed) return 'retry';
    if (next !== undefined) queue?.addAfter(key, next, { background: true });
  }

  return { name: 'cronjob', start, sync };
}
