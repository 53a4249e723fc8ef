/** Models SetDefaults_ReplicationController (pkg/apis/core/v1/defaults.go). */
import type { ReplicationController } from '../schema/generated/types';
import { setPodTemplateDefaults } from './pod-spec';

export function setReplicationControllerDefaults(controller: ReplicationController): void {
  const spec = (controller.spec ??= {});
  const metadata = (controller.metadata ??= {});
  const labels = spec.template?.metadata?.labels;
  if (labels) {
    if (Object.keys(spec.selector ?? {}).length === 0) spec.selector = labels;
    if (Object.keys(metadata.labels ?? {}).length === 0) metadata.labels = labels;
  }
  spec.replicas ??= 1;
  if (spec.template) setPodTemplateDefaults(spec.template);
}
