/** What the tests here ask of a cluster behind HTTP, as any client would: JSON there and back. */
import { isObject, type JsonObject } from './json';
import { serveCluster, type Door } from '../serve';

export interface Asking {
  readonly door: Door;
  /** @param type of the body. Default: JSON */
  ask(method: string, path: string, body?: unknown, type?: string): Promise<Said>;
  /** The log of a container, once nothing is under way. */
  log(pod: string): Promise<string>;
}

export interface Said {
  readonly status: number;
  readonly object: JsonObject;
  readonly text: string;
}

export const MERGE = 'application/merge-patch+json';
export const STRATEGIC = 'application/strategic-merge-patch+json';
export const AGNHOST = 'registry.k8s.io/e2e-test-images/agnhost:2.63.0';
export const BUSYBOX = 'registry.k8s.io/e2e-test-images/busybox:1.37.0-1';
export const PODS = '/api/v1/namespaces/default/pods';

export async function askCluster(nodes = 1): Promise<Asking> {
  const door = await serveCluster({ port: 0, nodes });
  const ask: Asking['ask'] = async (method, path, body, type = 'application/json') => {
    const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
    const response = await fetch(door.url + path, { method, headers: { 'content-type': type }, ...sent });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
    const read: unknown = isJson ? JSON.parse(text) : undefined;
    return { status: response.status, text, object: isObject(read) ? read : {} };
  };
  return {
    door,
    ask,
    log: async (pod) => {
      await door.idle();
      return (await ask('GET', `${PODS}/${pod}/log`)).text;
    },
  };
}
