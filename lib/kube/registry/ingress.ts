/** Models pkg/registry/networking/ingress/strategy.go. */
import type { Ingress } from '../schema/generated/types';
import { validateIngress, validateIngressUpdate } from '../validation/ingress';
import { warningsForIngress } from '../warnings/ingress';
import { countSpecChange, startGeneration } from './generation';
import type { Strategy } from './strategy';

export const ingress: Strategy<Ingress> = {
  setDefaults: () => {},
  prepareForCreate(object): undefined {
    object.status = {};
    startGeneration(object);
  },
  validate: validateIngress,
  prepareForUpdate(object, live): undefined {
    object.status = live.status ?? {};
    countSpecChange('IngressSpec', object, live);
  },
  validateUpdate: validateIngressUpdate,
  warningsOnCreate: warningsForIngress,
};
