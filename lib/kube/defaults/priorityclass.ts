/** Models SetDefaults_PriorityClass (pkg/apis/scheduling/v1/defaults.go). */
import type { PriorityClass } from '../schema/generated/types';

export function setPriorityClassDefaults(priorityClass: PriorityClass): void {
  priorityClass.preemptionPolicy ??= 'PreemptLowerPriority';
}
