/** Models GetWarningsForPersistentVolumeClaimSpec (pkg/api/persistentvolumeclaim). */
import { quote } from '../field/print';
import { formatQuantity, isIntegerQuantity, parseQuantity } from '../quantity';
import type { PersistentVolumeClaimSpec } from '../schema/generated/types';

export function warningsForClaimSpec({ resources = {} }: PersistentVolumeClaimSpec, at: string): string[] {
  return (['requests', 'limits'] as const).flatMap((what) => {
    const quantity = parseQuantity(resources[what]?.['storage'] ?? '0');
    if (!quantity || isIntegerQuantity(quantity)) return [];
    const printed = quote(formatQuantity(quantity));
    return [`${at}.resources.${what}[storage]: fractional byte value ${printed} is invalid, must be an integer`];
  });
}
