/** The cluster behind the page's messages, and its clock. */
import type { clusterQuestions } from '@/lib/checks';
import { Cluster, newView, objectsOfKinds, Pace, Timeline, type Moment, type View } from '@/lib/cluster';
import { appliedFiles } from './applied-files';
import type { ClusterQuestion, ClusterQuestions, FromCluster, OpenCluster, Pulse, ToCluster } from './cluster-protocol';
import { kubectlText } from './kubectl-text';
import { packed, unpacked } from './packed';
import type { TerminalHost } from './terminal-host';

/** How often the clock is looked at, ms: a frame. */
export const BEAT = 16;
/** What a lesson begins with comes to rest within so many events, or goes on while one reads. */
const MOST_EVENTS = 100_000;
/** A lesson's checks are asked five times a second at most. */
const CHECK_BEATS = 12;

export interface Surroundings {
  readonly post: (message: FromCluster) => void;
  /** The fields' sentences for `explain`; resolves to undefined where they can't be had. */
  descriptions(): Promise<Record<string, Record<string, string>> | undefined>;
}

type Answers = { readonly [Q in ClusterQuestion]: (ask: ClusterQuestions[Q]['ask'], id: number) => unknown };

export class ClusterHost {
  readonly #around: Surroundings;
  readonly #streams = new Map<number, () => void>();
  readonly #answers: Answers;
  #open: Opened | undefined;
  #view: View | undefined;
  #questions: ReturnType<typeof clusterQuestions> | undefined;
  #checked = -1;
  #sinceCheck = 0;
  #answered = '';
  #told = '';

  constructor(around: Surroundings) {
    this.#around = around;
    this.#answers = this.#table();
  }

  async hear(message: ToCluster): Promise<void> {
    switch (message.type) {
      case 'stop':
        if (this.#open?.terminal.interrupt(message.id)) return;
        this.#streams.get(message.id)?.();
        this.#streams.delete(message.id);
        return;
      case 'input':
        this.#open?.terminal.type(message.id, message.text);
        return;
      case 'edited':
        this.#open?.terminal.edited(message.id, message.text);
        return;
      default:
        await this.#answer(message);
        // What programs keep is in no revision of the store.
        if (message.type === 'send' || message.type === 'run') this.#checked = -1;
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
    const change = this.#view?.changes();
    if (change) this.#around.post({ type: 'view', change });
    this.#check();
    this.#tell();
  }

  /** A lesson's checks, when something was written since; not at every beat of a rollout. */
  #check(): void {
    const { cluster } = this.#opened();
    this.#sinceCheck += 1;
    const { revision } = cluster.store;
    if (!this.#questions || this.#sinceCheck < CHECK_BEATS || (this.#checked === revision && this.#answered !== ''))
      return;
    this.#sinceCheck = 0;
    this.#checked = revision;
    const { kinds, run } = this.#questions;
    const verdicts = run(objectsOfKinds(cluster, kinds), cluster.network);
    const text = JSON.stringify(verdicts);
    if (text === this.#answered) return;
    this.#answered = text;
    this.#around.post({ type: 'verdicts', verdicts });
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
      ...timeline.position,
      names: timeline.names,
    };
  }

  #opened(): Opened {
    if (!this.#open) throw new Error('no cluster is open');
    return this.#open;
  }

  async #begin({ saved: bytes, begin = {}, ...options }: OpenCluster): Promise<ClusterQuestions['open']['answer']> {
    const descriptions = this.#around.descriptions();
    let loaded: Awaited<typeof descriptions>;
    void descriptions.then((found) => (loaded = found));
    // In chunks of their own, fetched side by side: the shell with kubectl is half of this worker.
    const shell = import('./terminal-host');
    const { celEngine } = await import('@/lib/checks');
    const cluster = await Cluster.create({ ...options, cel: celEngine(), descriptions: () => loaded });
    for (const addon of begin.addons ?? []) cluster.enable(addon);
    if (begin.manifests) {
      await kubectlText(
        cluster,
        ['apply', ...Object.keys(begin.manifests).flatMap((name) => ['-f', name])],
        begin.manifests,
      );
      cluster.clock.runUntilIdle(undefined, MOST_EVENTS);
    }
    for (const component of begin.stopped ?? []) cluster.stop(component);
    const fresh = cluster.moment();
    const saved = bytes && (await unpacked(bytes));
    const fault = bytes && (saved === undefined ? 'damaged' : cluster.import(saved));
    const timeline = new Timeline(cluster);
    if (saved !== undefined && fault === undefined) timeline.recall(saved);
    const { post } = this.#around;
    const { TerminalHost } = await shell;
    this.#open = {
      cluster,
      fresh,
      timeline,
      pace: new Pace(cluster.clock),
      terminal: new TerminalHost({ cluster, fresh, timeline, post }),
    };
    return fault === undefined ? {} : { fault };
  }

