/** An API server on an empty cluster, with a clock that stands and a chance that counts: for tests. */
import { newClient } from './loopback';
import { loadAllKinds } from '../later';
import { learnStructure } from '../schema';
import { furtherStructure } from '../schema/generated/further-structure';
import type { PolicyRule } from '../schema/generated/types';
import { Store, type StoreOptions } from '../store';
import { Registry } from './registry';
import type { ApiServerOptions } from './options';
import { ApiServer } from './server';
import type { ApiRequest, ApiResponse, Streamed } from './request';

export interface TestServer {
  readonly server: ApiServer;
  readonly registry: Registry;
  readonly store: Store;
  /** Milliseconds since 1970; tests move it. */
  readonly clock: { now: number };
  /** What a request without a user of its own is answered. */
  readonly ask: (method: string, url: string, body?: unknown, headers?: ApiRequest['headers']) => Asked;
}

export interface Asked {
  readonly status: number;
  readonly headers: ApiResponse['headers'];
  /** Read as JSON where it is JSON; of a stream, what comes at once. */
  readonly body: unknown;
}

const RBAC = 'rbac.authorization.k8s.io';

/** What every cluster lets everybody ask who is somebody. */
const EVERYBODY: Readonly<Record<string, PolicyRule[]>> = {
  'system:basic-user': [
    {
      apiGroups: ['authorization.k8s.io'],
      resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
      verbs: ['create'],
    },
    { apiGroups: ['authentication.k8s.io'], resources: ['selfsubjectreviews'], verbs: ['create'] },
  ],
};

export const START = 1_767_603_600_000;

export interface TestServerOptions extends StoreOptions, Partial<Omit<ApiServerOptions, 'registry' | 'now'>> {
  /** Besides `default` and `kube-system`; each gets its ServiceAccount. */
  readonly namespaces?: readonly string[];
}

export async function newTestServer({
  namespaces = [],
  changes,
  ...options
}: TestServerOptions = {}): Promise<TestServer> {
  learnStructure(furtherStructure);
  await loadAllKinds();
  const store = new Store({ frozen: true, ...(changes !== undefined && { changes }) });
  const clock = { now: START };
  const now = (): number => clock.now;
  const registry = new Registry({ store, chance: countingChance(), now });
  const client = newClient(registry, 'test');
  for (const name of ['default', 'kube-system', 'kube-public', 'kube-node-lease', ...namespaces]) {
    client.create('v1/Namespace', { metadata: { name } });
    client.create('v1/ServiceAccount', { metadata: { name: 'default', namespace: name } });
  }
  for (const [role, rules] of Object.entries(EVERYBODY)) {
    client.create('rbac.authorization.k8s.io/v1/ClusterRole', { metadata: { name: role }, rules });
    client.create('rbac.authorization.k8s.io/v1/ClusterRoleBinding', {
      metadata: { name: role },
      roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: role },
      subjects: [{ apiGroup: RBAC, kind: 'Group', name: 'system:authenticated' }],
    });
  }
  const server = new ApiServer({ registry, now, ...options });
  return {
    server,
    registry,
    store,
    clock,
    ask: (method, url, body, headers = {}) => {
      const answer = server.handle({ method, url, headers, body: textOf(body) });
      const { status, headers: said } = answer;
      if ('stream' in answer) return { status, headers: said, body: eventsOf(answer) };
      return { status, headers: said, body: 'body' in answer ? read(answer.body) : undefined };
    },
  };
}

function eventsOf(answer: Streamed): unknown[] {
  let text = '';
  const stop = answer.stream(
    (piece) => (text += piece),
    () => {},
  );
  stop();
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map(read);
}

function textOf(body: unknown): string {
  if (body === undefined) return '';
  return typeof body === 'string' ? body : JSON.stringify(body);
}

function read(body: string | Uint8Array): unknown {
  if (typeof body !== 'string') return body;
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

function countingChance() {
  let drawn = 0;
  const next = (): number => (drawn += 1);
  return {
    suffix: () => `s${String(next()).padStart(4, '0')}`,
    uuid: () => `00000000-0000-4000-8000-${String(next()).padStart(12, '0')}`,
    integer: (below: number) => next() % below,
  };
}
