/** Models GetWarningsForPersistentVolumeClaim (pkg/api/persistentvolumeclaim). */
import { quote } from '../field/print';
import { formatQuantity, isIntegerQuantity, parseQuantity } from '../quantity';
import type { PersistentVolumeClaim, PersistentVolumeClaimSpec } from '../schema/generated/types';
import { BETA_STORAGE_CLASS } from '../validation/persistentvolumeclaim';

export function warningsForClaimSpec({ resources = {} }: PersistentVolumeClaimSpec, at: string): string[] {
  return (['requests', 'limits'] as const).flatMap((what) => {
    const quantity = parseQuantity(resources[what]?.['storage'] ?? '0');
    if (!quantity || isIntegerQuantity(quantity)) return [];
    const printed = quote(formatQuantity(quantity));
    return [`${at}.resources.${what}[storage]: fractional byte value ${printed} is invalid, must be an integer`];
  });
}

export function warningsForClaim({ metadata, spec = {} }: PersistentVolumeClaim): string[] {
  const warnings = warningsForClaimSpec(spec, 'spec');
  if (!Object.hasOwn(metadata?.annotations ?? {}, BETA_STORAGE_CLASS)) return warnings;
  const advice = 'deprecated since v1.8; use "storageClassName" attribute instead';
  return [`metadata.annotations[${BETA_STORAGE_CLASS}]: ${advice}`, ...warnings];
}
