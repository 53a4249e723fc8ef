/** What the HTTP servers of the images share: answers, forms, queries. */
import type { HttpRequest, HttpResponse, Listener } from '../network/message';
import { byteLength, textOfUtf8, utf8Bytes } from './utf8-bytes';

/** What Go's servers say to who speaks no HTTP. */
const NOT_HTTP =
  'HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n400 Bad Request';

/** Listens for HTTP. A connection that says nothing is closed; so is one that speaks another protocol than text. */
export function httpListener(answer: (request: HttpRequest, peer: string) => HttpResponse): Listener {
  return (message, peer) => {
    if ('wire' in message && message.wire.protocol === 'text') return { wire: { protocol: 'text', text: NOT_HTTP } };
    if (!('http' in message)) return { closed: true };
    const response = answer(message.http, peer);
    return { http: message.http.method === 'HEAD' ? { ...response, body: '' } : response };
  };
}

export function respond(
  status: number,
  body: string,
  type = 'text/plain; charset=utf-8',
  headers: Readonly<Record<string, string>> = {},
): HttpResponse {
  return { status, headers: { ...headers, 'content-type': type, 'content-length': String(byteLength(body)) }, body };
}

export function respondJson(status: number, value: unknown): HttpResponse {
  return respond(status, JSON.stringify(value), 'application/json; charset=utf-8');
}

/** Without its query, percent signs decoded. */
export function pathOf(request: HttpRequest): string {
  const path = request.path.split(/[?#]/)[0] ?? '/';
  return decodePercent(path);
}

export function queryOf(request: HttpRequest): ReadonlyMap<string, string> {
  const at = request.path.indexOf('?');
  return formFields(at < 0 ? '' : request.path.slice(at + 1));
}

/** application/x-www-form-urlencoded */
export function formFields(text: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const pair of text.split('&')) {
    if (pair === '') continue;
    const at = pair.indexOf('=');
    const [name, value] = at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
    fields.set(decodePercent(name.replaceAll('+', ' ')), decodePercent(value.replaceAll('+', ' ')));
  }
  return fields;
}

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

export const REASONS: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  204: 'No Content',
  301: 'Moved Permanently',
  302: 'Found',
  303: 'See Other',
  304: 'Not Modified',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

function decodePercent(text: string): string {
  if (!text.includes('%')) return text;
  return text.replace(/(?:%[0-9a-fA-F]{2})+/g, (escaped) =>
    textOfUtf8(
      escaped
        .slice(1)
        .split('%')
        .map((digits) => Number.parseInt(digits, 16)),
    ),
  );
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export function toBase64(text: string): string {
  const bytes = utf8Bytes(text);
  let encoded = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second, third] = bytes.slice(at, at + 3);
    const bits = (first << 16) | ((second ?? 0) << 8) | (third ?? 0);
    const digits = [bits >> 18, (bits >> 12) & 63, (bits >> 6) & 63, bits & 63].map((index) => BASE64[index] ?? '');
    encoded +=
      second === undefined
        ? `${digits[0]}${digits[1]}==`
        : third === undefined
          ? `${digits.slice(0, 3).join('')}=`
          : digits.join('');
  }
  return encoded;
}

/** Undefined where it is none. */
export function fromBase64(text: string): string | undefined {
  const clean = text.replaceAll(/\s/g, '');
  if (clean.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(clean)) return undefined;
  const bytes: number[] = [];
  for (let at = 0; at < clean.length; at += 4) {
    const group = clean.slice(at, at + 4).replaceAll('=', '');
    const bits = group
      .padEnd(4, 'A')
      .split('')
      .reduce((sum, letter) => sum * 64 + BASE64.indexOf(letter), 0);
    bytes.push(...[bits >> 16, (bits >> 8) & 255, bits & 255].slice(0, group.length - 1));
  }
  return textOfUtf8(bytes);
}
