/** Models SetDefaults_NodeStatus (pkg/apis/core/v1/defaults.go). */
import type { Node } from '../schema/generated/types';
import { roundResourceList } from './resource-list';

export function setNodeDefaults({ status }: Node): void {
  if (!status) return;
  if (status.allocatable === undefined && status.capacity) status.allocatable = { ...status.capacity };
  roundResourceList(status.capacity);
  roundResourceList(status.allocatable);
}
