/** Models pkg/kubelet/envvars FromServices: WEB_SERVICE_HOST and its like, of each Service that has an address. */
import type { types } from '@/lib/kube';

export function serviceEnvironment(services: readonly types.Service[]): Record<string, string> {
  const result: Record<string, string> = {};
  for (const { metadata, spec } of services) {
    const address = spec?.clusterIP;
    if (!address || address === 'None' || spec.type === 'ExternalName') continue;
    const [first] = spec.ports ?? [];
    if (!first) continue;
    const prefix = (metadata?.name ?? '').replaceAll('-', '_').toUpperCase();
    result[`${prefix}_SERVICE_HOST`] = address;
    result[`${prefix}_SERVICE_PORT`] = String(first.port);
    for (const port of spec.ports ?? []) {
      if (port.name) {
        result[`${prefix}_SERVICE_PORT_${port.name.replaceAll('-', '_').toUpperCase()}`] = String(port.port);
      }
    }
    addLinks(result, prefix, address, spec.ports ?? []);
  }
  return result;
}

/** As Docker once linked containers. */
function addLinks(
  result: Record<string, string>,
  prefix: string,
  address: string,
  ports: readonly types.ServicePort[],
): void {
  const host = address.includes(':') ? `[${address}]` : address;
  ports.forEach(({ port, protocol = 'TCP' }, at) => {
    const scheme = protocol.toLowerCase();
    const url = `${scheme}://${host}:${port}`;
    const name = `${prefix}_PORT_${port}_${protocol.toUpperCase()}`;
    if (at === 0) result[`${prefix}_PORT`] = url;
    result[name] = url;
    result[`${name}_PROTO`] = scheme;
    result[`${name}_PORT`] = String(port);
    result[`${name}_ADDR`] = address;
  });
}
