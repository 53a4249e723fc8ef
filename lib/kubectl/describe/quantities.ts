/** Amounts of resources: as text, and what a Pod takes of its node. Models component-helpers' PodRequests and PodLimits. */
import {
  addQuantities,
  canonicalQuantity,
  compareQuantities,
  formatQuantity,
  parseQuantity,
  scaledQuantity,
} from '@/lib/kube';
import type { Amounts, Quantity } from '@/lib/kube';
import type { Page } from './page';
import type { Value } from './value';

const ZERO: Quantity = { unscaled: 0n, scale: 0, format: 'decimal' };

export function quantityText(quantity: Value): string {
  return quantity.text === '' ? '0' : canonicalQuantity(quantity.text);
}

export function quantityOf(quantity: Value): Quantity {
  return parseQuantity(quantity.text) ?? ZERO;
}

/** One line for each resource. */
export function amountsLines(page: Page, amounts: Value, level: number): void {
  for (const [name, quantity] of amounts.entries) page.field(name, quantityText(quantity), level);
}

/** The limits and requests of a container, or of a Pod. */
export function resourcesPart(page: Page, resources: Value, level: number): void {
  for (const [title, amounts] of [
    ['Limits', resources.at('limits')],
    ['Requests', resources.at('requests')],
  ] as const) {
    if (amounts.entries.length > 0) page.line(`${title}:`, level);
    amountsLines(page, amounts, level + 1);
  }
}

export function amountText(amounts: Amounts, name: string): string {
  return formatQuantity(amounts.get(name) ?? ZERO);
}

/** In whole per cents of what there is, towards zero; of nothing it is 0, as kubectl has it in the sums. */
export function percent(amounts: Amounts, name: string, capacity: Value): number {
  const scale = name === 'cpu' ? -3 : 0;
  const all = Number(scaledQuantity(quantityOf(capacity.key(name)), scale));
  return all === 0 ? 0 : Math.trunc((Number(scaledQuantity(amounts.get(name) ?? ZERO, scale)) / all) * 100);
}

type What = 'requests' | 'limits';

/** With `counting: 'status'` a resize under way counts as the larger of what is wished and what is given. */
export function amountsOfPod(pod: Value, what: What, counting: 'spec' | 'status'): Amounts {
  const total: Amounts = new Map();
  const sidecars: Amounts = new Map();
  const highest: Amounts = new Map();
  for (const container of pod.at('spec.containers').list) add(total, amountsOf(pod, container, what, counting));
  for (const container of pod.at('spec.initContainers').list) {
    if (container.at('restartPolicy').text === 'Always') {
      const amounts = amountsOf(pod, container, what, counting);
      add(total, amounts);
      add(sidecars, amounts);
      raise(highest, sidecars);
    } else {
      const running = read(container.at(`resources.${what}`));
      add(running, sidecars);
      raise(highest, running);
    }
  }
  raise(total, highest);
  for (const [name, quantity] of read(pod.at(`spec.resources.${what}`))) {
    if (name === 'cpu' || name === 'memory' || name.startsWith('hugepages-')) total.set(name, quantity);
  }
  addOverhead(total, read(pod.at('spec.overhead')), what);
  return total;
}

export function add(sums: Amounts, others: Amounts): void {
  for (const [name, quantity] of others) {
    const sum = sums.get(name);
    sums.set(name, sum ? addQuantities(sum, quantity) : quantity);
  }
}

function amountsOf(pod: Value, container: Value, what: What, counting: 'spec' | 'status'): Amounts {
  const wished = read(container.at(`resources.${what}`));
  if (counting === 'spec') return wished;
  const name = container.at('name').text;
  const statuses = [...pod.at('status.containerStatuses').list, ...pod.at('status.initContainerStatuses').list];
  const status = statuses.findLast((one) => one.at('name').text === name);
  if (!status?.at('resources').isThere) return wished;
  const given = read(status.at(`resources.${what}`));
  if (what === 'requests') raise(given, read(status.at('allocatedResources')));
  const pending = pod.at('status.conditions').list.find((one) => one.at('type').text === 'PodResizePending');
  if (pending?.at('reason').text !== 'Infeasible') raise(given, wished);
  return given;
}

function addOverhead(total: Amounts, overhead: Amounts, what: What): void {
  for (const [name, quantity] of overhead) {
    const sum = total.get(name);
    if (sum && (what === 'requests' || sum.unscaled !== 0n)) total.set(name, addQuantities(sum, quantity));
    else if (!sum && what === 'requests') total.set(name, quantity);
  }
}

function read(amounts: Value): Amounts {
  return new Map(amounts.entries.map(([name, quantity]) => [name, quantityOf(quantity)]));
}

function raise(sums: Amounts, others: Amounts): void {
  for (const [name, quantity] of others) {
    const sum = sums.get(name);
    if (!sum || compareQuantities(quantity, sum) > 0) sums.set(name, quantity);
  }
}
