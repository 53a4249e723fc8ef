/** Bytes of a real client, made messages of the simulated network and back: HTTP is understood, anything else is hung up on. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Message, NetworkFailure, Reply } from '@/lib/cluster';

export type Ask = (message: Message) => { readonly reply: Reply; readonly address: string } | NetworkFailure;

const asks = new WeakMap<object, Ask>();

/** One server for all connections, each with its own way into the cluster. */
const server = createServer((message, response) => void answer(message, response));

export function serveConnection(connection: Duplex, ask: Ask): void {
  asks.set(connection, ask);
  server.emit('connection', connection);
}

async function answer(message: IncomingMessage, response: ServerResponse): Promise<void> {
  const ask = asks.get(message.socket);
  const pieces: Buffer[] = [];
  for await (const piece of message as AsyncIterable<Buffer>) pieces.push(piece);
  const headers = Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
  const outcome = ask?.({
    http: {
      method: message.method ?? 'GET',
      path: message.url ?? '/',
      headers,
      body: Buffer.concat(pieces).toString('utf8'),
    },
  });
  if (!outcome || 'failed' in outcome || !('http' in outcome.reply)) {
    message.socket.destroy();
    return;
  }
  const { status, headers: given, body } = outcome.reply.http;
  for (const [name, value] of Object.entries(given)) {
    if (name.toLowerCase() !== 'content-length') response.setHeader(name, value);
  }
  response.statusCode = status;
  response.setHeader('content-length', Buffer.byteLength(body));
  response.end(body);
}
