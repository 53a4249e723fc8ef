/**
 * The scheduler: finds a node for each Pod that has none, and says why where there is none. Models kube-scheduler 1.36 with
 * its default profile (pkg/scheduler): queue, filters, scores, preemption, binding.
 *
 * It remembers nothing that the API does not hold: stopped and started, it reads everything anew.
 *
 * Not modelled: extenders, other profiles, resource claims of devices, Pod groups, volume limits, in-place resizing; Pods
 * are bound one after the other.
 */
import type { Timer } from '../clock';
import type { Component } from '../component';
import type { ControllerContext } from '../controllers/controller';
import type { EventRecorder } from '../event-recorder';
import { ClusterCache } from './cluster-cache';
import { NodeFinder } from './find-node';
import { afterwards, fitError, NO_NODES, rejectorsOf } from './fit-error';
import type { NodeInfo } from './node-info';
import { withCondition, withNominatedNode } from './pod-condition';
import { namespaceOf, priorityOf, type ScheduledPod } from './pod-facts';
import { Plans, type Plan } from './plan';
import { preempt } from './preemption';
import { backoff, SchedulingQueue, type QueuedPod } from './queue';
import type { PluginName } from './rejection';
import { isWorthATry, type ClusterEvent } from './requeue';
import { VolumeBinder } from './volume-binder';
import { isSameRecord, watchCluster } from './watch';

const NAME = 'default-scheduler';
/** Simulated time from a Pod's coming until it is looked at, and how many are then looked at together. */
const TICK_MS = 5;
const PODS_A_TICK = 100;
const FLUSH_EVERY_MS = 30_000;
/** After that long a Pod that nothing has helped is tried again all the same. */
const LONGEST_WAIT_MS = 300_000;
const LONGEST_NOTE = 1024;
const NOBODY: ReadonlySet<PluginName> = new Set();

export function newScheduler(context: ControllerContext): Component {
  let running: Scheduler | undefined;
  return {
    start() {
      running ??= new Scheduler(context);
    },
    stop() {
      running?.stop();
      running = undefined;
    },
  };
}

/** What the same Pod would be told again as long as nothing changes. */
interface Failure {
  readonly plan: Plan;
  readonly changes: string;
  readonly message: string;
  readonly rejectors: ReadonlySet<PluginName>;
}

class Scheduler {
  readonly #context: ControllerContext;
  readonly #cluster: ClusterCache;
  readonly #queue = new SchedulingQueue();
  readonly #plans = new Plans();
  readonly #recorder: EventRecorder;
  readonly #finder: NodeFinder;
  readonly #binder: VolumeBinder;
  readonly #timers = new Set<Timer>();
  readonly #stopWatching: () => void;
  #isTicking = false;
  #isFlushing = false;
  #lastFailure: Failure | undefined;

