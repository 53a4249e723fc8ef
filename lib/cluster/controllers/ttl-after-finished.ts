/** Jobs that have ended are deleted after ttlSecondsAfterFinished. Models pkg/controller/ttlafterfinished. */
import type { Controller, ControllerContext, Queue } from './controller';
import { finishTime } from './job/conditions';
import { fromKey, keyOf } from './object-key';

export function ttlAfterFinishedController({ client, clock }: ControllerContext): Controller {
  let queue: Queue | undefined;

  function start(to: Queue): (() => void)[] {
    queue = to;
    for (const one of client.sorted('batch/v1/Job')) if (finishTime(one) !== undefined) to.add(keyOf(one));
    return [
      client.onChange('batch/v1/Job', ({ type, object }) => {
        const isOver = object.spec?.ttlSecondsAfterFinished !== undefined && finishTime(object) !== undefined;
        if (type !== 'DELETED' && isOver) to.add(keyOf(object));
      }),
    ];
  }

  function sync(key: string): 'retry' | void {
    const { namespace, name } = fromKey(key);
    const job = client.get('batch/v1/Job', namespace, name);
    const ended = job && finishTime(job);
    const ttl = job?.spec?.ttlSecondsAfterFinished;
    if (!job || ended === undefined || ttl === undefined || job.metadata.deletionTimestamp !== undefined) return;
    const left = ended + ttl * 1000 - clock.now();
    if (left > 0) {
      queue?.addAfter(key, left, { background: true });
      return;
    }
    const answer = client.delete('batch/v1/Job', namespace, name, {
      propagationPolicy: 'Foreground',
      preconditions: { uid: job.metadata.uid },
    });
    if (!answer.ok && answer.status.reason !== 'NotFound') return 'retry';
  }

  return { name: 'ttl-after-finished', start, sync };
}
