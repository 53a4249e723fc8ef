/** Whom one can send a request to, and from where: Services, node ports, Ingress hosts and Pods of the cluster. */
import type { Source } from '@/lib/cluster';
import type { ClusterClient } from '../cluster-client';
import { listObjects, metadataOf } from './api-objects';
import { listOf, numberOf, recordOf, textOf, type Json } from '../json';

export type TargetKind = 'nodePort' | 'ingress' | 'balancer' | 'service' | 'pod';

export interface TargetChoice {
  readonly address: string;
  readonly kind: TargetKind;
  /** `default/web` */
  readonly of: string;
}

export interface Targets {
  readonly choices: readonly TargetChoice[];
  readonly pods: readonly { readonly namespace: string; readonly name: string }[];
  /** Hosts of Ingress rules, as they stand there: `*.shop.test`. */
  readonly hosts: readonly string[];
  /** Of the first node, where the Ingress is served. */
  readonly nodeAddress: string;
}

export const NO_TARGETS: Targets = { choices: [], pods: [], hosts: [], nodeAddress: '' };

/** What leads from outside to the Ingress. */
export async function findHosts(client: ClusterClient): Promise<Pick<Targets, 'hosts' | 'nodeAddress'>> {
  const [ingresses, nodes] = await Promise.all([listObjects(client, INGRESSES), listObjects(client, NODES)]);
  const hosts = ingresses.flatMap(hostsOf).filter((host) => host !== '');
  return { hosts: [...new Set(hosts)], nodeAddress: addressOfNode(nodes[0]) };
}

const INGRESSES = '/apis/networking.k8s.io/v1/ingresses';
const NODES = '/api/v1/nodes';

/** More are not listed: one can type what is not there. */
const MOST_PODS = 300;

export async function findTargets(client: ClusterClient): Promise<Targets> {
  const [services, ingresses, nodes, pods] = await Promise.all([
    listObjects(client, '/api/v1/services'),
    listObjects(client, INGRESSES),
    listObjects(client, NODES),
    listObjects(client, `/api/v1/pods?limit=${MOST_PODS}`),
  ]);
  const nodeAddress = addressOfNode(nodes[0]);
  const running = pods.filter((pod) => recordOf(pod['status'])['phase'] === 'Running');
  const rules = ingresses.flatMap((ingress) => hostsOf(ingress).map((host) => ({ of: nameOf(ingress), host })));
  const hosts = [...new Set(rules.map(({ host }) => host).filter((host) => host !== ''))];
  const choices = [
    ...services.flatMap((service) => ofNodePorts(service, nodeAddress)),
    ...rules
      .filter(({ host }) => host !== '' && !host.startsWith('*'))
      .map(({ of, host }): TargetChoice => ({ address: `http://${host}/`, kind: 'ingress', of })),
    ...services.flatMap(ofBalancers),
    ...services.flatMap(ofService),
    ...running.flatMap(ofPod),
  ];
  return { choices, pods: running.map(metadataOf), hosts, nodeAddress };
}

/** Whether a line in one's /etc/hosts would lead that name to the Ingress. */
export function isIngressHost(hosts: readonly string[], host: string): boolean {
  const name = host.toLowerCase();
  const wildcard = `*${name.slice(Math.max(0, name.indexOf('.')))}`;
  return hosts.some((one) => one.toLowerCase() === name || one.toLowerCase() === wildcard);
}

export function sourceText(source: Source): string {
  switch (source.from) {
    case 'outside':
      return 'outside';
    case 'node':
      return `node ${source.name}`;
    case 'pod':
      return `pod ${source.namespace}/${source.name}`;
  }
}

export function sourceOf(text: string): Source {
  const [from, rest = ''] = text.split(' ');
  if (from === 'node') return { from, name: rest };
  if (from !== 'pod') return { from: 'outside' };
  const [namespace = '', name = ''] = rest.split('/');
  return { from, namespace, name };
}

function nameOf(object: Json): string {
  const { namespace, name } = metadataOf(object);
  return `${namespace}/${name}`;
}

/** One for each rule; empty where it is about every host. */
function hostsOf(ingress: Json): string[] {
  return listOf(recordOf(ingress['spec'])['rules']).map((rule) => textOf(recordOf(rule)['host']));
}

function addressOfNode(node: Json | undefined): string {
  const addresses = listOf(recordOf(recordOf(node)['status'])['addresses']).map(recordOf);
  return textOf(addresses.find((one) => one['type'] === 'InternalIP')?.['address']);
}

function portsOf(service: Json): readonly Json[] {
  return listOf(recordOf(service['spec'])['ports'])
    .map(recordOf)
    .filter((port) => (port['protocol'] ?? 'TCP') === 'TCP');
}

function ofNodePorts(service: Json, node: string): TargetChoice[] {
  return portsOf(service).flatMap((port) => {
    const number = numberOf(port['nodePort']);
    return number && node ? [{ address: `http://${node}:${number}/`, kind: 'nodePort', of: nameOf(service) }] : [];
  });
}

function ofBalancers(service: Json): TargetChoice[] {
  const balancer = recordOf(recordOf(service['status'])['loadBalancer']);
  return listOf(balancer['ingress']).flatMap((one) =>
    portsOf(service).map((port): TargetChoice => {
      const address = `http://${textOf(recordOf(one)['ip'])}:${numberOf(port['port']) ?? 80}/`;
      return { address, kind: 'balancer', of: nameOf(service) };
    }),
  );
}

/** By the name that every Pod finds it by. */
function ofService(service: Json): TargetChoice[] {
  const { name, namespace } = metadataOf(service);
  const host = namespace === 'default' ? name : `${name}.${namespace}`;
  return portsOf(service).map((port) => ({
    address: `${host}:${numberOf(port['port']) ?? 80}`,
    kind: 'service',
    of: nameOf(service),
  }));
}

function ofPod(pod: Json): TargetChoice[] {
  const address = textOf(recordOf(pod['status'])['podIP']);
  const containers = listOf(recordOf(pod['spec'])['containers']).map(recordOf);
  const ports = containers.flatMap(({ ports }) => listOf(ports)).map((port) => recordOf(port)['containerPort']);
  return ports.flatMap((port) =>
    address !== '' && typeof port === 'number' ? [{ address: `${address}:${port}`, kind: 'pod', of: nameOf(pod) }] : [],
  );
}
