import type { ClusterQuestion, ClusterQuestions, FromCluster, Pulse, ToCluster } from '@/workers/cluster-protocol';

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
  piece(text: string): void;
  end(): void;
}

/** Where a request's pieces go. */
export interface StreamSink {
  piece(text: string): void;
  end(): void;
}

/** The page's side of its cluster. */
export class ClusterClient {
  readonly #port: ClusterPort;
  readonly #waiting = new Map<number, Waiting>();
  readonly #streams = new Map<number, Streaming>();
  readonly #listeners = new Set<() => void>();
  #pulse: Pulse | undefined;
  #lastId = 0;

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
        this.#streams.get(message.id)?.piece(message.text);
        break;
      case 'end':
        this.#streams.get(message.id)?.end();
        this.#streams.delete(message.id);
        break;
      case 'pulse':
        this.#pulse = message.pulse;
        for (const listener of this.#listeners) listener();
        break;
    }
  }

  #settle(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }
}
