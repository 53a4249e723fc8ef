/** Models WarningsOnCreate of the strategies of Deployments, ReplicaSets and ReplicationControllers, which are the same. */
import type { Deployment, ReplicaSet, ReplicationController } from '../schema/generated/types';
import { warningForName } from './name';
import { warningsForPodSpec } from './pod-spec';

export function warningsForWorkload({ metadata, spec }: Deployment | ReplicaSet | ReplicationController): string[] {
  const template = spec?.template ?? {};
  return [
    ...warningForName(metadata?.name, 'Pod names and hostnames'),
    ...warningsForPodSpec(template.spec ?? {}, template.metadata, 'spec.template.'),
  ];
}
