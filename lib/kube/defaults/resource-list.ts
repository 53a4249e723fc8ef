import { formatQuantity, parseQuantity, roundUpQuantity } from '../quantity';

const MILLI = -3;

/** Amounts are kept to the thousandth, rounded up. Models SetDefaults_ResourceList. */
export function roundResourceList(list: Record<string, string> | undefined): void {
  if (!list) return;
  for (const [name, amount] of Object.entries(list)) {
    // Only these can be finer than a thousandth, and they are rare.
    if (!/[nu.]|e-/i.test(amount)) continue;
    const quantity = parseQuantity(amount);
    if (quantity) list[name] = formatQuantity(roundUpQuantity(quantity, MILLI));
  }
}
