/** The API server as kubectl's client sees it: JSON in, JSON out, failures as data. Warnings are printed as they come. */
import type { ApiResponse } from '@/lib/kube';
import type { Call } from './command';
import type { KubectlCache } from './io';
import { good, readStatus, type Failure, type Result } from './failure';
import { textAt } from './json-object';

export interface WatchEvent {
  /** ADDED, MODIFIED, DELETED, BOOKMARK, ERROR. */
  readonly type: string;
  readonly object: unknown;
}

/** `table` asks for columns as the server prints them. */
export type Wanted = 'json' | 'table' | 'discovery';

export interface Api {
  readonly cache: KubectlCache | undefined;
  now(): number;
  get(url: string, wanted?: Wanted): Promise<Result<unknown>>;
  /** A body that is no JSON, as it is. */
  getText(url: string): Promise<Result<string>>;
  create(url: string, body: unknown): Promise<Result<unknown>>;
  replace(url: string, body: unknown): Promise<Result<unknown>>;
  /** `type` is what stands behind `application/`: `strategic-merge-patch+json`. */
  patch(url: string, type: string, body: unknown): Promise<Result<unknown>>;
  delete(url: string, options?: unknown): Promise<Result<unknown>>;
  /**
   * Until `onEvent` answers true, the server ends, the time is over (undefined: never) or Ctrl+C is pressed; says which.
   */
  watch(
    url: string,
    onEvent: (event: WatchEvent) => boolean,
    options?: { readonly timeout?: number; readonly wanted?: Wanted },
  ): Promise<Result<'enough' | 'ended' | 'timeout' | 'interrupted'>>;
  send(method: string, url: string, headers?: Record<string, string>, body?: string): Promise<Result<ApiResponse>>;
  /** The answer, whatever its status; undefined where nobody answers. */
  exchange(
    method: string,
    url: string,
    headers?: Record<string, string>,
    body?: string,
  ): Promise<ApiResponse | undefined>;
}

const ACCEPT: Readonly<Record<Wanted, string>> = {
  json: 'application/json',
  table:
    'application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json',
  discovery: 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json',
};

/** The server takes its first word for the name of who manages fields. */
const USER_AGENT = 'kubectl/v1.36.3';

export function newApi({ io }: Pick<Call, 'io'>): Api {
  const warned = new Set<string>();

  async function exchange(
    method: string,
    url: string,
    headers: Record<string, string> = {},
    body = '',
  ): Promise<ApiResponse | undefined> {
    const sent = { accept: ACCEPT.json, 'user-agent': USER_AGENT, ...headers };
    const response = await io.request({ method, url, headers: sent, body });
    const given = response?.headers['warning'];
    for (const warning of given === undefined ? [] : [given].flat()) warn(warning);
    return response;
  }

  async function send(
    method: string,
    url: string,
    headers?: Record<string, string>,
    body?: string,
  ): Promise<Result<ApiResponse>> {
    const response = await exchange(method, url, headers, body);
    if (!response) return { ok: false, failure: { refused: io.config.server.replace(/^https?:\/\//, '') } };
    return response.status < 400 ? good(response) : { ok: false, failure: failureOf(response, { method, url }) };
  }

  function warn(header: string): void {
    for (const [, text = ''] of header.matchAll(/299 \S+ ("(?:[^"\\]|\\.)*")/g)) {
      const message = text.slice(1, -1).replace(/\\(.)/g, '$1');
      if (!warned.has(message)) io.err(`Warning: ${message}\n`);
      warned.add(message);
    }
  }

  async function json(
    method: string,
    url: string,
    headers?: Record<string, string>,
    body?: unknown,
  ): Promise<Result<unknown>> {
    const text = body === undefined ? '' : JSON.stringify(body);
    const answered = await send(method, url, headers, text);
    return answered.ok ? good(readJson(textOf(answered.value))) : answered;
  }

  const typed = (type: string): Record<string, string> => ({ 'content-type': `application/${type}` });
  return {
    cache: io.cache,
    now: () => io.now(),
    exchange,
    send,
    get: (url, wanted = 'json') => json('GET', url, { accept: ACCEPT[wanted] }),
    async getText(url) {
      const answered = await send('GET', url, { accept: '*/*' });
      return answered.ok ? good(textOf(answered.value)) : answered;
    },
    create: (url, body) => json('POST', url, typed('json'), body),
    replace: (url, body) => json('PUT', url, typed('json'), body),
    patch: (url, type, body) => json('PATCH', url, typed(type), body),
    delete: (url, options) => json('DELETE', url, typed('json'), options),
    async watch(url, onEvent, { timeout, wanted = 'json' } = {}) {
      const answered = await send('GET', url, { accept: ACCEPT[wanted] });
      if (!answered.ok) return answered;
      const response = answered.value;
      if (!('stream' in response)) return good('ended');
      let state: 'open' | 'enough' | 'ended' = 'open';
      let wake = (): void => {};
      let buffered = '';
      const stop = response.stream(
        (piece) => {
          buffered += piece;
          const lines = buffered.split('\n');
          buffered = lines.pop() ?? '';
          for (const line of lines) {
            if (line.trim() === '' || state !== 'open') continue;
            const event = readJson(line);
            if (onEvent({ type: textAt(event, 'type'), object: objectOf(event) })) state = 'enough';
          }
          wake();
        },
        () => {
          if (state === 'open') state = 'ended';
          wake();
        },
      );
      const deadline = timeout === undefined ? Number.POSITIVE_INFINITY : io.now() + timeout;
      const isOver = (): boolean => state !== 'open';
      while (!isOver()) {
        const left = deadline - io.now();
        if (left <= 0) {
          stop();
          return good('timeout');
        }
        const woken = new Promise<boolean>((resolve) => {
          wake = () => resolve(true);
        });
        // Events come as time passes: what waits is woken by the first.
        if (!(await Promise.race([io.wait(Math.min(left, 1000)), woken]))) {
          stop();
          return good('interrupted');
        }
      }
      stop();
      return good(state === 'open' ? 'ended' : state);
    },
  };
}

function failureOf(response: ApiResponse, request: { method: string; url: string }): Failure {
  return { status: readStatus(readJson(textOf(response)), response.status, request) };
}

function textOf(response: ApiResponse): string {
  // Bytes are only what no command of ours asks for.
  return 'body' in response && typeof response.body === 'string' ? response.body : '';
}

function objectOf(event: unknown): unknown {
  return typeof event === 'object' && event !== null && 'object' in event ? event.object : undefined;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
