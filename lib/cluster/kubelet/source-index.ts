/** Which Pods show something, or wait for it: by `ConfigMap default/web` and its like. */
export class SourceIndex {
  readonly #bySource = new Map<string, Set<string>>();
  readonly #byPod = new Map<string, ReadonlySet<string>>();

  set(uid: string, sources: ReadonlySet<string>): void {
    this.remove(uid);
    this.#byPod.set(uid, sources);
    for (const source of sources) {
      const uids = this.#bySource.get(source) ?? new Set();
      this.#bySource.set(source, uids.add(uid));
    }
  }

  remove(uid: string): void {
    for (const source of this.#byPod.get(uid) ?? []) {
      const uids = this.#bySource.get(source);
      uids?.delete(uid);
      if (uids?.size === 0) this.#bySource.delete(source);
    }
    this.#byPod.delete(uid);
  }

  podsOf(source: string): Iterable<string> {
    return this.#bySource.get(source) ?? [];
  }

  clear(): void {
    this.#bySource.clear();
    this.#byPod.clear();
  }
}
