/**
 * Writes Events. Models client-go's tools/record: makeEvent, EventCorrelator with its spam filter (a burst of 25 about one
 * object, then one in 5 minutes) and its aggregation (more than 10 like each other within 10 minutes become one).
 *
 * Not modelled: series of the newer API are counted as the older ones are. What is remembered goes with a restart, as
 * upstream's.
 */
import {
  formatMicroTime,
  formatTime,
  kindOf,
  type Client,
  type Kind,
  type Registry,
  type Stored,
  type StoredMeta,
  type StoredObject,
  type types,
} from '@/lib/kube';
import type { Clock } from './clock';
import type { EventOptions, EventRecorder, Involved } from './event-recorder';

const BURST = 25;
const REFILL_MS = 300_000;
const SIMILAR = 10;
const SIMILAR_MS = 600_000;
const MOST_REMEMBERED = 4096;

const EVENT = eventKind();

function eventKind(): Kind {
  const kind = kindOf('v1', 'Event');
  if (!kind) throw new Error('the server serves no Events');
  return kind;
}

interface Budget {
  tokens: number;
  at: number;
}

interface Similar {
  messages: Set<string>;
  at: number;
}

/** One memory for all components that speak with one client. */
export class EventWriter {
  readonly #registry: Registry;
  readonly #client: Client;
  readonly #clock: Clock;
  readonly #budgets = new Map<string, Budget>();
  readonly #similar = new Map<string, Similar>();
  readonly #written = new Map<string, string>();
  #count = 0;

  /** @param client in whose name events are counted up */
  constructor(registry: Registry, client: Client, clock: Clock) {
    this.#registry = registry;
    this.#client = client;
    this.#clock = clock;
  }

  recorder(component: string, host?: string): EventRecorder {
    return {
      event: (about, type, reason, message, options = {}) =>
        this.#record({ component, ...(host && { host }) }, about, { type, reason, message, ...options }),
    };
  }

  /** What was said before is forgotten: as after a restart. */
  forget(): void {
    this.#budgets.clear();
    this.#similar.clear();
    this.#written.clear();
  }

  #record(source: EventSource, about: Involved, said: Said): void {
    const subject = `${source.component}/${source.host ?? ''}/${about.metadata.uid}/${said.fieldPath ?? ''}`;
    if (!this.#isAllowed(subject)) return;
    const similar = `${subject}/${said.type}/${said.reason}`;
    const isOneOfMany = this.#isOneOfMany(similar, said.message);
    const message = isOneOfMany ? `(combined from similar events): ${said.message}` : said.message;
    const key = isOneOfMany ? similar : `${similar}/${message}`;
    if (this.#countUp(key, message)) return;
    const name = this.#create(source, about, { ...said, message });
    if (name === undefined) return;
    if (this.#written.size >= MOST_REMEMBERED) this.#written.clear();
    this.#written.set(key, name);
  }

  #isAllowed(subject: string): boolean {
    const now = this.#clock.now();
    if (this.#budgets.size >= MOST_REMEMBERED * 4) this.#budgets.clear();
    const budget = this.#budgets.get(subject) ?? { tokens: BURST, at: now };
    budget.tokens = Math.min(BURST, budget.tokens + (now - budget.at) / REFILL_MS);
    budget.at = now;
    this.#budgets.set(subject, budget);
    if (budget.tokens < 1) return false;
    budget.tokens -= 1;
    return true;
  }

  #isOneOfMany(key: string, message: string): boolean {
    const now = this.#clock.now();
    const known = this.#similar.get(key);
    const similar = known && now - known.at < SIMILAR_MS ? known : { messages: new Set<string>(), at: now };
    if (this.#similar.size >= MOST_REMEMBERED) this.#similar.clear();
    this.#similar.set(key, similar);
    similar.at = now;
    similar.messages.add(message);
    if (similar.messages.size < SIMILAR) return false;
    const [oldest = message] = similar.messages;
    similar.messages.delete(oldest);
    return true;
  }

  #countUp(key: string, message: string): boolean {
    const at = this.#written.get(key);
    if (at === undefined) return false;
    const slash = at.indexOf('/');
    const event = this.#client.get('v1/Event', at.slice(0, slash), at.slice(slash + 1));
    if (!event) return false;
    const now = formatTime(this.#clock.now());
    const again = { ...event, message };
    const next: Stored<'v1/Event'> = event.series
      ? {
          ...event,
          series: { count: (event.series.count ?? 1) + 1, lastObservedTime: formatMicroTime(this.#clock.now()) },
        }
      : event.eventTime
        ? { ...again, series: { count: 2, lastObservedTime: formatMicroTime(this.#clock.now()) } }
        : { ...again, count: (event.count ?? 1) + 1, lastTimestamp: now };
    return this.#client.update('v1/Event', next).ok;
  }

  #create(source: EventSource, about: Involved, said: Said): string | undefined {
    const { namespace = 'default', name } = about.metadata;
    const ms = this.#clock.now();
    // The moment in nanoseconds; the count keeps those of one moment apart.
    this.#count = (this.#count + 1) % 1_000_000;
    const nanos = BigInt(Math.floor(ms)) * 1_000_000n + BigInt(this.#count);
    // Joined, here and elsewhere: a text put together piece by piece keeps its pieces, and there are many Events.
    const own = [name, nanos.toString(16)].join('.');
    const created = this.#registry.record(EVENT, namespace, own, (metadata) =>
      said.action === undefined
        ? oldEvent(metadata, source, about, said, ms)
        : newEvent(metadata, source, about, said, ms),
    );
    return created && `${namespace}/${own}`;
  }
}

/** As components have said them since ever. */
function oldEvent(metadata: StoredMeta, source: EventSource, about: Involved, said: Said, ms: number): StoredObject {
  const now = formatTime(ms);
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata,
    involvedObject: referenceTo(about, said.fieldPath),
    reason: said.reason,
    message: said.message,
    type: said.type,
    source,
    firstTimestamp: now,
    lastTimestamp: now,
    count: 1,
    eventTime: null,
    reportingComponent: source.component,
    reportingInstance: source.host ?? '',
  };
}

/** Of the newer API. */
function newEvent(metadata: StoredMeta, source: EventSource, about: Involved, said: Said, ms: number): StoredObject {
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata,
    involvedObject: referenceTo(about, said.fieldPath),
    reason: said.reason,
    message: said.message,
    type: said.type,
    eventTime: formatMicroTime(ms),
    action: said.action,
    source: NOBODY,
    firstTimestamp: null,
    lastTimestamp: null,
    reportingComponent: source.component,
    reportingInstance: source.host ?? `${source.component}-minikube`,
  };
}

const NOBODY = {};

function referenceTo({ apiVersion, kind, metadata }: Involved, fieldPath: string | undefined): types.ObjectReference {
  const { namespace, name, uid, resourceVersion } = metadata;
  if (!namespace) return { kind, name, uid, apiVersion, resourceVersion, ...(fieldPath && { fieldPath }) };
  return fieldPath
    ? { kind, namespace, name, uid, apiVersion, resourceVersion, fieldPath }
    : { kind, namespace, name, uid, apiVersion, resourceVersion };
}

interface EventSource {
  readonly component: string;
  readonly host?: string;
}

interface Said extends EventOptions {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
}
