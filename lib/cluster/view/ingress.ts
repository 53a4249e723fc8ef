/** Ingresses: to which Service's port they route. */
import type { Client, types } from '@/lib/kube';
import { sightOf } from './sight';
import type { ViewTie } from './view-item';

export const ingress = sightOf('networking.k8s.io/v1/Ingress', 'ingresses.networking.k8s.io', (ingress, scene) => {
  const { metadata, spec = {} } = ingress;
  const namespace = metadata.namespace ?? '';
  const backends = [
    spec.defaultBackend,
    ...(spec.rules ?? []).flatMap(({ http }) => (http?.paths ?? []).map(({ backend }) => backend)),
  ];
  const ties = new Map<string, ViewTie>();
  for (const backend of backends) {
    const tie = routeOf(backend, namespace, scene.client);
    if (tie) ties.set(`${tie.name} ${tie.what ?? ''}`, tie);
  }
  for (const { secretName } of spec.tls ?? []) {
    if (!secretName) continue;
    const isMissing = !scene.client.get('v1/Secret', namespace, secretName);
    ties.set(`tls ${secretName}`, { by: 'uses', kind: 'Secret', namespace, name: secretName, isMissing });
  }
  const address = scene.cell(ingress, 'Address');
  return {
    state: address === '' ? 'waiting' : 'ready',
    status: scene.cell(ingress, 'Hosts'),
    detail: address === '' ? undefined : address,
    ties: [...ties.values()],
  };
});

/** Another Service's port is missing like a key. */
function routeOf(backend: types.IngressBackend | undefined, namespace: string, client: Client): ViewTie | undefined {
  const { name, port } = backend?.service ?? {};
  if (!name) return undefined;
  const service = client.get('v1/Service', namespace, name);
  const what = String(port?.name ?? port?.number ?? '');
  const isThere = service?.spec?.ports?.some((one) =>
    port?.name ? one.name === port.name : one.port === port?.number,
  );
  const tie = { by: 'routes', kind: 'Service', namespace, name, isMissing: !isThere } as const;
  // A Service that is not there at all is missing, whatever its port.
  return service ? { ...tie, what } : tie;
}
