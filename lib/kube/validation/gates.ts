/** What holds a Pod back from being scheduled or from being ready. Models validateSchedulingGates, validateReadinessGates. */
import type { FieldError } from '../field/error';
import { duplicate, invalid, placed } from '../field/error';
import type { FieldPath } from '../field/path';
import type { PodReadinessGate, PodSchedulingGate } from '../schema/generated/types';
import { labelKeyFaults } from './names';

export function validateReadinessGates(
  gates: readonly PodReadinessGate[],
  path: FieldPath,
  errors: FieldError[],
): void {
  gates.forEach(({ conditionType = '' }, at) => {
    const here = path.index(at).child('conditionType');
    for (const fault of labelKeyFaults(conditionType)) errors.push(invalid(here, conditionType, fault));
  });
}

/** The server's path ends at the gate, not at its name. */
export function validateSchedulingGates(
  gates: readonly PodSchedulingGate[],
  path: FieldPath,
  errors: FieldError[],
): void {
  const seen = new Set<string>();
  gates.forEach(({ name = '' }, at) => {
    const here = path.index(at);
    const place = here.child('name');
    for (const fault of labelKeyFaults(name)) errors.push(placed(invalid(here, name, fault), place));
    if (seen.has(name)) errors.push(placed(duplicate(here, name), place));
    seen.add(name);
  });
}
