/** Sums of quantities, exact to the thousandth, written as Kubernetes writes them. */
import { canonicalQuantity, parseQuantity } from '@/lib/kube';

export interface Amount {
  readonly thousandths: bigint;
  /** `Mi` and the like, of the first amount that is not zero. */
  readonly isBinary: boolean;
}

/** By the name of the resource: `requests.cpu`. */
export type Amounts = Map<string, Amount>;

export const ZERO: Amount = { thousandths: 0n, isBinary: false };

export function count(number: number): Amount {
  return { thousandths: BigInt(number) * 1000n, isBinary: false };
}

export function amountOf(text: string): Amount | undefined {
  const quantity = parseQuantity(text);
  if (!quantity) return undefined;
  const { unscaled, scale, format } = quantity;
  const places = scale + 3;
  const thousandths = places >= 0 ? unscaled * 10n ** BigInt(places) : unscaled / 10n ** BigInt(-places);
  return { thousandths, isBinary: format === 'binary' };
}

export function add(a: Amount, b: Amount): Amount {
  const isBinary = a.thousandths === 0n ? b.isBinary : a.isBinary;
  return { thousandths: a.thousandths + b.thousandths, isBinary };
}

export function addTo(sums: Amounts, resource: string, amount: Amount): void {
  sums.set(resource, add(sums.get(resource) ?? ZERO, amount));
}

export function textOf({ thousandths, isBinary }: Amount): string {
  if (!isBinary || thousandths % 1000n !== 0n) return canonicalQuantity(`${thousandths}m`);
  const bytes = thousandths / 1000n;
  // Without a suffix a binary amount is only its digits.
  return bytes % 1024n === 0n && bytes !== 0n ? canonicalQuantity(`${bytes / 1024n}Ki`) : String(bytes);
}
