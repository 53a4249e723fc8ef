/**
 * What a new cluster holds before anybody asks for anything. Recorded from a control plane of Kubernetes 1.36, with minikube's
 * StorageClass. What controllers make (ServiceAccounts, root certificates, slices) is theirs.
 *
 * Not modelled: APIServices, FlowSchemas and priority levels, whose work nobody sees here.
 */
import { kindOf, newClient, type Kind, type Registry, type StoredMeta, type types } from '@/lib/kube';
import { roles } from './generated/roles';

export interface BootOptions {
  /** Where the API server itself listens: behind the Service `kubernetes`. */
  readonly apiServer: { readonly address: string; readonly port: number };
  /** minikube's StorageClass. */
  readonly storageClass: boolean;
  uid(): string;
}

const NAMESPACES = ['kube-system', 'kube-public', 'default', 'kube-node-lease'];

export function bootstrap(registry: Registry, options: BootOptions): void {
  const client = newClient(registry, 'kube-apiserver');
  for (const name of NAMESPACES) client.create('v1/Namespace', { metadata: { name } });
  for (const role of readRoles()) putRole(registry, role, options.uid());
  for (const { name, ...priority } of PRIORITIES) {
    client.create('scheduling.k8s.io/v1/PriorityClass', { metadata: { name }, ...priority });
  }
  exposeApiServer(registry, options);
  if (options.storageClass) client.create('storage.k8s.io/v1/StorageClass', STANDARD);
  putServiceNetwork(registry, options.uid());
}

const PRIORITIES = [
  {
    name: 'system-node-critical',
    value: 2_000_001_000,
    description: 'Used for system critical pods that must not be moved from their current node.',
  },
  {
    name: 'system-cluster-critical',
    value: 2_000_000_000,
    description:
      'Used for system critical pods that must run in the cluster, but can be moved to another node if necessary.',
  },
];

const STANDARD: types.StorageClass = {
  metadata: {
    name: 'standard',
    annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' },
  },
  provisioner: 'k8s.io/minikube-hostpath',
};

/** The Service by which Pods reach the API, and what stands behind it. Models pkg/controlplane (reconcilers). */
function exposeApiServer(registry: Registry, { apiServer: { address, port } }: BootOptions): void {
  const client = newClient(registry, 'kube-apiserver');
  const metadata = { name: 'kubernetes', namespace: 'default' };
  client.create('v1/Service', {
    metadata: { ...metadata, labels: { component: 'apiserver', provider: 'kubernetes' } },
    spec: { clusterIP: '10.96.0.1', ports: [{ name: 'https', port: 443, protocol: 'TCP', targetPort: port }] },
  });
  client.create('v1/Endpoints', {
    metadata: { ...metadata, labels: { 'endpointslice.kubernetes.io/skip-mirror': 'true' } },
    subsets: [{ addresses: [{ ip: address }], ports: [{ name: 'https', port, protocol: 'TCP' }] }],
  });
  client.create('discovery.k8s.io/v1/EndpointSlice', {
    metadata: { ...metadata, labels: { 'kubernetes.io/service-name': 'kubernetes' } },
    addressType: 'IPv4',
    endpoints: [{ addresses: [address], conditions: { ready: true } }],
    ports: [{ name: 'https', port, protocol: 'TCP' }],
  });
}

/** From which Services get their addresses. Models pkg/controlplane/controller/defaultservicecidr. */
function putServiceNetwork(registry: Registry, uid: string): void {
  const kind = kindOf('networking.k8s.io/v1', 'ServiceCIDR');
  if (!kind) return;
  const { now } = registry;
  const message = 'Kubernetes Service CIDR is ready';
  const ready = { type: 'Ready', status: 'True', reason: '', message, lastTransitionTime: now };
  const finalizers = ['networking.k8s.io/service-cidr-finalizer'];
  registry.put(kind, {
    apiVersion: kind.apiVersion,
    kind: kind.kind,
    metadata: { name: 'kubernetes', uid, generation: 1, creationTimestamp: now, resourceVersion: '', finalizers },
    spec: { cidrs: ['10.96.0.0/12'] },
    status: { conditions: [ready] },
  });
}

/** As recorded: `rules`, or `roleRef` and `subjects`. */
interface RecordedRole {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

/** What of a role is the same in every cluster; shared by all, as everything that a store holds may be. */
interface SharedRole {
  readonly kind: Kind;
  readonly metadata: Pick<StoredMeta, 'name' | 'namespace' | 'labels' | 'annotations'>;
  readonly rest: Readonly<Record<string, unknown>>;
}

const RBAC = 'rbac.authorization.k8s.io/v1';
const AUTO_UPDATE = { 'rbac.authorization.kubernetes.io/autoupdate': 'true' };

let read: readonly SharedRole[] | undefined;

function readRoles(): readonly SharedRole[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- generated from a recording of that form
  read ??= (JSON.parse(roles) as RecordedRole[]).map(sharedRole);
  return read;
}

function sharedRole({ kind: name, name: role, namespace, labels, ...rest }: RecordedRole): SharedRole {
  const kind = kindOf(RBAC, name);
  if (!kind) throw new Error(`the server serves no ${name}`);
  const metadata = {
    name: role,
    ...(namespace !== undefined && { namespace }),
    labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults', ...labels },
    annotations: AUTO_UPDATE,
  };
  return { kind, metadata, rest };
}

/** As recorded: the server's own roles need no judgement. */
function putRole(registry: Registry, { kind, metadata, rest }: SharedRole, uid: string): void {
  const { now: creationTimestamp, store } = registry;
  const own = { ...metadata, creationTimestamp, uid, resourceVersion: store.nextVersion };
  registry.add(kind, { apiVersion: RBAC, kind: kind.kind, metadata: own, ...rest });
}
