/**
 * What Pods ask for and nodes have, as numbers that can be added. Models framework.Resource (pkg/scheduler/framework) and
 * PodRequests (component-helpers/resource).
 *
 * Not modelled: a resize of a running Pod (status.resources, allocatedResources), and devices of resource claims.
 */
import { parseQuantity, type types } from '@/lib/kube';

/** By the resource's name; cpu in thousandths, everything else in whole units. */
export type Amounts = ReadonlyMap<string, number>;

const NOTHING: Amounts = new Map();
/** What a container without a request counts as when nodes are compared. */
const USUAL_CPU = 100;
const USUAL_MEMORY = 200 * 1024 * 1024;

const read = new Map<string, number>();
const MOST_READ = 2000;

/** `500m` of cpu is 500, `1Ki` of memory 1024. Rounded up. */
export function amountOf(resource: string, text: string): number {
  const key = resource === 'cpu' ? `${text} cpu` : text;
  const known = read.get(key);
  if (known !== undefined) return known;
  const amount = roundedUp(text, resource === 'cpu' ? 3 : 0);
  if (read.size >= MOST_READ) read.clear();
  read.set(key, amount);
  return amount;
}

function roundedUp(text: string, places: number): number {
  const quantity = parseQuantity(text);
  if (!quantity) return 0;
  const scale = quantity.scale + places;
  if (scale >= 0) return Number(quantity.unscaled) * 10 ** scale;
  const unit = 10n ** BigInt(-scale);
  const whole = quantity.unscaled / unit;
  return Number(quantity.unscaled % unit > 0n ? whole + 1n : whole);
}

export function amountsOf(list: Readonly<Record<string, string>> | undefined): Amounts {
  if (!list) return NOTHING;
  return new Map(Object.entries(list).map(([name, text]) => [name, amountOf(name, text)]));
}

export interface Requests {
  /** What must be free. */
  readonly asked: Amounts;
  /** The same, with a usual amount of cpu and memory for each container that asks for none. */
  readonly counted: { readonly cpu: number; readonly memory: number };
}

export function requestsOf(spec: types.PodSpec): Requests {
  const own = sum(spec, (container) => container.resources?.requests);
  const asked = own.size > 0 ? own : NOTHING;
  const counted = sum(spec, ({ resources }) => ({
    cpu: resources?.requests?.['cpu'] ?? `${USUAL_CPU}m`,
    memory: resources?.requests?.['memory'] ?? String(USUAL_MEMORY),
  }));
  return { asked, counted: { cpu: counted.get('cpu') ?? 0, memory: counted.get('memory') ?? 0 } };
}

type RequestsOf = (container: types.Container) => Readonly<Record<string, string>> | undefined;

/**
 * Containers and sidecars run together; an init container beside the sidecars before it. The higher of both counts, what the
 * Pod as a whole asks for goes before it, and the overhead of its runtime class comes on top.
 */
function sum(spec: types.PodSpec, of: RequestsOf): Amounts {
  const total = new Map<string, number>();
  for (const container of spec.containers ?? []) add(total, of(container));
  if (spec.initContainers) {
    const sidecars = new Map<string, number>();
    const highest = new Map<string, number>();
    for (const container of spec.initContainers) {
      const running = container.restartPolicy === 'Always' ? sidecars : new Map(sidecars);
      add(running, of(container));
      if (container.restartPolicy === 'Always') add(total, of(container));
      raise(highest, running);
    }
    raise(total, highest);
  }
  for (const [name, text] of Object.entries(spec.resources?.requests ?? {})) {
    if (name === 'cpu' || name === 'memory' || name.startsWith('hugepages-')) total.set(name, amountOf(name, text));
  }
  add(total, spec.overhead);
  return total;
}

function add(sums: Map<string, number>, list: Readonly<Record<string, string>> | undefined): void {
  if (!list) return;
  for (const name of Object.keys(list)) sums.set(name, (sums.get(name) ?? 0) + amountOf(name, list[name] ?? '0'));
}

function raise(sums: Map<string, number>, others: Amounts): void {
  for (const [name, amount] of others) sums.set(name, Math.max(sums.get(name) ?? 0, amount));
}
