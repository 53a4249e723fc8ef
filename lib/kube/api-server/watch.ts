/**
 * Watches: what is there, then every change, one JSON object a line. Models ServeWatch (apiserver's
 * endpoints/handlers/watch.go) and the cacher's events for objects that come to match or stop to.
 */
import type { Kind } from '../schema';
import type { Change, Store, StoredObject } from '../store';
import { quote } from '../field/print';
import { expired, plainError, statusObject, type Failure } from './failure';
import { unsignedFault } from '../go-number';
import type { ListOptions } from './query-options';
import type { Representation } from './represent';
import type { Matches } from './selectors';
import { tableOf } from './storage';
import { asVersion } from './versions';

export interface Watching {
  readonly store: Store;
  readonly kind: Kind;
  readonly options: ListOptions;
  readonly matches: Matches;
  readonly represent: Representation;
  /** An object with its managedFields. */
  readonly whole: (object: StoredObject) => StoredObject;
  readonly now: () => number;
}

type Write = (piece: string) => void;

/** All that are open: they are told together that time has passed, or that history is another one now. */
export class Watches {
  readonly #open = new Set<Watch>();
  readonly #lines = new SharedLines();

  get count(): number {
    return this.#open.size;
  }

  /** The stream of a watch, or why there is none. */
  open(watching: Watching): { start(write: Write, end: () => void): () => void } | Failure {
    const { resourceVersion: version } = watching.options;
    const fault = version === '' ? undefined : unsignedFault(version);
    if (fault !== undefined) return plainError(`resourceVersion: Invalid value: ${quote(version)}: ${fault}`);
    const since = Number(version);
    return {
      start: (write, end) => {
        const watch = new Watch(watching, this.#lines, since, write, () => {
          this.#open.delete(watch);
          end();
        });
        this.#open.add(watch);
        watch.begin();
        return () => {
          this.#open.delete(watch);
          watch.stop();
        };
      },
    };
  }

  /** Lets those end whose time is over, and gives the others a bookmark. */
  tick(): void {
    for (const watch of this.#open) watch.tick();
  }

  /** After the cluster was set back: who watches must list again. */
  expire(): void {
    for (const watch of this.#open) watch.expire();
  }
}

/**
 * The lines about the object that was told last: all who watch it hear of a change one after the other, and its text is made
 * once for all of them. Objects never change; the next one takes its place.
 */
class SharedLines {
  #object: StoredObject | undefined;
  readonly #lines = new Map<string, string>();

  of(type: string, object: StoredObject, { kind, represent }: Watching): string {
    const make = () => `${JSON.stringify({ type, object: represent.one(asVersion(kind, object)) })}\n`;
    if (represent.form === undefined) return make();
    if (this.#object !== object) this.#lines.clear();
    this.#object = object;
    const key = `${type} ${kind.apiVersion} ${represent.form}`;
    const line = this.#lines.get(key) ?? make();
    this.#lines.set(key, line);
    return line;
  }
}

class Watch {
  readonly #watching: Watching;
  readonly #lines: SharedLines;
  readonly #since: number;
  readonly #write: Write;
  readonly #end: () => void;
  readonly #deadline: number;
  readonly #bookmarks: boolean;
  #unsubscribe: (() => void) | undefined;
  #told = 0;

  constructor(watching: Watching, lines: SharedLines, since: number, write: Write, end: () => void) {
    this.#watching = watching;
    this.#lines = lines;
    this.#since = since;
    this.#write = write;
    this.#end = end;
    const { timeoutSeconds: seconds, allowWatchBookmarks } = watching.options;
    this.#deadline = seconds > 0 ? watching.now() + seconds * 1000 : Number.POSITIVE_INFINITY;
    this.#bookmarks = allowWatchBookmarks;
  }

  begin(): void {
    const { store, kind, options } = this.#watching;
    const table = tableOf(kind);
    const sendsAll = options.sendInitialEvents === true;
    if (this.#since > 0 && this.#since < store.compacted && !sendsAll) {
      this.#fail(`too old resource version: ${this.#since} (${store.compacted + 1})`);
      return;
    }
    if ((this.#since === 0 && options.sendInitialEvents !== false) || sendsAll) {
      for (const object of store.table(table).sorted()) {
        if (this.#watching.matches(object)) this.#say('ADDED', object);
      }
      this.#told = store.revision;
      if (sendsAll && this.#bookmarks) this.#bookmark({ 'k8s.io/initial-events-end': 'true' });
    } else if (this.#since > 0) {
      for (const change of store.changesSince(this.#since, table) ?? []) this.#pass(change);
    }
    this.#unsubscribe = store.subscribe(table, (change) => {
      // Who asks from a revision that is still to come hears nothing until then.
      if (change.revision > this.#since) this.#pass(change);
    });
  }

  stop(): void {
    this.#unsubscribe?.();
  }

  tick(): void {
    const { now, store } = this.#watching;
    if (now() >= this.#deadline) {
      this.stop();
      this.#end();
    } else if (this.#bookmarks && store.revision > this.#told) this.#bookmark();
  }

  expire(): void {
    this.#fail(`too old resource version: ${this.#told} (${this.#watching.store.revision})`);
  }

  /** Once the stream is open, a refusal is an event of it. */
  #fail(why: string): void {
    this.stop();
    this.#write(`${JSON.stringify({ type: 'ERROR', object: statusObject(expired(why)) })}\n`);
    this.#end();
  }

  #pass({ type, object, before, revision }: Change): void {
    const { matches } = this.#watching;
    this.#told = revision;
    const matched = before !== undefined && matches(before);
    const isMatching = type !== 'DELETED' && matches(object);
    if (isMatching) this.#say(matched ? 'MODIFIED' : 'ADDED', object);
    else if (matched) this.#say('DELETED', type === 'DELETED' ? object : this.#leaving(before, object));
  }

  /** What stops to match is told as it was, with the revision of the change. */
  #leaving(before: StoredObject, { metadata: { resourceVersion } }: StoredObject): StoredObject {
    const { metadata } = this.#watching.whole(before);
    return { ...before, metadata: { ...metadata, resourceVersion } };
  }

  #say(type: string, object: StoredObject): void {
    this.#write(this.#lines.of(type, object, this.#watching));
  }

  #bookmark(annotations?: Readonly<Record<string, string>>): void {
    const { kind, store } = this.#watching;
    this.#told = store.revision;
    const metadata = {
      resourceVersion: String(store.revision),
      ...(annotations && { annotations }),
    };
    const object = { kind: kind.kind, apiVersion: kind.apiVersion, metadata };
    this.#write(`${JSON.stringify({ type: 'BOOKMARK', object })}\n`);
  }
}