  constructor(context: ControllerContext) {
    const { client, clock } = context;
    this.#context = context;
    this.#recorder = context.recorder(NAME);
    this.#cluster = new ClusterCache(client);
    this.#finder = new NodeFinder(this.#cluster);
    this.#binder = new VolumeBinder({
      client,
      clock,
      namespaceLabels: this.#cluster.namespaceLabels,
      done: (entry, node) => this.#bind(entry, node),
      failed: (entry, why) => {
        this.#cluster.removePod(entry.pod.metadata.uid);
        this.#retryLater(entry, why);
      },
    });
    this.#stopWatching = watchCluster(client, this.#cluster, this.#plans, {
      unbound: (pod) => this.#unbound(pod),
      settled: (uid) => {
        this.#binder.forget(uid);
        this.#queue.remove(uid);
      },
      claimChanged: (claim) => this.#binder.claimChanged(claim),
      happened: (event) => this.#happened(event),
    });
  }

  stop(): void {
    this.#stopWatching();
    this.#binder.stop();
    for (const timer of this.#timers) timer.cancel();
    this.#timers.clear();
  }

  /** A Pod without a node has come, or has changed. */
  #unbound(pod: ScheduledPod): void {
    if (pod.spec?.schedulerName !== NAME) return;
    const entry = this.#queue.get(pod.metadata.uid);
    if (!entry) {
      this.#queue.put(pod, this.#now);
      return this.#wake();
    }
    const before = entry.pod;
    entry.pod = pod;
    const isOpen = !pod.spec.schedulingGates?.length;
    if (entry.state === 'gated' ? isOpen : entry.state === 'waiting' && isOtherwise(pod, before)) this.#activate(entry);
  }

  #happened(event: ClusterEvent): void {
    const isCompany = event.of === 'labels' || (event.of === 'pod' && event.did === 'come');
    if (isCompany && !this.#queue.isAnySociable) return;
    for (const entry of this.#queue.waiting) {
      if (isWorthATry(entry.pod, this.#cluster.factsOf(entry.pod), entry.rejectors, event)) this.#activate(entry);
    }
  }

  #activate(entry: QueuedPod): void {
    const delay = this.#queue.backoffOf(entry, this.#now);
    if (delay === 0) {
      this.#queue.activate(entry);
      return this.#wake();
    }
    this.#queue.backOff(entry);
    this.#after(delay, () => {
      if (entry.state === 'backing-off') this.#queue.activate(entry);
      this.#wake();
    });
  }

  #wake(): void {
    if (this.#isTicking || !this.#queue.hasActive) return;
    this.#isTicking = true;
    this.#after(TICK_MS, () => {
      this.#isTicking = false;
      for (let done = 0; done < PODS_A_TICK; done += 1) {
        const entry = this.#queue.pop();
        if (!entry) break;
        this.#tryToPlace(entry);
      }
      this.#wake();
    });
  }

  #tryToPlace(entry: QueuedPod): void {
    const { pod } = entry;
    if (pod.metadata.deletionTimestamp) {
      this.#queue.wait(entry, NOBODY, this.#now);
      return this.#say(pod, `skip schedule deleting pod: ${namespaceOf(pod)}/${pod.metadata.name}`);
    }
    if (this.#cluster.nodes.length === 0) return this.#turnAway(entry, NO_NODES, NOBODY, '');
    const plan = this.#plans.of(pod, this.#cluster);
    const last = this.#lastFailure;
    if (last?.plan === plan && last.changes === this.#changes && !pod.status?.nominatedNodeName) {
      return this.#turnAway(entry, last.message, last.rejectors);
    }
    const found = this.#finder.find(plan, pod);
    if ('node' in found) {
      const bindings = found.cycle.volumes?.bindingsOn(found.node);
      if (!bindings || bindings.existing.length + bindings.toProvision.length === 0)
        return this.#bind(entry, found.node);
      this.#queue.hold(entry);
      this.#cluster.putPod(pod, found.node.name);
      return this.#binder.start(entry, found.node, bindings);
    }

    const { diagnosis } = found;
    const { length } = this.#cluster.nodes;
    const rejectors = rejectorsOf(diagnosis);
    const preemption = diagnosis.ofAll ? { message: '', clears: false } : preempt(plan, pod, diagnosis, this.#cluster);
    if ('node' in preemption) {
      this.#turnAway(entry, fitError(length, diagnosis, ''), rejectors, preemption.node);
      return this.#makeRoom(plan, pod, preemption.node, preemption.victims);
    }
    const message = fitError(length, diagnosis, afterwards(diagnosis, preemption.message));
    this.#turnAway(entry, message, rejectors, preemption.clears ? '' : undefined);
    this.#lastFailure = { plan, changes: this.#changes, message, rejectors };
  }

  #bind(entry: QueuedPod, node: NodeInfo): void {
    const { client } = this.#context;
    const { pod } = entry;
    const namespace = namespaceOf(pod);
    const { name } = pod.metadata;
    const answer = client.bind(namespace, name, node.name);
    if (!answer.ok) {
      this.#cluster.removePod(pod.metadata.uid);
      if (answer.status.reason === 'NotFound') return this.#queue.remove(pod.metadata.uid);
      return this.#retryLater(entry, answer.status.message);
    }
    const message = `Successfully assigned ${namespace}/${name} to ${node.name}`;
    this.#recorder.event(pod, 'Normal', 'Scheduled', message, { action: 'Binding' });
  }

  /** @param held the node that is held for the Pod from now on, '' for none; undefined leaves that as it is */
  #turnAway(
    entry: QueuedPod,
    message: string,
    rejectors: ReadonlySet<PluginName>,
    held?: string,
    reason: 'Unschedulable' | 'SchedulerError' = 'Unschedulable',
  ): void {
    const { client } = this.#context;
    const { pod } = entry;
    this.#queue.wait(entry, rejectors, this.#now);
    this.#say(pod, message);
    const condition = { type: 'PodScheduled', status: 'False', reason, message };
    const told = withCondition(pod, condition, this.#now);
    const written = held === undefined ? told : withNominatedNode(told, held);
    if (written !== pod) client.updateStatus('v1/Pod', written);
    this.#flushLater();
  }

  #say(pod: ScheduledPod, message: string): void {
    const note = message.length <= LONGEST_NOTE ? message : `${message.slice(0, LONGEST_NOTE - 4)} ...`;
    this.#recorder.event(pod, 'Warning', 'FailedScheduling', note, { action: 'Scheduling' });
  }

  /** What went wrong has nothing to do with the Pod: it is tried again by itself. */
  #retryLater(entry: QueuedPod, message: string): void {
    this.#turnAway(entry, message, NOBODY, '', 'SchedulerError');
    const again = (): void => {
      if (entry.state === 'waiting') this.#activate(entry);
    };
    this.#after(backoff(entry.attempts), again, true);
  }

  #makeRoom(plan: Plan, pod: ScheduledPod, node: string, victims: readonly ScheduledPod[]): void {
    const { client } = this.#context;
    for (const held of this.#cluster.nominated.on(node).values()) {
      if (priorityOf(held) < plan.priority) client.updateStatus('v1/Pod', withNominatedNode(held, ''));
    }
    const condition = {
      type: 'DisruptionTarget',
      status: 'True',
      reason: 'PreemptionByScheduler',
      message: `${NAME}: preempting to accommodate a higher priority pod`,
    };
    for (const { metadata } of victims) {
      const victim = client.get('v1/Pod', metadata.namespace, metadata.name);
      if (!victim || victim.metadata.deletionTimestamp) continue;
      const told = withCondition(victim, condition, this.#now);
      if (told !== victim) client.updateStatus('v1/Pod', told);
      client.delete('v1/Pod', metadata.namespace, metadata.name);
      const message = `Preempted by pod ${pod.metadata.uid} on node ${node}`;
      this.#recorder.event(victim, 'Normal', 'Preempted', message, { action: 'Preempting' });
    }
  }

  #flushLater(): void {
    if (this.#isFlushing) return;
    this.#isFlushing = true;
    const flush = (): void => {
      this.#isFlushing = false;
      for (const entry of this.#queue.waiting) {
        if (this.#now - entry.triedAt > LONGEST_WAIT_MS) this.#activate(entry);
      }
      if (this.#queue.isAnyWaiting) this.#flushLater();
    };
    this.#after(FLUSH_EVERY_MS, flush, true);
  }

  get #changes(): string {
    return `${this.#cluster.changes}/${this.#cluster.nominated.changes}`;
  }

  get #now(): number {
    return this.#context.clock.now();
  }

  #after(ms: number, run: () => void, background = false): void {
    const timer = this.#context.clock.after(
      ms,
      () => {
        this.#timers.delete(timer);
        run();
      },
      { background },
    );
    this.#timers.add(timer);
  }
}

/** Of a Pod that waits, only the labels can change, and tolerations be added. */
function isOtherwise({ metadata, spec }: ScheduledPod, before: ScheduledPod): boolean {
  const tolerations = before.spec?.tolerations?.length;
  return spec?.tolerations?.length !== tolerations || !isSameRecord(metadata.labels, before.metadata.labels);
}
