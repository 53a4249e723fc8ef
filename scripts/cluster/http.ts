/** The API server's function behind Node's HTTP. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ApiRequest, ApiResponse } from '@/lib/kube';
import { jsonOfProtobuf } from './protobuf';

const MOST_BODY = 3 * 1024 * 1024 + 1024;

/** Undefined for a body that is larger than the server takes: 413. */
export async function readRequest(message: IncomingMessage): Promise<ApiRequest | undefined> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of message as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size <= MOST_BODY) pieces.push(piece);
  }
  if (size > MOST_BODY) return undefined;
  const head = headOf(message);
  const body = Buffer.concat(pieces);
  const json = head.headers['content-type']?.includes('protobuf') ? jsonOfProtobuf(body) : undefined;
  if (!json) return { ...head, body: body.toString('utf8') };
  return { ...head, headers: { ...head.headers, 'content-type': 'application/json' }, body: JSON.stringify(json) };
}

export function headOf({ method = 'GET', url = '/', headers }: IncomingMessage): Omit<ApiRequest, 'body'> {
  const plain = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : (value ?? '')]),
  );
  return { method, url, headers: plain };
}

/** A stream goes on until it ends or the client leaves. */
export function send(answer: ApiResponse, response: ServerResponse): void {
  for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
  response.setHeader('audit-id', crypto.randomUUID());
  response.setHeader('cache-control', 'no-cache, private');
  response.statusCode = answer.status;
  if ('body' in answer) {
    response.end(answer.body);
    return;
  }
  if (!('stream' in answer)) {
    response.statusCode = 400;
    response.end('this needs a WebSocket\n');
    return;
  }
  response.flushHeaders();
  const stop = answer.stream(
    (piece) => void response.write(piece),
    () => void response.end(),
  );
  response.on('close', stop);
}
