/**
 * Scales what a HorizontalPodAutoscaler names by the load of its Pods, each 15 seconds. Models
 * pkg/controller/podautoscaler/horizontal.go.
 *
 * Not modelled: scaling to zero (its feature is off), targets of custom kinds.
 */
import { formatTime, type Client, type Stored, type types, selectorOf } from '@/lib/kube';
import type { EventRecorder } from '../../event-recorder';
import type { Controller, ControllerContext, NewController, Queue } from '../controller';
import { fromKey, keyOf } from '../object-key';
import type { StoredPod } from '../pod-readiness';
import { computeMetric, type MetricFault, type UsagePort } from './metrics';
import { normalize } from './normalize';
import { Recollection } from './recommendations';
import { scaleTargetOf, type ScaleTarget } from './scale-target';
import { StatusDraft } from './status-draft';

type Autoscaler = Stored<'autoscaling/v2/HorizontalPodAutoscaler'>;

const SYNC_PERIOD = 15_000;

export function horizontalPodAutoscalerController(port: UsagePort): NewController {
  return (context: ControllerContext): Controller => {
    const { client, clock } = context;
    const recorder = context.recorder('horizontal-pod-autoscaler');
    const recollections = new Map<string, Recollection>();
    let wakeLater: (key: string) => void = () => {};

    function start(queue: Queue): (() => void)[] {
      recollections.clear();
      wakeLater = (key) => queue.addAfter(key, SYNC_PERIOD, { background: true });
      for (const autoscaler of client.sorted('autoscaling/v2/HorizontalPodAutoscaler')) wakeLater(keyOf(autoscaler));
      return [
        client.onChange('autoscaling/v2/HorizontalPodAutoscaler', ({ type, object }) => {
          if (type === 'DELETED') recollections.delete(object.metadata.uid);
          else wakeLater(keyOf(object));
        }),
      ];
    }

    function sync(key: string): void {
      const { namespace, name } = fromKey(key);
      const autoscaler = client.get('autoscaling/v2/HorizontalPodAutoscaler', namespace, name);
      if (!autoscaler) return;
      wakeLater(key);
      const draft = new StatusDraft(autoscaler.status, formatTime(clock.now()));
      reconcile(autoscaler, draft);
      client.updateStatus('autoscaling/v2/HorizontalPodAutoscaler', { ...autoscaler, status: draft.status });
    }

    function reconcile(autoscaler: Autoscaler, draft: StatusDraft): void {
      const { namespace = '', uid } = autoscaler.metadata;
      const { scaleTargetRef = {}, minReplicas: min = 1, maxReplicas: max = 0, behavior } = autoscaler.spec ?? {};
      const target = scaleTargetOf(client, namespace, scaleTargetRef);
      if (typeof target === 'string') {
        recorder.event(autoscaler, 'Warning', 'FailedGetScale', target);
        const message = `the HPA controller was unable to get the target's current scale: ${target}`;
        draft.condition('AbleToScale', { status: 'False', reason: 'FailedGetScale', message });
        return;
      }
      draft.condition('AbleToScale', {
        status: 'True',
        reason: 'SucceededGetScale',
        message: "the HPA controller was able to get the target's current scale",
      });
      const current = target.wanted;
      const now = clock.now();
      const recollection = recollections.get(uid) ?? new Recollection(now, current);
      recollections.set(uid, recollection);
      const replicas = (desired: number, reason: string): void => {
        if (desired === current) draft.replicas(current, current);
        else rescale(autoscaler, target, draft, desired, reason, recollection);
      };
      if (current === 0) {
        draft.condition('ScalingActive', {
          status: 'False',
          reason: 'ScalingDisabled',
          message: 'scaling is disabled since the replica count of the target is zero',
        });
        draft.metrics([]);
        draft.replicas(0, 0);
      } else if (current > max) {
        draft.metrics([]);
        replicas(max, 'Current number of replicas above Spec.MaxReplicas');
      } else if (current < min) {
        draft.metrics([]);
        replicas(min, 'Current number of replicas below Spec.MinReplicas');
      } else {
        const proposal = computeAll(autoscaler, target, draft);
        if (typeof proposal === 'string') {
          draft.currentReplicas(current);
          recorder.event(autoscaler, 'Warning', 'FailedComputeMetricsReplicas', proposal);
          return;
        }
        const normalized = normalize({ current, desired: proposal.replicas, min, max, behavior, now }, recollection);
        draft.condition('AbleToScale', normalized.ableToScale);
        draft.condition('ScalingLimited', normalized.scalingLimited);
        const isMore = proposal.replicas > current;
        replicas(
          normalized.replicas,
          isMore ? `${proposal.name} above target` : reasonOfLess(proposal.replicas, current),
        );
      }
    }

    /** The highest of what the metrics call for. A text is why none of them can be trusted. */
    function computeAll(
      autoscaler: Autoscaler,
      target: ScaleTarget,
      draft: StatusDraft,
    ): { readonly replicas: number; readonly name: string } | string {
      const { namespace = '' } = autoscaler.metadata;
      const { metrics = [], behavior } = autoscaler.spec ?? {};
      const matches = selectorOf(target.selector);
      const pods = [...client.list('v1/Pod', namespace)].filter(({ metadata }) => matches(metadata.labels));
      const ambiguous = rivalsOf(client, autoscaler, pods);
      if (ambiguous.length > 0) return sayAmbiguous(recorder, autoscaler, target, draft, ambiguous);
      const statuses: types.MetricStatus[] = [];
      const faults: MetricFault[] = [];
      let best: { readonly replicas: number; readonly name: string } | undefined;
      for (const metric of metrics) {
        const situation = { port, pods, namespace, behavior, currentReplicas: target.wanted, now: clock.now() };
        const computed = computeMetric(metric, situation);
        if ('summary' in computed) {
          recorder.event(autoscaler, 'Warning', computed.reason, computed.message);
          faults.push(computed);
          statuses.push({ type: '' });
        } else {
          statuses.push(computed.status);
          if (!best || computed.replicas > best.replicas) best = computed;
        }
      }
      draft.metrics(statuses);
      const [first] = faults;
      if (!best || (first && best.replicas < target.wanted)) {
        const { reason = '', message = '', summary = '' } = first ?? {};
        const words = `the HPA was unable to compute the replica count: ${message}`;
        draft.condition('ScalingActive', { status: 'False', reason, message: words });
        return `invalid metrics (${faults.length} invalid out of ${metrics.length}), first error is: ${summary}`;
      }
      const message = `the HPA was able to successfully calculate a replica count from ${best.name}`;
      draft.condition('ScalingActive', { status: 'True', reason: 'ValidMetricFound', message });
      return best;
    }

    function rescale(
      autoscaler: Autoscaler,
      target: ScaleTarget,
      draft: StatusDraft,
      desired: number,
      reason: string,
      recollection: Recollection,
    ): void {
      const answer = target.resize(desired);
      const size = `New size: ${desired}; reason: ${reason}`;
      if (!answer.ok) {
        recorder.event(autoscaler, 'Warning', 'FailedRescale', `${size}; error: ${answer.status.message}`);
        const message = `the HPA controller was unable to update the target scale: ${answer.status.message}`;
        draft.condition('AbleToScale', { status: 'False', reason: 'FailedUpdateScale', message });
        draft.currentReplicas(target.wanted);
        return;
      }
      const message = `the HPA controller was able to update the target scale to ${desired}`;
      draft.condition('AbleToScale', { status: 'True', reason: 'SucceededRescale', message });
      recorder.event(autoscaler, 'Normal', 'SuccessfulRescale', size);
      recollection.rescale(clock.now(), target.wanted, desired);
      draft.rescaled(target.wanted, desired);
    }

    return { name: 'horizontal-pod-autoscaling', start, sync };
  };
}

