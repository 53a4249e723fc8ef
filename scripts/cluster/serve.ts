/** A cluster behind HTTP on this machine. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Cluster, type ClusterOptions } from '@/lib/cluster';
import { celEngine } from '@/lib/checks';
import { statusObject, type Whole } from '@/lib/kube';
import { parseYaml } from '@/lib/yaml';
import { readDescriptions } from './descriptions';
import { readRequest, send } from './http';
import { openNodePorts } from './node-ports';
import { Pump } from './pump';
import { newStreams } from './streams';

export interface ServeOptions extends Omit<ClusterOptions, 'start' | 'cel' | 'yaml' | 'descriptions' | 'latency'> {
  /** 0 is any that is free. */
  readonly port: number;
  /** Whether node ports are opened on this machine. Default: false. */
  readonly nodePorts?: boolean;
  /** How many seconds ago the cluster begins: by so much its clock may jump ahead (see ./pump.ts). Default: 600. */
  readonly behind?: number;
}

export interface Door {
  readonly cluster: Cluster;
  readonly url: string;
  readonly kubeconfig: string;
  /** Resolves once nothing is under way. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

const BEHIND = 600;
/** Beside the API's own addresses: answers once nothing is under way. */
const IDLE = '/kubetil/idle';

export async function serveCluster({
  port,
  nodePorts = false,
  behind = BEHIND,
  ...options
}: ServeOptions): Promise<Door> {
  const descriptions = readDescriptions();
  const cluster = await Cluster.create({
    ...options,
    start: Math.floor(Date.now() / 1000 - behind) * 1000,
    latency: 0,
    cel: celEngine(),
    yaml: readYaml,
    descriptions: () => descriptions,
  });
  const pump = new Pump(cluster.clock);
  const server = createServer((message, response) => {
    answer(message, response).catch((error: unknown) => {
      // A fault of ours: it is said, and the server goes on.
      console.error(error);
      send(refusal(500, 'InternalError', `Internal error occurred: ${String(error)}`), response);
    });
  });

  async function answer(message: IncomingMessage, response: ServerResponse): Promise<void> {
    if (message.url === IDLE) {
      await pump.idle();
      response.end('idle\n');
      return;
    }
    const request = await readRequest(message);
    const answered = request
      ? cluster.handle(request)
      : refusal(413, 'RequestEntityTooLarge', 'Request entity too large: limit is 3145728');
    if (answered) send(answered, response);
    else message.socket.destroy();
    pump.wake();
  }

  server.on(
    'upgrade',
    newStreams(cluster, () => pump.wake()),
  );
  const ports = nodePorts ? openNodePorts(cluster, () => pump.wake()) : undefined;
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  pump.wake();
  return {
    cluster,
    url,
    kubeconfig: kubeconfig(url),
    idle: () => pump.idle(),
    close: () => {
      pump.stop();
      ports?.close();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** One document to a JSON value; throws with the parser's words. */
function readYaml(text: string): unknown {
  const [document] = parseYaml(text).documents;
  if (document?.fault)
    throw new Error(document.fault.error?.replace(/^error converting YAML to JSON: /, '') ?? document.fault.message);
  return document?.value ?? null;
}

function refusal(code: number, reason: string, message: string): Whole {
  const body = JSON.stringify(statusObject({ code, reason, message }));
  return { status: code, headers: { 'content-type': 'application/json' }, body };
}

function kubeconfig(url: string): string {
  return `apiVersion: v1
kind: Config
clusters:
  - name: minikube
    cluster:
      server: ${url}
      insecure-skip-tls-verify: true
users:
  - name: minikube
    user:
      token: admintoken
contexts:
  - name: minikube
    context:
      cluster: minikube
      user: minikube
      namespace: default
current-context: minikube
`;
}
