/** Models SetDefaults_DaemonSet (pkg/apis/apps/v1/defaults.go). */
import type { DaemonSet } from '../schema/generated/types';
import { setPodTemplateDefaults } from './pod-spec';

export function setDaemonSetDefaults(daemonSet: DaemonSet): void {
  const spec = (daemonSet.spec ??= {});
  const strategy = (spec.updateStrategy ??= {});
  strategy.type ??= 'RollingUpdate';
  if (strategy.type === 'RollingUpdate') {
    const rollingUpdate = (strategy.rollingUpdate ??= {});
    rollingUpdate.maxUnavailable ??= 1;
    rollingUpdate.maxSurge ??= 0;
  }
  spec.revisionHistoryLimit ??= 10;
  setPodTemplateDefaults((spec.template ??= {}));
}
