/**
 * Ports of a Pod on the client's machine: kubectl tunnels SPDY/3.1 streams through a WebSocket, two for each connection, one
 * for its bytes and one for what goes wrong.
 */
import { Duplex } from 'node:stream';
import transport from 'spdy-transport';
import type { WebSocket } from 'ws';
import type { Cluster } from '@/lib/cluster';
import type { PodReference } from '@/lib/kube';
import { serveConnection } from './connections';
import { bytesOf } from './bytes';

/** What of spdy-transport is used; it has no types. */
interface SpdyStream extends Duplex {
  readonly headers: Readonly<Record<string, string>>;
  respond(status: number, headers: object): void;
}

export function forwardPorts(cluster: Cluster, webSocket: WebSocket, pod: PodReference): void {
  const connection = transport.connection.create(tunnel(webSocket), { protocol: 'spdy', isServer: true });
  allowBareStreams(connection);
  connection.start(3.1);
  connection.on('error', () => webSocket.close());
  const errors = new Map<string, SpdyStream>();
  connection.on('stream', (stream: SpdyStream) => {
    stream.on('error', () => undefined);
    stream.respond(200, {});
    const { streamtype, port = '', requestid = '' } = stream.headers;
    if (streamtype === 'error') {
      errors.set(requestid, stream);
      return;
    }
    const { client } = cluster;
    const address = client.get('v1/Pod', pod.namespace, pod.name)?.status?.podIP ?? '';
    const listener = cluster.kubelets.listener(pod.uid, Number(port));
    if (!listener) {
      errors
        .get(requestid)
        ?.end(
          `failed to connect to localhost:${port} inside namespace "${pod.uid}", IPv4: dial tcp4 127.0.0.1:${port}: connect: connection refused IPv6 dial tcp6 [::1]:${port}: connect: connection refused `,
        );
      stream.end();
      return;
    }
    errors.get(requestid)?.end();
    serveConnection(stream, (message) => ({ reply: listener(message, '127.0.0.1'), address }));
  });
}

/** spdy-transport wants every stream to be a request with a method and a path; Kubernetes' have neither. */
function allowBareStreams({ _spdyState: { parser } }: transport.Connection): void {
  const read = parser.parseKVs.bind(parser);
  parser.parseKVs = (body, done) =>
    read(body, (error, headers) => done(error, headers && { ':method': 'POST', ':path': '/', ...headers }));
}

/** The WebSocket's messages as bytes in a row. */
function tunnel(webSocket: WebSocket): Duplex {
  const duplex = new Duplex({
    read: () => undefined,
    write(piece: Buffer, _encoding, done) {
      webSocket.send(piece, done);
    },
    final(done) {
      webSocket.close();
      done();
    },
  });
  webSocket.on('message', (data) => duplex.push(bytesOf(data)));
  webSocket.on('close', () => duplex.push(null));
  return duplex;
}
