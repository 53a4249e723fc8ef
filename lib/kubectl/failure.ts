/** What went wrong, and kubectl's words for it. Models kubectl's cmd/util/helpers.go checkErr. */
import type { KubectlIO } from './io';
import { at, isObject, listAt, textAt } from './json-object';

export interface Status {
  /** Empty where the server gives none. */
  readonly reason: string;
  readonly message: string;
  readonly code: number;
  readonly details?: unknown;
}

export type Failure =
  /** kubectl's own error; `bare`: it stands without `error: `. */
  | { readonly words: string; readonly bare?: boolean }
  /** The API server's. */
  | { readonly status: Status }
  /** Nobody answers at this address: `192.168.49.2:8443`. */
  | { readonly refused: string };

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

export function good<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function bad(words: string): { readonly ok: false; readonly failure: Failure } {
  return { ok: false, failure: { words } };
}

/**
 * Of a Status object, as the API server answers it, or in client-go's words for what the answer to a request is none; of
 * `request` method and URL.
 */
export function readStatus(body: unknown, code: number, request: { method: string; url: string }): Status {
  if (isObject(body) && body['kind'] === 'Status') {
    return { reason: textAt(body, 'reason'), message: textAt(body, 'message'), code, details: at(body, 'details') };
  }
  const reason = code === 404 ? 'NotFound' : code === 401 ? 'Unauthorized' : code === 403 ? 'Forbidden' : '';
  const message =
    code === 404
      ? `the server could not find the requested resource${whatWasAsked(request)}`
      : `an error on the server has prevented the request`;
  return { reason, message, code };
}

/** ` (get notes.til.dev memo)`; nothing of an address that names no resource. */
function whatWasAsked({ method, url }: { method: string; url: string }): string {
  const [path = ''] = url.split('?');
  const [, group = '', rest = ''] =
    /^\/(?:api|apis\/([^/]+))\/[^/]+\/(?:namespaces\/[^/]+\/(?=[^/]))?(.+)$/.exec(path) ?? [];
  const [plural = '', name = ''] = rest.split('/');
  if (plural === '') return '';
  const resource = group === '' ? plural : `${plural}.${group}`;
  return ` (${method.toLowerCase()} ${resource}${name === '' ? '' : ` ${name}`})`;
}

export function isNotFound(failure: Failure): boolean {
  return 'status' in failure && failure.status.reason === 'NotFound';
}

/** Prints an error of kubectl's own, with its `error: `. */
export function fail(io: KubectlIO, message: string): number {
  return failWith(io, [{ words: message }]);
}

/** A wrong use of a command: `kubectl get` is `command`. */
export function failUsage(io: KubectlIO, command: string, message: string): number {
  return fail(io, `${message}\nSee '${command} -h' for help and examples`);
}

/** Prints all failures of a run; 1, or 0 where there are none. */
export function failWith(io: KubectlIO, failures: readonly Failure[]): number {
  io.err(failureText(failures));
  return failures.length === 0 ? 0 : 1;
}

/** The lines that kubectl ends with; empty where nothing failed. */
export function failureText(failures: readonly Failure[]): string {
  const [first] = failures;
  if (first === undefined) return '';
  if (failures.length > 1) return failures.map((failure) => `${standardWords(failure)}\n`).join('');
  const text = aloneWords(first);
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}

function aloneWords(failure: Failure): string {
  if ('words' in failure) {
    return failure.bare || failure.words.startsWith('error: ') ? failure.words : `error: ${failure.words}`;
  }
  return 'status' in failure && failure.status.reason === 'Invalid'
    ? invalidWords(failure.status)
    : standardWords(failure);
}

/** As it stands among several. */
export function standardWords(failure: Failure): string {
  if ('words' in failure) return failure.words;
  if ('refused' in failure) {
    return refusedWords(failure.refused);
  }
  const { reason, message } = failure.status;
  if (reason === 'Unauthorized') return `error: You must be logged in to the server (${message})`;
  return reason === '' ? `Error from server: ${message}` : `Error from server (${reason}): ${message}`;
}

/** Nobody listens at the address. */
export function refusedWords(host: string): string {
  return `The connection to the server ${host} was refused - did you specify the right host or port?`;
}

function invalidWords({ message, details }: Status): string {
  const kind = textAt(details, 'kind');
  const name = textAt(details, 'name');
  const causes = new Set(
    listAt(details, 'causes').map((cause) => `${textAt(cause, 'field')}: ${textAt(cause, 'message')}`),
  );
  let head = 'The request is invalid';
  if (kind !== '' || name !== '') head = `The ${kind} ${JSON.stringify(name)} is invalid`;
  else if (message !== '' && causes.size === 0) head += `: ${message}`;
  if (causes.size === 0) return head;
  // Whatever it ends with, a line's end follows.
  return causes.size === 1
    ? `${head}: ${[...causes].join('')}\n`
    : `${head}: \n${[...causes].map((cause) => `* ${cause}\n`).join('')}`;
}
