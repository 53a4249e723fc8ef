import type { CheckDefinition } from '@/lib/checks';
import type { FromWorker, Question, Questions, ToWorker } from '@/workers/protocol';

export interface JudgeClient {
  /** Resolves to undefined when the worker was stopped or failed before it answered. */
  ask<Q extends Question>(question: Q, ask: Questions[Q]['ask']): Promise<Questions[Q]['answer'] | undefined>;
  close(): void;
}

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** A judgement takes milliseconds; one that takes this long will not come. */
const HUNG_AFTER_MS = 10_000;
/** The first one waits for the worker's code, on whatever connection. */
const LOADED_AFTER_MS = 60_000;

/**
 * The page's side of the worker, which starts with the first question. One that dies or hangs is dropped, `onFailure`
 * is told, and the next question starts another; the text is the page's, so nothing is lost with it.
 */
export function createJudgeClient(checks: readonly CheckDefinition[], onFailure: () => void): JudgeClient {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let worker: Worker | undefined;
  let hasAnswered = false;

  function start(): Worker {
    const fresh = new Worker(new URL('../../workers/judge.worker.ts', import.meta.url), {
      type: 'module',
      name: 'judge',
    });
    fresh.addEventListener('message', (event: MessageEvent<FromWorker>) => {
      const reply = event.data;
      hasAnswered = true;
      settle(reply.id, reply.type === 'answer' ? reply.answer : undefined);
      if (reply.type === 'fault') onFailure();
    });
    fresh.addEventListener('error', fail);
    send(fresh, { type: 'open', checks });
    return fresh;
  }

  function settle(id: number, answer: unknown): void {
    const entry = waiting.get(id);
    if (!entry) return;
    clearTimeout(entry.timer);
    waiting.delete(id);
    entry.resolve(answer);
  }

  function close(): void {
    worker?.terminate();
    worker = undefined;
    hasAnswered = false;
    for (const id of waiting.keys()) settle(id, undefined);
  }

  function fail(): void {
    close();
    onFailure();
  }

  return {
    ask<Q extends Question>(question: Q, ask: Questions[Q]['ask']) {
      worker ??= start();
      const running = worker;
      lastId += 1;
      const id = lastId;
      return new Promise<Questions[Q]['answer'] | undefined>((resolve) => {
        // The worker answers a question with its own kind of answer: protocol.ts is the contract of both sides.
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion
        const settled = (answer: unknown) => resolve(answer as Questions[Q]['answer'] | undefined);
        waiting.set(id, { resolve: settled, timer: setTimeout(fail, hasAnswered ? HUNG_AFTER_MS : LOADED_AFTER_MS) });
        send(running, { type: question, id, ask });
      });
    },
    close,
  };
}

function send(worker: Worker, message: ToWorker | AnyQuestion): void {
  worker.postMessage(message);
}

/** A question before its kind is known to the compiler. */
interface AnyQuestion {
  type: Question;
  id: number;
  ask: Questions[Question]['ask'];
}
