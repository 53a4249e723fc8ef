/** What the containers of a Pod ask for together. Models AggregateContainerRequests and -Limits (component-helpers/resource). */
import { compareQuantities, parseQuantity, type Quantity } from './quantity';
import type { Container, PodSpec } from './schema/generated/types';

/** By the name of the resource: `cpu`, `memory`. */
export type Amounts = Map<string, Quantity>;

/**
 * The sum over the containers and sidecars, or what the start-up takes at its highest, when an init container runs beside
 * the sidecars that were started before it.
 */
export function aggregateResources(spec: PodSpec, what: 'requests' | 'limits'): Amounts {
  const total: Amounts = new Map();
  const sidecars: Amounts = new Map();
  const highest: Amounts = new Map();
  for (const container of spec.containers ?? []) add(total, container, what);
  for (const container of spec.initContainers ?? []) {
    if (container.restartPolicy === 'Always') {
      add(total, container, what);
      add(sidecars, container, what);
      raise(highest, sidecars);
    } else {
      const running: Amounts = new Map(sidecars);
      add(running, container, what);
      raise(highest, running);
    }
  }
  raise(total, highest);
  return total;
}

function add(sums: Amounts, container: Container, what: 'requests' | 'limits'): void {
  for (const [name, text] of Object.entries(container.resources?.[what] ?? {})) {
    const quantity = parseQuantity(text);
    const sum = sums.get(name);
    if (quantity) sums.set(name, sum ? addQuantities(sum, quantity) : quantity);
  }
}

function raise(sums: Amounts, others: Amounts): void {
  for (const [name, quantity] of others) {
    const sum = sums.get(name);
    if (!sum || compareQuantities(quantity, sum) > 0) sums.set(name, quantity);
  }
}

/** Beside an amount this many places larger, another changes nothing that anyone would read. */
const MOST_PLACES = 100;

/** The sum, in the form of the first amount that is not zero. Models Quantity.Add. */
export function addQuantities(a: Quantity, b: Quantity): Quantity {
  if (Math.abs(a.scale - b.scale) > MOST_PLACES) return compareQuantities(a, b) < 0 ? b : a;
  const scale = Math.min(a.scale, b.scale);
  const at = (quantity: Quantity): bigint => quantity.unscaled * 10n ** BigInt(quantity.scale - scale);
  return { unscaled: at(a) + at(b), scale, format: a.unscaled === 0n ? b.format : a.format };
}