  async #apply(files: Readonly<Record<string, string>>): Promise<ClusterQuestions['apply']['answer']> {
    const { cluster, timeline } = this.#opened();
    const names = Object.keys(files);
    timeline.mark(`kubectl apply ${names.map((name) => `-f ${name}`).join(' ')}`);
    const answers: Record<string, ClusterQuestions['apply']['answer'][string]> = {};
    for (const name of names) {
      // oxlint-disable-next-line no-await-in-loop -- in this order: what a file needs may stand in the one before
      answers[name] = await kubectlText(cluster, ['apply', '-f', name], files);
    }
    return answers;
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
        opened().terminal.interruptAll();
        opened().timeline.undo();
        return pulse();
      },
      redo: () => {
        opened().terminal.interruptAll();
        opened().timeline.redo();
        return pulse();
      },
      steps: () => opened().timeline.steps,
      goToStep: (step) => {
        opened().terminal.interruptAll();
        opened().timeline.goToStep(step);
        return pulse();
      },
      removeName: (name) => {
        opened().timeline.remove(name);
        return pulse();
      },
      name: (name) => {
        opened().timeline.name(name);
        return pulse();
      },
      goTo: (name) => {
        opened().terminal.interruptAll();
        return opened().timeline.goTo(name);
      },
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
      nodes: () => opened().cluster.kubelets.nodeStates(),
      fillDisk: (pod) => opened().cluster.kubelets.fillDisk(pod),
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
      export: () => opened().timeline.export(),
      pack: () => packed(opened().timeline.export()),
      files: (texts) => {
        opened().terminal.files.replace(texts);
        return null;
      },
      run: (line, id) => opened().terminal.run(line, id),
      isIncomplete: (line) => opened().terminal.isIncomplete(line),
      complete: ({ line, cursor }) => opened().terminal.complete(line, cursor),
      history: (lines) => {
        opened().terminal.history = lines;
        return null;
      },
      describe: async ({ kind, namespace, name }) => {
        const { out, err } = await kubectlText(opened().cluster, [
          'describe',
          kind,
          name,
          ...(namespace === undefined ? [] : ['-n', namespace]),
        ]);
        return out + err;
      },
      diff: (files) =>
        kubectlText(opened().cluster, ['diff', ...Object.keys(files).flatMap((name) => ['-f', name])], files),
      apply: (files) => this.#apply(files),
      applied: (files) => appliedFiles(opened().cluster, files),
      import: (text) => {
        const { cluster, timeline, terminal } = opened();
        terminal.interruptAll();
        timeline.mark('import');
        return cluster.import(text) ?? null;
      },
      questions: async (ask) => {
        const { clusterQuestions } = await import('@/lib/checks');
        this.#questions = clusterQuestions(ask.checks, ask.conditions);
        this.#answered = '';
        return null;
      },
      view: () => {
        this.#view = newView(opened().cluster);
        return (
          this.#view.changes() ?? { revision: opened().cluster.store.revision, isWhole: true, items: [], gone: [] }
        );
      },
      restart: () => {
        const { cluster, fresh, timeline, terminal } = opened();
        terminal.interruptAll();
        timeline.mark('restart');
        cluster.goTo(fresh);
        return null;
      },
    };
  }
}

type Question = Extract<ToCluster, { readonly ask: unknown }>;

interface Opened {
  readonly cluster: Cluster;
  /** As it was when the lesson began. */
  readonly fresh: Moment;
  readonly terminal: TerminalHost;
  readonly pace: Pace;
  readonly timeline: Timeline;
}
