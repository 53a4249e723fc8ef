/** Requests to the API server and its answers, as the HTTP door, the terminal and the page exchange them. */

export interface ApiRequest {
  /** `GET`, `POST`, … */
  readonly method: string;
  /** Path and query: `/api/v1/pods?limit=500`. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Who asks, as the connection says. Default: the administrator of the kubeconfig. */
  readonly user?: User;
}

export interface User {
  readonly name: string;
  readonly uid?: string;
  readonly groups: readonly string[];
  readonly extra?: Readonly<Record<string, readonly string[]>>;
}

export type ApiResponse = Whole | Streamed | Upgraded;

interface Head {
  readonly status: number;
  /** Names in lower case; several Warning headers are a list. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
}

export interface Whole extends Head {
  /** Bytes only of what is no text: the old OpenAPI. */
  readonly body: string | Uint8Array;
}

/** A watch, or a log that is followed. */
export interface Streamed extends Head {
  /**
   * Begins; `write` is called with each piece, `end` when no more is to come. Answers how to stop it from outside.
   * Both may be called before it returns.
   */
  stream(write: (piece: string) => void, end: () => void): () => void;
}

/** What needs a connection that goes both ways: the door speaks WebSocket, the terminal calls it directly. */
export interface Upgraded extends Head {
  readonly upgrade: Upgrade;
}

export type Upgrade =
  | {
      readonly to: 'exec' | 'attach';
      readonly pod: PodReference;
      readonly container: string;
      readonly command: readonly string[];
      readonly stdin: boolean;
      readonly stdout: boolean;
      readonly stderr: boolean;
      readonly tty: boolean;
    }
  | { readonly to: 'portforward'; readonly pod: PodReference; readonly ports: readonly number[] };

export interface PodReference {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
}

/** A request's address, taken apart. */
export interface Address {
  /** Decoded: `['api', 'v1', 'pods']`. */
  readonly segments: readonly string[];
  readonly path: string;
  readonly query: Query;
}

export type Query = ReadonlyMap<string, readonly string[]>;

/** Undefined for what is no address. Escapes are read before the path is taken apart, as Go's net/url does. */
export function readAddress(url: string): Address | undefined {
  const at = url.indexOf('?');
  const raw = at < 0 ? url : url.slice(0, at);
  const path = decodePercent(raw);
  if (path === undefined) return undefined;
  const segments = path.split('/').filter((part) => part !== '');
  const end = path.length > 1 && path.endsWith('/') ? '/' : '';
  return {
    segments,
    path: `/${segments.join('/')}${segments.length > 0 ? end : ''}`,
    query: readQuery(at < 0 ? '' : url.slice(at + 1)),
  };
}

/** What cannot be read is left out, as Go's url.Query leaves it. */
function readQuery(text: string): Query {
  const query = new Map<string, string[]>();
  for (const part of text.split('&')) {
    if (part === '' || part.includes(';')) continue;
    const at = part.indexOf('=');
    const name = decodeWords(at < 0 ? part : part.slice(0, at));
    const value = at < 0 ? '' : decodeWords(part.slice(at + 1));
    if (name !== undefined && value !== undefined) query.set(name, [...(query.get(name) ?? []), value]);
  }
  return query;
}

function decodeWords(text: string): string | undefined {
  return decodePercent(text.replaceAll('+', ' '));
}

/** Undefined for a `%` without its two digits; bytes that are no UTF-8 become U+FFFD. */
function decodePercent(text: string): string | undefined {
  if (!text.includes('%')) return text;
  if (/%(?![0-9a-fA-F]{2})/.test(text)) return undefined;
  try {
    return decodeURIComponent(text);
  } catch {
    return text.replace(/(?:%[0-9a-fA-F]{2})+/g, (bytes) => {
      try {
        return decodeURIComponent(bytes);
      } catch {
        return bytes.replace(/%[0-9a-fA-F]{2}/g, (byte) =>
          /^%[0-7]/.test(byte) ? decodeURIComponent(byte) : '\ufffd',
        );
      }
    });
  }
}

export function first(query: Query, name: string): string | undefined {
  return query.get(name)?.[0];
}

/** As apimachinery's conversion from a query: everything but `false` and `0` is true, also a name without a value. */
export function flag(query: Query, name: string): boolean {
  const value = first(query, name);
  return value !== undefined && value.toLowerCase() !== 'false' && value !== '0';
}
