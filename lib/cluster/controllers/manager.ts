/**
 * Runs controllers: a queue each, emptied at common ticks, so that what happens together is looked at together; what fails
 * is tried again, later each time. Models the work queues of client-go (util/workqueue) with their item back-off.
 */
import type { Timer } from '../clock';
import type { Component } from '../component';
import type { Controller, ControllerContext, NewController, Queue } from './controller';

/** Syncs happen at multiples of this, ms. */
const TICK = 10;
const FIRST_RETRY = 5;
const LAST_RETRY = 1_000_000;
/** A retry that is further away than this is not waited for. */
const PATIENCE = 1000;

export class ControllerManager implements Component {
  readonly #context: ControllerContext;
  readonly #controllers: readonly NewController[];
  #running: Running[] = [];

  constructor(context: ControllerContext, controllers: readonly NewController[]) {
    this.#context = context;
    this.#controllers = controllers;
  }

  get isRunning(): boolean {
    return this.#running.length > 0;
  }

  start(): void {
    if (this.isRunning) return;
    this.#running = this.#controllers.map((make) => new Running(make(this.#context), this.#context));
    for (const one of this.#running) one.start();
  }

  stop(): void {
    for (const one of this.#running) one.stop();
    this.#running = [];
  }
}

interface Later {
  readonly at: number;
  readonly background: boolean;
  readonly timer: Timer;
}

class Running {
  readonly #controller: Controller;
  readonly #context: ControllerContext;
  readonly #waiting = new Set<string>();
  readonly #later = new Map<string, Later>();
  readonly #failures = new Map<string, number>();
  #ends: (() => void)[] = [];
  #tick: Timer | undefined;

  constructor(controller: Controller, context: ControllerContext) {
    this.#controller = controller;
    this.#context = context;
  }

  start(): void {
    const queue: Queue = {
      add: (key) => this.#add(key),
      addAfter: (key, ms, { background = true } = {}) => this.#addAfter(key, ms, background),
    };
    this.#ends = this.#controller.start(queue);
  }

  stop(): void {
    for (const end of this.#ends) end();
    for (const { timer } of this.#later.values()) timer.cancel();
    this.#tick?.cancel();
    this.#tick = undefined;
    this.#waiting.clear();
    this.#later.clear();
  }

  #add(key: string): void {
    this.#waiting.add(key);
    if (this.#tick) return;
    const { clock } = this.#context;
    this.#tick = clock.after(TICK - (clock.now() % TICK), () => {
      this.#tick = undefined;
      const keys = [...this.#waiting];
      this.#waiting.clear();
      for (const next of keys) this.#sync(next);
    });
  }

  /** Of several, the earliest counts; it is waited for where one of them is. */
  #addAfter(key: string, ms: number, isBackground: boolean): void {
    const { clock } = this.#context;
    const known = this.#later.get(key);
    const at = Math.min(clock.now() + ms, known?.at ?? Number.POSITIVE_INFINITY);
    const background = isBackground && (known?.background ?? true);
    if (known?.at === at && known.background === background) return;
    known?.timer.cancel();
    const run = (): void => {
      this.#later.delete(key);
      this.#add(key);
    };
    this.#later.set(key, { at, background, timer: clock.after(at - clock.now(), run, { background }) });
  }

  #sync(key: string): void {
    if (this.#controller.sync(key) !== 'retry') {
      this.#failures.delete(key);
      return;
    }
    const failures = this.#failures.get(key) ?? 0;
    this.#failures.set(key, failures + 1);
    const delay = Math.min(LAST_RETRY, FIRST_RETRY * 2 ** failures);
    this.#addAfter(key, delay, delay > PATIENCE);
  }
}
