/** Models pkg/registry/networking/ingressclass/strategy.go. */
import { setIngressClassDefaults } from '../defaults/ingressclass';
import type { IngressClass } from '../schema/generated/types';
import { validateIngressClass, validateIngressClassUpdate } from '../validation/ingressclass';
import { countSpecChange, startGeneration } from './generation';
import type { Strategy } from './strategy';

export const ingressClass: Strategy<IngressClass> = {
  setDefaults: setIngressClassDefaults,
  prepareForCreate(object): undefined {
    startGeneration(object);
  },
  validate: validateIngressClass,
  prepareForUpdate(object, live): undefined {
    countSpecChange('IngressClassSpec', object, live);
  },
  validateUpdate: validateIngressClassUpdate,
};
