/** Models pkg/registry/coordination/lease/strategy.go, CoordinatedLeaderElection being off. */
import type { Lease } from '../schema/generated/types';
import { validateLease, validateLeaseUpdate } from '../validation/lease';
import type { Strategy } from './strategy';

export const lease: Strategy<Lease> = {
  setDefaults: () => undefined,
  prepareForCreate({ spec }): undefined {
    delete spec?.strategy;
    delete spec?.preferredHolder;
  },
  validate: validateLease,
  prepareForUpdate({ spec }, live): undefined {
    if (live.spec?.strategy === undefined) delete spec?.strategy;
    if (live.spec?.preferredHolder === undefined) delete spec?.preferredHolder;
  },
  validateUpdate: validateLeaseUpdate,
  needsResourceVersion: true,
};
