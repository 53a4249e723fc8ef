/** Ports: what containers open, where Services send to, what Ingresses and probes name. */
import type { YamlPath } from '@/lib/yaml';
import { ownScope } from './end';
import { servicePortScope, useObject, type Gathering } from './gather';
import { fieldOf, isObject, itemsOf, wordOf, type JsonObject } from '../json';

/** The ports of all containers of a Pod, which a Service may send to. */
const PODS = ownScope('port');

/** A container's ports by number and by name, and the probes that name one. `path` ends with list and index. */
export function readContainerPorts(container: JsonObject, path: YamlPath, into: Gathering): void {
  const own = ownScope(`port|${path.at(-2)}|${path.at(-1)}`);
  for (const [index, port] of itemsOf(container['ports']).entries()) {
    const number = wordOf(fieldOf(port, 'containerPort'));
    const name = fieldOf(port, 'name');
    const at = [...path, 'ports', index];
    if (number !== undefined) {
      into.definitions.push({
        thing: 'port',
        name: number,
        scopes: [PODS],
        path: [...at, 'containerPort'],
        at: 'value',
      });
    }
    if (typeof name === 'string' && name !== '') {
      const detail = number === undefined ? {} : { detail: number };
      into.definitions.push({
        thing: 'port',
        name,
        scopes: [PODS, own],
        path: [...at, 'name'],
        at: 'value',
        ...detail,
      });
    }
  }
  for (const holder of ['livenessProbe', 'readinessProbe', 'startupProbe']) {
    for (const way of ['httpGet', 'tcpSocket']) {
      const port = fieldOf(fieldOf(container[holder], way), 'port');
      // A number need not be declared; a name must be.
      if (typeof port !== 'string' || port === '') continue;
      into.uses.push({
        thing: 'port',
        kind: 'container',
        name: port,
        scope: own,
        silent: false,
        path: [...path, holder, way, 'port'],
        at: 'value',
      });
    }
  }
}

/** A Service's ports: each is the end of an Ingress, and leads on to the Pods' port. */
export function readServicePorts(spec: JsonObject, path: YamlPath, into: Gathering): void {
  const scopes = [servicePortScope(into.namespace, into.name)];
  const selects = isObject(spec['selector']);
  for (const [index, port] of itemsOf(spec['ports']).entries()) {
    if (!isObject(port)) continue;
    const at = [...path, 'ports', index];
    const number = wordOf(port['port']);
    const name = wordOf(port['name']);
    if (number !== undefined) {
      into.definitions.push({ thing: 'service-port', name: number, scopes, path: [...at, 'port'], at: 'value' });
    }
    if (name !== undefined) {
      const detail = number === undefined ? {} : { detail: number };
      into.definitions.push({ thing: 'service-port', name, scopes, path: [...at, 'name'], at: 'value', ...detail });
    }
    if (!selects) continue;
    const target = Object.hasOwn(port, 'targetPort');
    if (!target && number === undefined) continue;
    into.uses.push({
      thing: 'port',
      kind: 'container',
      name: target ? wordOf(port['targetPort']) : number,
      scope: 'selected',
      silent: false,
      path: [...at, target ? 'targetPort' : 'port'],
      at: 'value',
      ...(target ? {} : { standsFor: 'targetPort' }),
    });
  }
}

/** An Ingress' backend: the Service, and one of its ports by number or name. */
export function readBackendService(service: JsonObject, path: YamlPath, into: Gathering): void {
  useObject(into, 'Service', service, path, 'name');
  const holder = wordOf(service['name']);
  const port = service['port'];
  if (holder === undefined || !isObject(port)) return;
  for (const field of ['number', 'name']) {
    if (!Object.hasOwn(port, field)) continue;
    into.uses.push({
      thing: 'service-port',
      kind: 'Service',
      holder,
      name: wordOf(port[field]),
      scope: servicePortScope(into.namespace, holder),
      silent: false,
      path: [...path, 'port', field],
      at: 'value',
    });
  }
}
