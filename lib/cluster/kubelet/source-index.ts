/** Which Pods show something, or wait for it: by `ConfigMap default/web` and its like. */
export class SourceIndex {
  readonly #bySource = new Map<string, Shown>();
  readonly #byPod = new Map<string, readonly Shown[]>();

  set(uid: string, sources: ReadonlySet<string>): void {
    this.remove(uid);
    if (sources.size === 0) return;
    this.#byPod.set(
      uid,
      Array.from(sources, (source) => this.#shown(source, uid)),
    );
  }

  remove(uid: string): void {
    for (const shown of this.#byPod.get(uid) ?? []) {
      shown.uids.delete(uid);
      if (shown.uids.size === 0) this.#bySource.delete(shown.source);
    }
    this.#byPod.delete(uid);
  }

  podsOf(source: string): Iterable<string> {
    return this.#bySource.get(source)?.uids ?? [];
  }

  clear(): void {
    this.#bySource.clear();
    this.#byPod.clear();
  }

  #shown(source: string, uid: string): Shown {
    let shown = this.#bySource.get(source);
    if (!shown) this.#bySource.set(source, (shown = { source, uids: new Set() }));
    shown.uids.add(uid);
    return shown;
  }
}

interface Shown {
  readonly source: string;
  readonly uids: Set<string>;
}
