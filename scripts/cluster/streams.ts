/** WebSockets: commands in containers, as kubectl 1.36 speaks them (v5.channel.k8s.io), and forwarded ports. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Cluster } from '@/lib/cluster';
import type { Streamed, Upgraded, Whole } from '@/lib/kube';
import { headOf } from './http';
import { bytesOf } from './bytes';
import { forwardPorts } from './port-forward';
import { runAttached, runCommand, type Channels } from './remote-command';

/** Those that kubectl and others ask for, the one that is liked best first. */
const COMMAND_PROTOCOLS = ['v5.channel.k8s.io', 'v4.channel.k8s.io', 'channel.k8s.io'];
/** Its name has a slash, which no name of a protocol may have by RFC 6455: for ws it gets another one. */
const TUNNEL = 'SPDY/3.1+portforward.k8s.io';
const TUNNEL_TOKEN = 'SPDY-3.1+portforward.k8s.io';
/** Of what only goes one way: logs and watches. */
const READ_PROTOCOLS = ['binary.k8s.io', 'base64.binary.k8s.io'];

/** @param done called when something was done in the cluster */
export function newStreams(
  cluster: Cluster,
  done: () => void,
): (message: IncomingMessage, socket: Duplex, head: Buffer) => void {
  const server = new WebSocketServer({
    noServer: true,
    handleProtocols: (offered) =>
      [...COMMAND_PROTOCOLS, TUNNEL_TOKEN, ...READ_PROTOCOLS].find((one) => offered.has(one)) ?? false,
  });
  server.on('headers', (headers) => {
    headers.forEach((header, at) => (headers[at] = header.replace(TUNNEL_TOKEN, TUNNEL)));
  });
  return (message, socket, head) => {
    const offered = message.headers['sec-websocket-protocol'];
    if (offered !== undefined) message.headers['sec-websocket-protocol'] = offered.replace(TUNNEL, TUNNEL_TOKEN);
    // A WebSocket begins with a GET; what it asks for is judged as the POST that it stands for.
    const answer = cluster.handle({ ...headOf(message), body: '' });
    if (!answer) {
      socket.destroy();
      return;
    }
    if (!('upgrade' in answer)) {
      if (answer.status === 200) server.handleUpgrade(message, socket, head, (webSocket) => read(webSocket, answer));
      else refuse(socket, answer.status, 'body' in answer ? String(answer.body) : '');
      return;
    }
    server.handleUpgrade(message, socket, head, (webSocket) => {
      done();
      begin(cluster, webSocket, answer, done);
    });
  };
}

function refuse(socket: Duplex, status: number, body: string): void {
  const head = [
    `HTTP/1.1 ${status} Refused`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

/** Models apiserver's util/wsstream Reader: each piece is a message, and the end is the connection's. */
function read(webSocket: WebSocket, answer: Whole | Streamed): void {
  const isText = webSocket.protocol === 'base64.binary.k8s.io';
  const say = (piece: string | Uint8Array): void => {
    const bytes = Buffer.from(piece);
    webSocket.send(isText ? bytes.toString('base64') : bytes);
  };
  if ('stream' in answer) {
    const stop = answer.stream(say, () => webSocket.close(1000));
    webSocket.on('close', stop);
    return;
  }
  say(answer.body);
  webSocket.close(1000);
}

function begin(cluster: Cluster, webSocket: WebSocket, { upgrade }: Upgraded, done: () => void): void {
  if (upgrade.to === 'portforward') {
    forwardPorts(cluster, webSocket, upgrade.pod);
    return;
  }
  const channels = channelsOf(webSocket);
  if (upgrade.to === 'attach') runAttached(cluster, upgrade, channels);
  else runCommand(cluster, upgrade, channels);
  done();
}

const [STDIN, STDOUT, STDERR, ERROR] = [0, 1, 2, 3];
/** v5: the channel named in the next byte is closed. */
const CLOSE = 255;

function channelsOf(webSocket: WebSocket): Channels {
  const isFirst = webSocket.protocol === 'channel.k8s.io';
  const say = (channel: number, data: string | Buffer): void => {
    webSocket.send(Buffer.concat([Buffer.from([channel]), Buffer.from(data)]));
  };
  return {
    stdout: (data) => say(STDOUT ?? 1, data),
    stderr: (data) => say(STDERR ?? 2, data),
    end: (status) => {
      // The first version of the protocol says only what went wrong, and in words.
      if (!isFirst) say(ERROR ?? 3, JSON.stringify(status));
      else if (status.status !== 'Success') say(ERROR ?? 3, status.message ?? '');
      webSocket.close(1000);
    },
    onInput(read, end) {
      webSocket.on('message', (data) => {
        const bytes = bytesOf(data);
        if (bytes[0] === STDIN) read(bytes.subarray(1));
        else if (bytes[0] === CLOSE && bytes[1] === STDIN) end();
      });
      webSocket.on('close', end);
    },
    onGone: (gone) => void webSocket.on('close', gone),
  };
}
