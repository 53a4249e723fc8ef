/** Models pkg/registry/networking/networkpolicy/strategy.go. */
import { setNetworkPolicyDefaults } from '../defaults/networkpolicy';
import type { NetworkPolicy } from '../schema/generated/types';
import { validateNetworkPolicy, validateNetworkPolicySpec } from '../validation/networkpolicy';
import { warningsForNetworkPolicy } from '../warnings/networkpolicy';
import { countSpecChange, startGeneration } from './generation';
import type { Strategy } from './strategy';

export const networkPolicy: Strategy<NetworkPolicy> = {
  setDefaults: setNetworkPolicyDefaults,
  prepareForCreate(object): undefined {
    startGeneration(object);
  },
  validate: validateNetworkPolicy,
  prepareForUpdate(object, live): undefined {
    countSpecChange('NetworkPolicySpec', object, live);
  },
  validateUpdate: validateNetworkPolicySpec,
  warningsOnCreate: warningsForNetworkPolicy,
  warningsOnUpdate: warningsForNetworkPolicy,
};
