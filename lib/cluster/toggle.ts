/** Something that is on or off, and says so to who wants to know. */
import type { Switch } from './controllers/minikube/switch';

export class Toggle implements Switch {
  readonly #listeners = new Set<() => void>();
  #isOn = false;

  isOn(): boolean {
    return this.#isOn;
  }

  turn(on: boolean): void {
    if (on === this.#isOn) return;
    this.#isOn = on;
    for (const listener of this.#listeners) listener();
  }

  onTurn(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }
}
