/**
 * What a controller is: it looks at the whole of one object at a time (a key), compares what is with what is wanted, and
 * writes. It remembers nothing that it could not find out again: it may be stopped, started, or set back in time at any
 * moment. Models the controllers' common loop (workqueue and processNextWorkItem).
 */
import type { Client } from '@/lib/kube';
import type { Clock } from '../clock';
import type { EventRecorder } from '../event-recorder';
import type { Random } from '../random';

export interface ControllerContext {
  readonly client: Client;
  readonly clock: Clock;
  readonly random: Random;
  /** Says events in the name of a component: `recorder("deployment-controller")`, of a kubelet with its node. */
  recorder(component: string, host?: string): EventRecorder;
}

export interface Queue {
  /** Asks for a sync of that key soon; asked twice before it runs, it runs once. */
  add(key: string): void;
  /** A sync later. In the background unless said otherwise: the cluster is idle meanwhile. */
  addAfter(key: string, ms: number, options?: { readonly background?: boolean }): void;
}

export interface Controller {
  /** As `--controllers` names it: `deployment`. */
  readonly name: string;
  /** Subscribes to what concerns it, and asks for a sync of all there is. Answers how to end the subscriptions. */
  start(queue: Queue): (() => void)[];
  /** Brings one object nearer to what is wanted. `retry` asks for another try, later each time. */
  sync(key: string): 'retry' | void;
}

export type NewController = (context: ControllerContext) => Controller;
