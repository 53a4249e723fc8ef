/** The cluster behind the page's messages, and its clock. */
import { Cluster, Pace, Timeline } from '@/lib/cluster';
import type { ClusterQuestion, ClusterQuestions, FromCluster, OpenCluster, Pulse, ToCluster } from './cluster-protocol';

/** How often the clock is looked at, ms: a frame. */
export const BEAT = 16;

export interface Surroundings {
  post(message: FromCluster): void;
  /** The fields' sentences for `explain`; resolves to undefined where they can't be had. */
  descriptions(): Promise<Record<string, Record<string, string>> | undefined>;
}

type Answers = { readonly [Q in ClusterQuestion]: (ask: ClusterQuestions[Q]['ask'], id: number) => unknown };

export class ClusterHost {
  readonly #around: Surroundings;
  readonly #streams = new Map<number, () => void>();
  readonly #answers: Answers;
  #open: Opened | undefined;
  #told = '';

  constructor(around: Surroundings) {
    this.#around = around;
    this.#answers = this.#table();
  }

  async hear(message: ToCluster): Promise<void> {
    switch (message.type) {
      case 'stop':
        this.#streams.get(message.id)?.();
        this.#streams.delete(message.id);
        return;
      case 'input':
      case 'edited':
        return;
      default:
        await this.#answer(message);
    }
  }

  async #answer(message: Question): Promise<void> {
    const { id } = message;
    try {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the protocol pairs every question with what it asks
      const answer = this.#answers[message.type] as (ask: unknown, id: number) => unknown;
      this.#around.post({ type: 'answer', id, answer: await answer(message.ask, id) });
    } catch (error) {
      this.#around.post({ type: 'fault', id, message: String(error) });
    }
  }

  /** To be called every BEAT. @param elapsed real milliseconds since the last call */
  beat(elapsed: number): void {
    if (!this.#open) return;
    this.#open.pace.advance(elapsed);
    this.#tell();
  }

  /** Only what the page does not know yet; time alone is told once a second. */
  #tell(): void {
    const pulse = this.#pulse();
    const known = JSON.stringify({ ...pulse, time: Math.floor(pulse.time / 1000) });
    if (known === this.#told) return;
    this.#told = known;
    this.#around.post({ type: 'pulse', pulse });
  }

  #pulse(): Pulse {
    const { cluster, pace, timeline } = this.#opened();
    return {
      time: cluster.clock.now(),
      isIdle: cluster.clock.isIdle,
      isPlaying: pace.isPlaying,
      speed: pace.speed,
      revision: cluster.store.revision,
      ...timeline.next,
    };
  }

  #opened(): Opened {
    if (!this.#open) throw new Error('no cluster is open');
    return this.#open;
  }

  async #begin({ saved, ...options }: OpenCluster): Promise<ClusterQuestions['open']['answer']> {
    const descriptions = this.#around.descriptions();
    let loaded: Awaited<typeof descriptions>;
    void descriptions.then((found) => (loaded = found));
    const cluster = await Cluster.create({ ...options, descriptions: () => loaded });
    const fault = saved === undefined ? undefined : cluster.import(saved);
    this.#open = { cluster, pace: new Pace(cluster.clock), timeline: new Timeline(cluster) };
    return fault === undefined ? {} : { fault };
  }

  #request(ask: ClusterQuestions['request']['ask'], id: number): ClusterQuestions['request']['answer'] {
    const answer = this.#opened().cluster.handle(ask);
    if (!answer) return undefined;
    const { status, headers } = answer;
    if ('body' in answer) return { status, headers, body: String(answer.body) };
    if (!('stream' in answer)) return { status: 400, headers: {}, body: 'this needs exec or a forwarded port' };
    // After the answer: the page learns first that pieces are to come.
    queueMicrotask(() => {
      const stop = answer.stream(
        (text) => this.#around.post({ type: 'piece', id, text }),
        () => {
          this.#streams.delete(id);
          this.#around.post({ type: 'end', id });
        },
      );
      this.#streams.set(id, stop);
    });
    return { status, headers };
  }

  #table(): Answers {
    const opened = (): Opened => this.#opened();
    const pulse = (): Pulse => this.#pulse();
    return {
      open: (ask) => this.#begin(ask),
      request: (ask, id) => this.#request(ask, id),
      exec: ({ pod, container, command }) => {
        const result = opened().cluster.kubelets.exec(pod, container, command.args, command.stdin);
        return 'code' in result ? result.message : result;
      },
      send: ({ from, to, message }) => opened().cluster.network.request(from, to, message),
      play: ({ playing, speed }) => {
        const { pace } = opened();
        pace.isPlaying = playing;
        pace.speed = speed;
        return pulse();
      },
      step: () => {
        opened().pace.step();
        return pulse();
      },
      runUntilIdle: () => {
        opened().pace.runUntilIdle();
        return pulse();
      },
      mark: (label) => {
        opened().timeline.mark(label);
        return pulse();
      },
      undo: () => {
        opened().timeline.undo();
        return pulse();
      },
      redo: () => {
        opened().timeline.redo();
        return pulse();
      },
      name: (name) => {
        opened().timeline.name(name);
        return opened().timeline.names;
      },
      goTo: (name) => opened().timeline.goTo(name),
      component: ({ name, running }) => {
        const { cluster } = opened();
        if (running) cluster.start(name);
        else cluster.stop(name);
        return cluster.isRunning(name);
      },
      node: ({ name, state }) => {
        const { kubelets } = opened().cluster;
        if (state === 'running') kubelets.restore(name);
        else if (state === 'cut') kubelets.cutOff(name);
        else kubelets.stop(name);
        return null;
      },
      addNode: () => opened().cluster.addNode(),
      addon: ({ name, enabled }) => {
        const { cluster } = opened();
        if (enabled) cluster.enable(name);
        else cluster.disable(name);
        return cluster.addons;
      },
      tunnel: (open) => {
        opened().cluster.isTunnelOpen = open;
        return null;
      },
      export: () => opened().cluster.export(),
    };
  }
}

type Question = Extract<ToCluster, { readonly ask: unknown }>;

interface Opened {
  readonly cluster: Cluster;
  readonly pace: Pace;
  readonly timeline: Timeline;
}
