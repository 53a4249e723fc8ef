/** Models pkg/registry/core/namespace/strategy.go. */
import { labelWithName, setNamespaceDefaults } from '../defaults/namespace';
import type { Namespace } from '../schema/generated/types';
import { validateNamespace } from '../validation/namespace';
import { keepStatus } from './status';
import type { Strategy } from './strategy';

export const namespace: Strategy<Namespace> = {
  setDefaults: setNamespaceDefaults,
  prepareForCreate(object): undefined {
    object.status = { phase: 'Active' };
    const finalizers = ((object.spec ??= {}).finalizers ??= []);
    if (!finalizers.includes('kubernetes')) finalizers.push('kubernetes');
  },
  validate: validateNamespace,
  prepareForUpdate(object, live): undefined {
    keepStatus(object, live);
    (object.spec ??= {}).finalizers = live.spec?.finalizers ?? [];
  },
  validateUpdate: () => [],
  // Of a generated name the defaults knew nothing.
  canonicalize: labelWithName,
};
