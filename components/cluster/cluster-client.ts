import type { ViewChange } from '@/lib/cluster';
import type {
  ClusterQuestion,
  ClusterQuestions,
  ClusterVerdicts,
  FromCluster,
  Pulse,
  ToCluster,
} from '@/workers/cluster-protocol';

/** How messages get to the worker and back: a Worker has this form. */
export interface ClusterPort {
  post(message: ToCluster): void;
  listen(hear: (message: FromCluster) => void): void;
}

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

interface Streaming {
  piece(text: string, isError: boolean): void;
  end(): void;
}

/** Where a request's pieces go. */
export interface StreamSink {
  piece(text: string): void;
  end(): void;
}

/** Where a command prints. */
export interface CommandSink {
  piece(text: string, isError: boolean): void;
}

/** A command under way. */
export interface RunningCommand {
  readonly done: Promise<ClusterQuestions['run']['answer']>;
  /** What is typed into it, with its line end; null is Ctrl+D. */
  type(text: string | null): void;
  /** Ctrl+C. */
  interrupt(): void;
}

/** What commands ask of the page. */
export interface CommandWishes {
  files(changes: Readonly<Record<string, string | null>>): void;
  /** Resolves to what it was saved as; null where the learner left it. */
  edit(name: string, text: string): Promise<string | null>;
  show(what: { readonly pane: 'cluster' } | { readonly url: string }): void;
}

/** The page's side of its cluster. */
export class ClusterClient {
  readonly #port: ClusterPort;
  readonly #waiting = new Map<number, Waiting>();
  readonly #streams = new Map<number, Streaming>();
  readonly #listeners = new Set<() => void>();
  readonly #judges = new Set<() => void>();
  #verdicts: ClusterVerdicts | undefined;
  readonly #viewers = new Set<(change: ViewChange) => void>();
  #pulse: Pulse | undefined;
  #lastId = 0;
  #wishes: CommandWishes | undefined;

  constructor(port: ClusterPort) {
    this.#port = port;
    port.listen((message) => this.#hear(message));
  }

  /** What was told last; the same object until something changes. */
  get pulse(): Pulse | undefined {
    return this.#pulse;
  }

  /** For useSyncExternalStore. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  /** Rejects where the worker has a fault: one of ours. */
  ask<Q extends ClusterQuestion>(question: Q, ask: ClusterQuestions[Q]['ask']): Promise<ClusterQuestions[Q]['answer']> {
    return this.#send(question, ask, this.#nextId());
  }

  /** A watch, or a log that is followed. Answers its beginning, and how to stop it. */
  async stream(
    request: ClusterQuestions['request']['ask'],
    sink: StreamSink,
  ): Promise<{ readonly answer: ClusterQuestions['request']['answer']; stop(): void }> {
    const id = this.#nextId();
    this.#streams.set(id, sink);
    const answer = await this.#send('request', request, id);
    if (!answer || answer.body !== undefined) this.#streams.delete(id);
    return {
      answer,
      stop: () => {
        if (this.#streams.delete(id)) this.#port.post({ type: 'stop', id });
      },
    };
  }

  /** A command line in the terminal. */
  run(line: string, sink: CommandSink): RunningCommand {
    const id = this.#nextId();
    this.#streams.set(id, { ...sink, end: () => undefined });
    const done = this.#send('run', line, id).finally(() => this.#streams.delete(id));
    return {
      done,
      type: (text) => this.#port.post({ type: 'input', id, text }),
      interrupt: () => this.#port.post({ type: 'stop', id }),
    };
  }

  /** The lesson's questions, answered; the same object until an answer changes. */
  readonly verdicts = (): ClusterVerdicts | undefined => this.#verdicts;

  readonly onVerdicts = (listener: () => void): (() => void) => {
    this.#judges.add(listener);
    return () => {
      this.#judges.delete(listener);
    };
  };

  /** What is drawn changes; the first change tells everything. Answers how to stop. */
  onView(listener: (change: ViewChange) => void): () => void {
    this.#viewers.add(listener);
    void this.ask('view', null).then((change) => {
      if (this.#viewers.has(listener)) listener(change);
    });
    return () => {
      this.#viewers.delete(listener);
    };
  }

  /** Said by who shows files and panes. Answers how to stop. */
  grant(wishes: CommandWishes): () => void {
    this.#wishes = wishes;
    return () => {
      if (this.#wishes === wishes) this.#wishes = undefined;
    };
  }

  #nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  #send<Q extends ClusterQuestion>(
    type: Q,
    ask: ClusterQuestions[Q]['ask'],
    id: number,
  ): Promise<ClusterQuestions[Q]['answer']> {
    return new Promise((resolve, reject) => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the worker answers a question with its kind of answer
      this.#waiting.set(id, { resolve: (answer) => resolve(answer as ClusterQuestions[Q]['answer']), reject });
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a question with what it asks, before its kind is known
      this.#port.post({ type, id, ask } as ToCluster);
    });
  }

  #hear(message: FromCluster): void {
    switch (message.type) {
      case 'answer':
        this.#settle(message.id)?.resolve(message.answer);
        break;
      case 'fault':
        this.#settle(message.id)?.reject(new Error(message.message));
        break;
      case 'piece':
        this.#streams.get(message.id)?.piece(message.text, message.isError ?? false);
        break;
      case 'end':
        this.#streams.get(message.id)?.end();
        this.#streams.delete(message.id);
        break;
      case 'pulse':
        this.#pulse = message.pulse;
        for (const listener of this.#listeners) listener();
        break;
      case 'view':
        for (const viewer of this.#viewers) viewer(message.change);
        break;
      case 'verdicts':
        this.#verdicts = message.verdicts;
        for (const listener of this.#judges) listener();
        break;
      case 'files':
        this.#wishes?.files(message.changes);
        break;
      case 'edit':
        void this.#edit(message);
        break;
      case 'show':
        this.#wishes?.show(message.what);
        break;
    }
  }

  async #edit({ id, name, text }: Extract<FromCluster, { type: 'edit' }>): Promise<void> {
    this.#port.post({ type: 'edited', id, text: (await this.#wishes?.edit(name, text)) ?? null });
  }

  #settle(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }
}
