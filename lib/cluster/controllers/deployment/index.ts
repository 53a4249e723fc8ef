import { selectorOf } from '@/lib/kube';
/**
 * Deployments: a ReplicaSet for each template, and the way from one to the next. Models pkg/controller/deployment
 * (Kubernetes 1.36); to go back is kubectl's: it writes the old template, whose ReplicaSet becomes the newest revision.
 *
 * Not modelled: the rollback of extensions/v1beta1; selectors that take everything, which the server refuses.
 */
import type { Controller, ControllerContext, Queue } from '../controller';
import { claim, controllerOf } from '../controller-ref';
import { watchDependents } from '../dependents';
import { fromKey, keyOf } from '../object-key';
import { Orphans } from '../orphans';
import { conditionOf, newCondition, progressDeadline, withCondition } from './conditions';
import { recreate } from './recreate';
import { rollOn } from './rolling';
import { Rollout } from './rollout';
import { isScalingEvent, scale } from './scaling';
import { deadlineCheck, rolloutStatusOf, statusOf } from './status';

export function deploymentController(context: ControllerContext): Controller {
  const { client, clock } = context;
  const recorder = context.recorder('deployment-controller');
  const orphans = new Orphans<'apps/v1/ReplicaSet'>();
  let queue: Queue | undefined;

  function start(to: Queue): (() => void)[] {
    queue = to;
    const stops = [
      orphans.follow(client, 'apps/v1/ReplicaSet'),
      client.onChange('apps/v1/Deployment', ({ object }) => to.add(keyOf(object))),
      watchDependents(client, 'apps/v1/ReplicaSet', 'apps/v1/Deployment', to),
      client.onChange('v1/Pod', ({ type, object }) => {
        if (type === 'DELETED') addIfRecreating(object.metadata.namespace, controllerOf(object.metadata)?.name, to);
      }),
    ];
    for (const one of client.sorted('apps/v1/Deployment')) to.add(keyOf(one));
    return stops;
  }

  /** One that waits for its old Pods to be gone. */
  function addIfRecreating(namespace: string | undefined, name: string | undefined, to: Queue): void {
    const replicaSet = name === undefined ? undefined : client.get('apps/v1/ReplicaSet', namespace, name);
    const owner = controllerOf(replicaSet?.metadata)?.name;
    const deployment = owner === undefined ? undefined : client.get('apps/v1/Deployment', namespace, owner);
    if (deployment?.spec?.strategy?.type === 'Recreate') to.add(keyOf(deployment));
  }

  function sync(key: string): 'retry' | void {
    const { namespace, name } = fromKey(key);
    const deployment = client.get('apps/v1/Deployment', namespace, name);
    if (!deployment) return;
    const matches = selectorOf(deployment.spec?.selector);
    const { objects, failed } = claim(client, {
      kind: 'apps/v1/ReplicaSet',
      candidates: [...client.ownedBy('apps/v1/ReplicaSet', deployment.metadata.uid), ...orphans.in(namespace)],
      owner: deployment,
      matches: ({ metadata }) => matches(metadata.labels),
    });
    if (failed) return 'retry';

    const rollout = new Rollout(context, recorder, deployment, objects);
    advance(rollout);
    if (rollout.failed) return 'retry';
    const wait = deadlineCheck(rollout.deployment, clock.now());
    if (wait !== undefined) queue?.addAfter(key, wait, { background: true });
  }

  function advance(rollout: Rollout): void {
    const isDeleted = rollout.deployment.metadata.deletionTimestamp !== undefined;
    if (!isDeleted) sayIfPaused(rollout);
    rollout.syncRevision();
    if (rollout.failed) return;
    if (!isDeleted && !rollout.spec.paused && !isScalingEvent(rollout)) {
      if (rollout.spec.strategy?.type === 'Recreate') recreate(rollout, client);
      else rollOn(rollout);
      if (!rollout.failed) {
        rollout.writeStatus(rolloutStatusOf(rollout.deployment, rollout.all, rollout.newest, clock.now()));
      }
      return;
    }
    if (!isDeleted) scale(rollout);
    if (rollout.spec.paused && !isDeleted && !rollout.failed) rollout.cleanUp();
    if (!rollout.failed) {
      rollout.writeStatus(statusOf(rollout.deployment, rollout.all, rollout.newest, clock.now()));
    }
  }

  /** So that the time it is paused does not count as time without progress. Models checkPausedConditions. */
  function sayIfPaused(rollout: Rollout): void {
    const { spec, deployment } = rollout;
    const { status = {} } = deployment;
    const reason = conditionOf(status, 'Progressing')?.reason;
    if (progressDeadline(spec) === undefined || reason === 'ProgressDeadlineExceeded') return;
    const [wanted, message] = spec.paused
      ? ['DeploymentPaused', 'Deployment is paused']
      : ['DeploymentResumed', 'Deployment is resumed'];
    if (spec.paused ? reason === wanted : reason !== 'DeploymentPaused') return;
    const condition = newCondition('Progressing', 'Unknown', wanted, message, clock.now());
    rollout.writeStatus({ ...status, conditions: [...withCondition(status.conditions ?? [], condition)] });
  }

  return { name: 'deployment', start, sync };
}
