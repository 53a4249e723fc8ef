/** Models pkg/registry/core/serviceaccount/strategy.go. */
import type { ServiceAccount } from '../schema/generated/types';
import { validateServiceAccount } from '../validation/serviceaccount';
import { warningsForServiceAccount } from '../warnings/serviceaccount';
import type { Strategy } from './strategy';

export const serviceAccount: Strategy<ServiceAccount> = {
  setDefaults: () => undefined,
  prepareForCreate: keepSecretNames,
  validate: validateServiceAccount,
  prepareForUpdate: keepSecretNames,
  validateUpdate: validateServiceAccount,
  warningsOnCreate: (account) => warningsForServiceAccount(account),
  warningsOnUpdate: warningsForServiceAccount,
};

/** Of a reference to a Secret nothing but the name is kept. */
function keepSecretNames(account: ServiceAccount): undefined {
  if (account.secrets) account.secrets = account.secrets.map(({ name = '' }) => (name === '' ? {} : { name }));
}
