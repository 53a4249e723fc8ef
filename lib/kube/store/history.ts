/**
 * Every write, in order. A watch that starts in the past reads it, and so does who wants to know what changed. Kept in
 * sealed parts, so that a snapshot of the history costs a list of them.
 */
import type { WrittenBy } from './managers';
import type { StoredObject } from './object';

/** A class, so that the many there are have one shape and take little room. */
export class Change {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  /** `pods`, `deployments.apps`. */
  readonly resource: string;
  /** After the change; of a deleted one its last state, with the revision of the deletion. */
  readonly object: StoredObject;
  /** Absent where it was added. */
  readonly before?: StoredObject | undefined;
  readonly revision: number;
  readonly #by: WrittenBy;

  constructor(
    type: Change['type'],
    resource: string,
    object: StoredObject,
    before: StoredObject | undefined,
    revision: number,
    by: WrittenBy,
  ) {
    this.type = type;
    this.resource = resource;
    this.object = object;
    this.before = before;
    this.revision = revision;
    this.#by = by;
  }

  /** Who wrote it. Not printed with the rest: it is for ./managers.ts. */
  get by(): WrittenBy {
    return this.#by;
  }
}

const PART = 1024;

export class History {
  #sealed: (readonly Change[])[];
  #open: Change[];
  /** What came before is forgotten: etcd's compaction. */
  #compacted: number;

  constructor(kept?: KeptHistory) {
    this.#sealed = [...(kept?.sealed ?? [])];
    this.#open = [...(kept?.open ?? [])];
    this.#compacted = kept?.compacted ?? 0;
  }

  get compacted(): number {
    return this.#compacted;
  }

  add(change: Change): void {
    this.#open.push(change);
    if (this.#open.length < PART) return;
    this.#sealed.push(this.#open);
    this.#open = [];
  }

  /** The change of that revision; undefined where it is forgotten. Every revision is one change. */
  at(revision: number): Change | undefined {
    const first = this.#sealed[0]?.[0] ?? this.#open[0];
    const place = first ? revision - first.revision : -1;
    const part = Math.floor(place / PART);
    return part === this.#sealed.length ? this.#open[place % PART] : this.#sealed[part]?.[place % PART];
  }

  /** What was written after that revision, oldest first. */
  *since(revision: number): Iterable<Change> {
    for (const part of [...this.#sealed, this.#open]) {
      if ((part.at(-1)?.revision ?? 0) <= revision) continue;
      for (const change of part) if (change.revision > revision) yield change;
    }
  }

  /** Newest first. */
  *backTo(revision: number): Iterable<Change> {
    for (const part of [...this.#sealed, this.#open].reverse()) {
      for (let at = part.length - 1; at >= 0; at--) {
        const change = part[at];
        if (!change || change.revision <= revision) return;
        yield change;
      }
    }
  }

  /** Forgets the oldest parts until no more than `most` changes are left; each is shown once more before. */
  compact(most: number, forgetting: (part: readonly Change[]) => void): void {
    while (this.#sealed.length * PART > most) {
      const [part] = this.#sealed;
      if (part) forgetting(part);
      this.#sealed.shift();
      this.#compacted = part?.at(-1)?.revision ?? this.#compacted;
    }
  }

  keep(): KeptHistory {
    return { sealed: [...this.#sealed], open: [...this.#open], compacted: this.#compacted };
  }
}

export interface KeptHistory {
  readonly sealed: readonly (readonly Change[])[];
  readonly open: readonly Change[];
  readonly compacted: number;
}
