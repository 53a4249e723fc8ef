/**
 * What a server asks of the machine: little when idle, and something for each request, averaged over 15 seconds (which is
 * also how often the metrics server looks). The timer runs only while requests come.
 */
import type { Process } from './process';

const WINDOW = 15_000;

export interface LoadModel {
  readonly idleMillis: number;
  readonly memoryMiB: number;
  /** Milliseconds of one core that a request takes. */
  readonly perRequest: number;
}

export class LoadMeter {
  readonly #process: Process;
  readonly #model: LoadModel;
  #requests = 0;
  #isRunning = false;

  constructor(process: Process, model: LoadModel) {
    this.#process = process;
    this.#model = model;
    this.#set(0);
  }

  /** A request came. */
  count(): void {
    this.#requests += 1;
    if (this.#isRunning) return;
    this.#isRunning = true;
    this.#process.after(WINDOW, () => this.#measure());
  }

  #measure(): void {
    const requests = this.#requests;
    this.#requests = 0;
    this.#set(requests);
    this.#isRunning = requests > 0;
    if (this.#isRunning) this.#process.after(WINDOW, () => this.#measure());
  }

  #set(requests: number): void {
    const { idleMillis, memoryMiB, perRequest } = this.#model;
    const cpuMillis = idleMillis + Math.round((requests * perRequest * 1_000) / WINDOW);
    this.#process.setLoad({ cpuMillis, memoryBytes: memoryMiB * 1_048_576 });
  }
}
