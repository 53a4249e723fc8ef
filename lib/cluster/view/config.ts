/** What holds values and names, and has no state of its own. */
import { isOfSystem, sightOf } from './sight';

export const configMap = sightOf('v1/ConfigMap', 'configmaps', (configMap) => {
  // Every namespace has it, for every Pod's own token.
  if (isOfSystem(configMap) || configMap.metadata.name === 'kube-root-ca.crt') return undefined;
  return { state: 'plain', status: keys(configMap.data, configMap.binaryData) };
});

export const secret = sightOf('v1/Secret', 'secrets', (secret) => {
  if (isOfSystem(secret) || secret.type === 'kubernetes.io/service-account-token') return undefined;
  return { state: 'plain', status: keys(secret.data), detail: secret.type === 'Opaque' ? undefined : secret.type };
});

export const serviceAccount = sightOf('v1/ServiceAccount', 'serviceaccounts', (account) =>
  isOfSystem(account) || account.metadata.name === 'default' ? undefined : { state: 'plain', status: '' },
);

export const namespace = sightOf('v1/Namespace', 'namespaces', ({ status }) => ({
  state: status?.phase === 'Terminating' ? 'leaving' : 'plain',
  status: status?.phase ?? 'Active',
}));

export const resourceQuota = sightOf('v1/ResourceQuota', 'resourcequotas', () => ({ state: 'plain', status: '' }));
export const limitRange = sightOf('v1/LimitRange', 'limitranges', () => ({ state: 'plain', status: '' }));

/** As kubectl's DATA, with its unit: `2 keys`. */
function keys(...held: (object | undefined)[]): string {
  const count = held.reduce((sum, data) => sum + Object.keys(data ?? {}).length, 0);
  return `${count} key${count === 1 ? '' : 's'}`;
}
