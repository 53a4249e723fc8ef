/** Models SetDefaults_ValidatingAdmissionPolicySpec. */
import type { ValidatingAdmissionPolicy } from '../schema/generated/types';
import { setMatchResourcesDefaults } from './match-resources';

export function setValidatingAdmissionPolicyDefaults(policy: ValidatingAdmissionPolicy): void {
  const spec = (policy.spec ??= {});
  spec.failurePolicy ??= 'Fail';
  if (spec.matchConstraints) setMatchResourcesDefaults(spec.matchConstraints);
}
