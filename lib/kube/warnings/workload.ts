/** Models WarningsOnCreate of the strategies of Deployments and ReplicaSets (pkg/registry/apps), which are the same. */
import type { Deployment, ReplicaSet } from '../schema/generated/types';
import { warningForName } from './name';
import { warningsForPodSpec } from './pod-spec';

export function warningsForWorkload({ metadata, spec }: Deployment | ReplicaSet): string[] {
  const template = spec?.template ?? {};
  return [
    ...warningForName(metadata?.name, 'Pod names and hostnames'),
    ...warningsForPodSpec(template.spec ?? {}, template.metadata, 'spec.template.'),
  ];
}
