/** Models warnIfHasEnforceMountableSecretsAnnotation (pkg/registry/core/serviceaccount/strategy.go). */
import type { ServiceAccount } from '../schema/generated/types';

const ENFORCE_SECRETS = 'kubernetes.io/enforce-mountable-secrets';

/** Said when the annotation is new. */
export function warningsForServiceAccount(account: ServiceAccount, live: ServiceAccount = {}): string[] {
  if (isEnforced(live) || !isEnforced(account)) return [];
  return [
    `metadata.annotations[${ENFORCE_SECRETS}]: deprecated in v1.32+; prefer separate namespaces to isolate access to mounted secrets`,
  ];
}

function isEnforced({ metadata }: ServiceAccount): boolean {
  return Object.hasOwn(metadata?.annotations ?? {}, ENFORCE_SECRETS);
}
