/** An exercise done on a real cluster, without a page: for the gate, and for the picture of the goal. Never in a page. */
import { celEngine, clusterQuestions, type CheckVerdict } from '@/lib/checks';
import { Cluster, newView, objectsOfKinds, type ViewItem } from '@/lib/cluster';
import { kubectlText } from '@/lib/shell';
import { conditionsOf, type Exercise } from './exercise';
import type { ClusterStart } from './start';
import type { SentForm, Step } from './steps';

type Files = Readonly<Record<string, string>>;

/** Nobody is faster: a lesson may tell what was there before a step from what came of it. */
const PAUSE = 5_000;
/** So long a lesson may take to come to rest, of simulated time, and so many events. */
const LONGEST = 600_000;
const MOST_EVENTS = 100_000;

export class Rehearsal {
  readonly cluster: Cluster;
  /** What kubectl and the rest complained about. */
  readonly complaints: string[] = [];

  private constructor(cluster: Cluster) {
    this.cluster = cluster;
  }

  /** As the page's cluster begins: see workers/cluster-host.ts. */
  static async begin(start: ClusterStart | undefined): Promise<Rehearsal> {
    const cluster = await Cluster.create({ start: Date.UTC(2026, 0, 5, 9), seed: 1, cel: celEngine() });
    const rehearsal = new Rehearsal(cluster);
    for (const addon of start?.addons ?? []) cluster.enable(addon);
    await rehearsal.apply(start?.manifests ?? {});
    for (const component of start?.stopped ?? []) cluster.stop(component);
    return rehearsal;
  }

  /** In the order of the names given, what the API server takes; then until nothing is under way. */
  async apply(files: Files): Promise<void> {
    const names = Object.keys(files);
    if (names.length > 0) await this.#kubectl(['apply', ...names.flatMap((name) => ['-f', name])], files);
    this.settle();
  }

  async do(step: Step): Promise<void> {
    this.cluster.clock.runUntil(this.cluster.clock.now() + PAUSE);
    if (typeof step !== 'string') {
      if ('start' in step) this.cluster.start(step.start);
      else if ('send' in step) this.#send(step.send);
      else if ('deleteOne' in step) await this.#deleteOne(step.deleteOne);
      else if ('exec' in step) this.#exec(step.exec.pod, step.exec.command);
      else this.cluster.stop(step.stop);
    } else {
      const [program, ...args] = step.split(' ');
      if (program === 'kubectl') await this.#kubectl(args, {});
      else this.#minikube(args.join(' '));
    }
    this.settle();
  }

  settle(): void {
    this.cluster.clock.runUntilIdle(LONGEST, MOST_EVENTS);
  }

  verdicts(exercise: Exercise): readonly CheckVerdict[] {
    return this.#ask(exercise).verdicts;
  }

  /** The `when` of hints that hold now. */
  conditions(exercise: Exercise): readonly string[] {
    const { conditions } = this.#ask(exercise);
    return Object.keys(conditions).filter((id) => conditions[id]);
  }

  items(): readonly ViewItem[] {
    return newView(this.cluster).changes()?.items ?? [];
  }

  #ask(exercise: Exercise): ReturnType<ReturnType<typeof clusterQuestions>['run']> {
    const { kinds, run } = clusterQuestions(
      exercise.tasks.flatMap(({ checks }) => checks),
      conditionsOf(exercise),
    );
    return run(objectsOfKinds(this.cluster, kinds), this.cluster.network);
  }

  async #kubectl(args: readonly string[], files: Files): Promise<void> {
    const { clock } = this.cluster;
    const { err } = await kubectlText(this.cluster, args, files, (ms) => {
      clock.runUntil(clock.now() + ms);
      return Promise.resolve(true);
    });
    if (err !== '') this.complaints.push(err);
  }

  async #deleteOne(prefix: string): Promise<void> {
    const pods = [...this.cluster.client.list('v1/Pod', 'default')];
    const names = pods.map(({ metadata }) => metadata.name).sort();
    const name = names.find((other) => other.startsWith(prefix));
    await this.#kubectl(['delete', 'pod', name ?? prefix, '--wait=false'], {});
  }

  #exec(name: string, command: readonly string[]): void {
    const pod = this.cluster.client.get('v1/Pod', 'default', name);
    const container = pod?.spec?.containers?.[0]?.name ?? '';
    const result = this.cluster.kubelets.exec(pod?.metadata.uid ?? '', container, command, '');
    if ('code' in result) this.complaints.push(`${command.join(' ')} in ${name}: ${result.message}`);
  }

  #send({ host, port, path, form }: SentForm): void {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const http = { method: 'POST', path, headers, body: new URLSearchParams(form).toString() };
    const { outcome } = this.cluster.network.request({ from: 'outside' }, { host, port }, { http });
    if ('failed' in outcome) this.complaints.push(`${host}:${port}${path}: ${outcome.why}`);
  }

  #minikube(command: string): void {
    if (command === 'node add') this.cluster.addNode();
    else if (command === 'addons enable ingress') this.cluster.enable('ingress');
    else if (command === 'addons enable metrics-server') this.cluster.enable('metrics-server');
    else if (command === 'tunnel') this.cluster.isTunnelOpen = true;
    else this.complaints.push(`minikube ${command} can't be rehearsed`);
  }
}
