/** Ports of this computer that lead into Pods: what `kubectl port-forward` opens. */
import type { Exchange, Message, Reply } from '@/lib/cluster';

/** Answers what is said to that port; undefined where the connection is lost. */
export type Answerer = (message: Message) => Reply;

export class Forwards {
  readonly #ports = new Map<number, Answerer>();

  /** False where the port is taken. */
  open(port: number, answer: Answerer): boolean {
    if (this.#ports.has(port)) return false;
    this.#ports.set(port, answer);
    return true;
  }

  close(port: number): void {
    this.#ports.delete(port);
  }

  isOpen(port: number): boolean {
    return this.#ports.has(port);
  }

  request(port: number, message: Message): Exchange {
    const answer = this.#ports.get(port);
    if (!answer) return { hops: [], outcome: { failed: 'refused', why: `Nothing listens on localhost:${port}.` } };
    return { hops: [], outcome: { reply: answer(message), address: '127.0.0.1' } };
  }
}