function reasonOfLess(proposed: number, current: number): string {
  return proposed < current ? 'All metrics below target' : '';
}

/** The other autoscalers that scale what these Pods belong to, by name; this one included where there are any. */
function rivalsOf(client: Client, autoscaler: Autoscaler, pods: readonly StoredPod[]): string[] {
  const { namespace = '', name, uid } = autoscaler.metadata;
  const rivals: string[] = [];
  for (const other of client.list('autoscaling/v2/HorizontalPodAutoscaler', namespace)) {
    if (other.metadata.uid === uid) continue;
    const target = scaleTargetOf(client, namespace, other.spec?.scaleTargetRef ?? {});
    if (typeof target === 'string') continue;
    const matches = selectorOf(target.selector);
    if (pods.some(({ metadata }) => matches(metadata.labels))) rivals.push(other.metadata.name);
  }
  return rivals.length === 0 ? [] : [...rivals, name].sort();
}

function sayAmbiguous(
  recorder: EventRecorder,
  autoscaler: Autoscaler,
  { selector }: ScaleTarget,
  draft: StatusDraft,
  rivals: readonly string[],
): string {
  const { namespace } = autoscaler.metadata;
  const labels = Object.entries(selector.matchLabels ?? {}).map(([key, value]) => `${key}=${value}`);
  const names = rivals.map((name) => `{${name} ${namespace}}`).join(' ');
  const message = `pods by selector ${labels.sort().join(',')} are controlled by multiple HPAs: [${names}]`;
  recorder.event(autoscaler, 'Warning', 'AmbiguousSelector', message);
  draft.condition('ScalingActive', { status: 'False', reason: 'AmbiguousSelector', message });
  return message;
}
