/** What travels over the simulated network: one message there and one back. Bytes are only made of it at the HTTP door. */
export interface HttpRequest {
  readonly method: string;
  /** With its query: `/items?page=2`. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * A protocol that is not HTTP, as its client sees it: MongoDB's `{ command: 'insert', … }`, a line of Redis, an SQL
 * statement. What the fields are is agreed between a server program and its clients.
 */
export interface WireMessage {
  readonly protocol: 'mongodb' | 'redis' | 'mysql' | 'postgres' | 'dns' | 'text';
  readonly [field: string]: unknown;
}

export type Message = { readonly http: HttpRequest } | { readonly wire: WireMessage } | { readonly connect: true };
export type Reply =
  | { readonly http: HttpResponse }
  | { readonly wire: WireMessage }
  /** A connection was opened and closed, or what was said was not understood. */
  | { readonly closed: true };

/** What listens on a port. `peer` is the address that the request seems to come from. */
export type Listener = (message: Message, peer: string) => Reply;

/** Where a request begins. */
export type Source =
  | { readonly from: 'pod'; readonly namespace: string; readonly name: string }
  | { readonly from: 'node'; readonly name: string }
  | { readonly from: 'outside' };

export interface Hop {
  /** `pod`, `dns`, `service`, `endpoint`, `node`, `ingress`, `policy`, `container`, `outside`. */
  readonly at: 'pod' | 'dns' | 'service' | 'endpoint' | 'node' | 'ingress' | 'policy' | 'container' | 'outside';
  /** What of it: `default/webapp-service`, `minikube`, a rule, a port. */
  readonly name: string;
  readonly detail?: string;
}

/** Why a request got no answer. */
export interface NetworkFailure {
  /** `unresolved` no such name; `refused` nobody listens; `timeout` nobody answers or a policy drops it; `unreachable` no such way. */
  readonly failed: 'unresolved' | 'refused' | 'timeout' | 'unreachable';
  /** Where it stopped: the last of the hops. */
  readonly why: string;
}

/** A request and what came of it, hop by hop. */
export interface Exchange {
  readonly hops: readonly Hop[];
  readonly outcome: { readonly reply: Reply; readonly address: string } | NetworkFailure;
}

export interface Target {
  /** A name or an address. */
  readonly host: string;
  readonly port: number;
  readonly protocol?: 'TCP' | 'UDP';
}

export interface Network {
  /** Opens a connection, says one thing and hears one thing. Synchronous: the time it takes is the caller's to add. */
  request(source: Source, target: Target, message: Message): Exchange;
  /** What a name resolves to from there: addresses, or undefined. `trail` gets the hops. */
  resolve(source: Source, host: string): readonly string[] | undefined;
}
