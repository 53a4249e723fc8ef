/** How the images' programs reach a MongoDB: what the Node driver would give back, and what it would throw, by its words. */
import type { NetworkFailure, WireMessage } from '../../network/message';
import type { Process } from '../process';
import { isDocument, type Document } from './mongo-store';

export interface MongoAddress {
  readonly host: string;
  readonly port: number;
  readonly user?: string;
  readonly password?: string;
}

export type MongoAnswer =
  | { readonly reply: Document }
  /** `kind` tells whether a server answered at all. */
  | { readonly error: string; readonly kind: 'unreachable' | 'authentication' | 'command' };

export function askMongo(process: Process, address: MongoAddress, message: Document): MongoAnswer {
  const { host, port, user, password } = address;
  const own = { protocol: 'mongodb', ...(user === undefined ? {} : { user, password }) } as const;
  const wire: WireMessage = { ...message, ...own };
  const { outcome } = process.request({ host: reachable(host), port }, { wire });
  if ('failed' in outcome) return { error: networkError(outcome, host, port), kind: 'unreachable' };
  const reply = 'wire' in outcome.reply && outcome.reply.wire.protocol === 'mongodb' ? outcome.reply.wire : undefined;
  if (!reply) return { error: `MongoNetworkError: connection 1 to ${host}:${port} closed`, kind: 'unreachable' };
  if (reply['ok'] === 1) return { reply };
  const text = typeof reply['errmsg'] === 'string' ? reply['errmsg'] : 'unknown error';
  return {
    error: `MongoServerError: ${text}`,
    kind: reply['code'] === 18 || reply['code'] === 13 ? 'authentication' : 'command',
  };
}

/** The address by which a process reaches its own Pod, or its node where it shares that one's network. */
export function reachable(host: string): string {
  return host === 'localhost' || host === '::1' ? '127.0.0.1' : host;
}

/** `mongo-service`, `mongo-service:27017`, or a whole `mongodb://user:password@host:port/…`. */
export function parseMongoAddress(text: string, user?: string, password?: string): MongoAddress {
  const match = /^(?:mongodb:\/\/)?(?:([^:@/]*)(?::([^@/]*))?@)?([^:/?,]*)(?::(\d+))?/.exec(text);
  const name = user ?? match?.[1];
  const secret = password ?? match?.[2];
  return {
    host: match?.[3] ?? text,
    port: Number(match?.[4] ?? 27_017),
    ...(name === undefined ? {} : { user: name, password: secret ?? '' }),
  };
}

export function documentsOf(reply: Document): readonly Document[] {
  const documents = reply['documents'];
  return Array.isArray(documents) ? documents.filter(isDocument) : [];
}

function networkError({ failed }: NetworkFailure, host: string, port: number): string {
  switch (failed) {
    case 'unresolved':
      return `MongoServerSelectionError: getaddrinfo ENOTFOUND ${host}`;
    case 'refused':
      return `MongoServerSelectionError: connect ECONNREFUSED ${host}:${port}`;
    case 'timeout':
      return 'MongoServerSelectionError: Server selection timed out after 30000 ms';
    case 'unreachable':
      return `MongoServerSelectionError: connect EHOSTUNREACH ${host}:${port}`;
  }
}
