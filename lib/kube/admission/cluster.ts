/**
 * What admission and allocation ask the cluster. The answers of a cluster that holds nothing but what every new one holds
 * are `newCluster`; a cluster with a store answers from its store.
 */
import type { JsonObject } from '../json-object';
import type { ModelledKind, ObjectsByKind } from '../objects';
import type { Namespace, ObjectMeta, PriorityClass, RuntimeClass, ServiceAccount } from '../schema/generated/types';
import type { CelEngine } from './cel-engine';

export interface AdmissionCluster {
  namespace(name: string): Namespace | undefined;
  serviceAccount(namespace: string, name: string): ServiceAccount | undefined;
  priorityClass(name: string): PriorityClass | undefined;
  /** The PriorityClass with globalDefault, if there is one. */
  defaultPriorityClass(): PriorityClass | undefined;
  runtimeClass(name: string): RuntimeClass | undefined;
  /** What there is of a kind, of all namespaces. */
  list<K extends ModelledKind>(kind: K): readonly ObjectsByKind[K][];
  /** What there is of a kind that a CustomResourceDefinition made: params of policies. Default: nothing. */
  customObjects?(apiVersion: string, kind: string): readonly { metadata: ObjectMeta; object: JsonObject }[];
  /** Without one, policies are not evaluated. */
  readonly cel?: CelEngine;
  readonly serviceNetwork: ServiceNetwork;
  /** The five letters that end a generated name. */
  nameSuffix(): string;
  /** For a new object: a UUID. */
  uid(): string;
  /** `2022-05-13T09:00:00Z` */
  now(): string;
}

/** The addresses and ports that Services get. Single-stack IPv4, as minikube, kind and the golden cluster are. */
export interface ServiceNetwork {
  /** `--service-cluster-ip-range`. */
  readonly clusterIPRange: string;
  /** `--service-node-port-range`: the first and the last port. */
  readonly nodePortRange: readonly [number, number];
  /** A dry run takes nothing: neither the range of a node port nor whether an address is free is looked at. */
  readonly dryRun: boolean;
  isClusterIPTaken(ip: string): boolean;
  isNodePortTaken(port: number): boolean;
  nextClusterIP(): string;
  /** A free node port that is not one of `taken`, which the Service at hand has already. */
  nextNodePort(taken: readonly number[]): number;
}

const NEW_NAMESPACES = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];

const SYSTEM_PRIORITIES: ReadonlyMap<string, number> = new Map([
  ['system-cluster-critical', 2_000_000_000],
  ['system-node-critical', 2_000_001_000],
]);

/** Kubernetes draws these at random; a judgement that stands alone always draws the same. */
const FIRST_CLUSTER_IP = '10.96.0.100';
const FIRST_NODE_PORT = 30_000;

/** A new cluster: four namespaces, each with its ServiceAccount `default`, and the two system priority classes. */
export const newCluster: AdmissionCluster = {
  namespace: (name) =>
    NEW_NAMESPACES.includes(name)
      ? { metadata: { name, labels: { 'kubernetes.io/metadata.name': name } }, status: { phase: 'Active' } }
      : undefined,
  serviceAccount: (namespace, name) =>
    name === 'default' && NEW_NAMESPACES.includes(namespace) ? { metadata: { name, namespace } } : undefined,
  priorityClass(name) {
    const value = SYSTEM_PRIORITIES.get(name);
    return value === undefined ? undefined : { metadata: { name }, value, preemptionPolicy: 'PreemptLowerPriority' };
  },
  defaultPriorityClass: () => undefined,
  runtimeClass: () => undefined,
  list: () => [],
  serviceNetwork: {
    clusterIPRange: '10.96.0.0/12',
    nodePortRange: [30_000, 32_767],
    dryRun: false,
    isClusterIPTaken: (ip) => ip === '10.96.0.1',
    isNodePortTaken: () => false,
    nextClusterIP: () => FIRST_CLUSTER_IP,
    nextNodePort(taken) {
      let port = FIRST_NODE_PORT;
      while (taken.includes(port)) port++;
      return port;
    },
  },
  nameSuffix: () => 'xxxxx',
  uid: () => '00000000-0000-4000-8000-000000000000',
  now: () => '2022-05-13T09:00:00Z',
};

/**
 * The same cluster asked with `--dry-run=server`: a Service's addresses and ports are not checked against what is taken, and
 * the node ports it gets are only for show. Models PortAllocationOperation.AllocateNext, whose search finds none free.
 */
export function dryRunOf(cluster: AdmissionCluster): AdmissionCluster {
  return {
    ...cluster,
    serviceNetwork: {
      ...cluster.serviceNetwork,
      dryRun: true,
      nextNodePort: (taken) => (taken.length === 0 ? DRY_RUN_NODE_PORT : Math.max(0, ...taken)) + 1,
    },
  };
}

const DRY_RUN_NODE_PORT = 32_768;
