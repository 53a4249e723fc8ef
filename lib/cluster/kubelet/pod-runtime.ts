/**
 * What of a Pod is no data: its processes, and where they listen. Lists, for a Pod has one or two of each, and an empty map
 * is as large as a dozen of them.
 */
import type { Listener } from '../network/message';
import type { ContainerProcess } from './container-process';

interface Running {
  readonly name: string;
  readonly process: ContainerProcess;
}

interface Port {
  readonly port: number;
  readonly listener: Listener;
  readonly owner: ContainerProcess;
}

export class PodRuntime {
  #running: readonly Running[] = [];
  #ports: readonly Port[] = [];

  /** By the names of their containers. */
  get processes(): readonly Running[] {
    return this.#running;
  }

  process(name: string): ContainerProcess | undefined {
    return this.#running.find((each) => each.name === name)?.process;
  }

  begin(name: string, process: ContainerProcess): void {
    this.end(name);
    this.#running = this.#running.concat({ name, process });
  }

  end(name: string): void {
    this.#running = this.#running.filter((each) => each.name !== name);
  }

  listener(port: number): Listener | undefined {
    return this.#ports.find((each) => each.port === port)?.listener;
  }

  /** False where that port is taken. */
  listen(port: number, listener: Listener, owner: ContainerProcess): boolean {
    if (this.listener(port)) return false;
    this.#ports = this.#ports.concat({ port, listener, owner });
    return true;
  }

  /** Nothing of that process is reached any more. */
  close(owner: ContainerProcess): void {
    this.#ports = this.#ports.filter((each) => each.owner !== owner);
  }
}
