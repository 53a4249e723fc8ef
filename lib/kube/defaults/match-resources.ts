/** Models SetDefaults_MatchResources and SetDefaults_Rule (pkg/apis/admissionregistration/v1). */
import type { MatchResources } from '../schema/generated/types';

export function setMatchResourcesDefaults(resources: MatchResources): void {
  resources.matchPolicy ??= 'Equivalent';
  resources.namespaceSelector ??= {};
  resources.objectSelector ??= {};
  for (const rule of [...(resources.resourceRules ?? []), ...(resources.excludeResourceRules ?? [])])
    rule.scope ??= '*';
}
