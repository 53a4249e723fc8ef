import { canonicalQuantity } from '../quantity';

/** As Go prints a Quantity; one that is not in its map is zero. */
export function quantityText(quantity: string | undefined): string {
  return quantity === undefined ? '0' : canonicalQuantity(quantity);
}
