/** How far a rollout has come, in kubectl's words. Models rollout_status.go. */
import { at, listAt, numberAt, textAt, type Json } from '../json-object';

export interface RolloutStatus {
  readonly text: string;
  readonly done: boolean;
}

/** Or why it will come no further; empty for a kind that is not rolled out. */
export function statusOf(kind: string, object: Json, revision: number): RolloutStatus | string {
  switch (kind) {
    case 'Deployment':
      return deployment(object, revision);
    case 'DaemonSet':
      return daemonSet(object);
    case 'StatefulSet':
      return statefulSet(object);
    default:
      return '';
  }
}

function waiting(text: string): RolloutStatus {
  return { text: `${text}\n`, done: false };
}

function isObserved(object: Json): boolean {
  return numberAt(object, 'metadata', 'generation') <= numberAt(object, 'status', 'observedGeneration');
}

function deployment(object: Json, revision: number): RolloutStatus | string {
  const name = textAt(object, 'metadata', 'name');
  const own = textAt(object, 'metadata', 'annotations', 'deployment.kubernetes.io/revision');
  if (revision > 0 && Number(own) !== revision) {
    return `desired revision (${revision}) is different from the running revision (${own})`;
  }
  if (!isObserved(object)) return waiting('Waiting for deployment spec update to be observed...');
  const condition = listAt(object, 'status', 'conditions').find((one) => textAt(one, 'type') === 'Progressing');
  if (textAt(condition, 'reason') === 'ProgressDeadlineExceeded')
    return `deployment "${name}" exceeded its progress deadline`;
  const [wanted, all, updated, available] = [
    at(object, 'spec', 'replicas') === undefined ? 1 : numberAt(object, 'spec', 'replicas'),
    numberAt(object, 'status', 'replicas'),
    numberAt(object, 'status', 'updatedReplicas'),
    numberAt(object, 'status', 'availableReplicas'),
  ];
  const head = `Waiting for deployment "${name}" rollout to finish:`;
  if (updated < wanted) return waiting(`${head} ${updated} out of ${wanted} new replicas have been updated...`);
  if (all > updated) return waiting(`${head} ${all - updated} old replicas are pending termination...`);
  if (available < updated) return waiting(`${head} ${available} of ${updated} updated replicas are available...`);
  return { text: `deployment "${name}" successfully rolled out\n`, done: true };
}

function daemonSet(object: Json): RolloutStatus | string {
  const name = textAt(object, 'metadata', 'name');
  if (textAt(object, 'spec', 'updateStrategy', 'type') !== 'RollingUpdate')
    return 'rollout status is only available for RollingUpdate strategy type';
  if (!isObserved(object)) return waiting('Waiting for daemon set spec update to be observed...');
  const desired = numberAt(object, 'status', 'desiredNumberScheduled');
  const updated = numberAt(object, 'status', 'updatedNumberScheduled');
  const available = numberAt(object, 'status', 'numberAvailable');
  const head = `Waiting for daemon set "${name}" rollout to finish:`;
  if (updated < desired) return waiting(`${head} ${updated} out of ${desired} new pods have been updated...`);
  if (available < desired) return waiting(`${head} ${available} of ${desired} updated pods are available...`);
  return { text: `daemon set "${name}" successfully rolled out\n`, done: true };
}

function statefulSet(object: Json): RolloutStatus | string {
  if (textAt(object, 'spec', 'updateStrategy', 'type') !== 'RollingUpdate')
    return 'rollout status is only available for RollingUpdate strategy type';
  if (!isObserved(object) || numberAt(object, 'status', 'observedGeneration') === 0)
    return waiting('Waiting for statefulset spec update to be observed...');
  const wanted = numberAt(object, 'spec', 'replicas');
  const ready = numberAt(object, 'status', 'readyReplicas');
  const updated = numberAt(object, 'status', 'updatedReplicas');
  if (ready < wanted) return waiting(`Waiting for ${wanted - ready} pods to be ready...`);
  const partition = numberAt(object, 'spec', 'updateStrategy', 'rollingUpdate', 'partition');
  if (partition > 0) {
    if (updated < wanted - partition)
      return waiting(
        `Waiting for partitioned roll out to finish: ${updated} out of ${wanted - partition} new pods have been updated...`,
      );
    return { text: `partitioned roll out complete: ${updated} new pods have been updated...\n`, done: true };
  }
  const [current, next] = [textAt(object, 'status', 'currentRevision'), textAt(object, 'status', 'updateRevision')];
  if (next !== current)
    return waiting(`waiting for statefulset rolling update to complete ${updated} pods at revision ${next}...`);
  return {
    text: `statefulset rolling update complete ${numberAt(object, 'status', 'currentReplicas')} pods at revision ${current}...\n`,
    done: true,
  };
}
