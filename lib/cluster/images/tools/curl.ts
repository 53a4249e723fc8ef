/** curl: what lessons ask of it, its errors with their numbers. Not modelled: TLS's checks, the progress meter, uploads. */
import type { HttpResponse } from '../../network/message';
import type { Call, Steps, Tool } from '../call';
import { REASONS, toBase64 } from '../http';
import { resolvePath } from '../paths';
import { byteLength } from '../utf8-bytes';
import { addressOf, fetchPage, parseAddress, type Address, type Fetched } from './fetch';
import { readFile } from './inputs';
import { parseOptions, type Options } from './options';
import { splitHeader } from './wget';

const VALUED = [
  'o',
  'X',
  'd',
  'H',
  'm',
  'w',
  'u',
  'A',
  'e',
  'b',
  'c',
  'F',
  'T',
  'x',
  'request',
  'data',
  'data-raw',
  'data-binary',
  'data-urlencode',
  'header',
  'max-time',
  'connect-timeout',
  'write-out',
  'output',
  'user',
  'user-agent',
  'retry',
  'retry-delay',
  'retry-max-time',
  'resolve',
  'cacert',
  'cert',
  'key',
  'url',
  'json',
  'interface',
];
const CONNECT_TIMEOUT = 134;

export const curl: Tool = function* run(call): Steps {
  const options = parseOptions(call.args, VALUED);
  const urls = [...options.operands, ...(options.value('url') === undefined ? [] : [options.value('url') ?? ''])];
  if (options.has('version', 'V')) {
    call.out('curl 8.14.1 (x86_64-pc-linux-musl) libcurl/8.14.1\n');
    return 0;
  }
  if (urls.length === 0) {
    call.err("curl: (2) no URL specified\ncurl: try 'curl --help' or 'curl --manual' for more information\n");
    return 2;
  }
  let status = 0;
  for (const url of urls) status = yield* fetchOne(call, url, options);
  return status;
};

function* fetchOne(call: Call, url: string, options: Options): Steps {
  const address = parseAddress(url);
  if (!address) return fault(call, options, 3, 'URL rejected: Malformed input to a URL function');
  if (!/^https?$/.test(address.scheme)) return fault(call, options, 1, `Protocol "${address.scheme}" not supported`);
  const body = bodyOf(call, options);
  const given = headersOf(call.args);
  const isHead = options.has('I', 'head');
  const method =
    options.value('X', 'request') ?? (isHead ? 'HEAD' : body === undefined || options.has('G', 'get') ? 'GET' : 'POST');
  const path =
    options.has('G', 'get') && body !== undefined
      ? `${address.path}${address.path.includes('?') ? '&' : '?'}${body}`
      : address.path;
  const form: Readonly<Record<string, string>> =
    body === undefined || options.has('G')
      ? {}
      : { 'content-type': options.has('json') ? 'application/json' : 'application/x-www-form-urlencoded' };
  const login = options.value('u', 'user') ?? address.login;
  const fetched = fetchPage(
    call.process,
    { ...address, path },
    {
      method,
      headers: {
        'user-agent': options.value('A', 'user-agent') ?? 'curl/8.14.1',
        accept: '*/*',
        ...form,
        ...(login === undefined ? {} : { authorization: `Basic ${toBase64(login)}` }),
        ...given,
      },
      body: options.has('G', 'get') ? '' : (body ?? ''),
      follows: options.has('L', 'location'),
    },
  );
  if ('failed' in fetched) return yield* fail(call, fetched, options);
  return show(call, fetched, options, isHead);
}

function show(call: Call, fetched: Extract<Fetched, { response: unknown }>, options: Options, isHead: boolean): number {
  const { response, request, from } = fetched;
  const address = () => addressOf(call.process, from.host);
  if (options.has('v', 'verbose')) {
    call.err(
      `* Host ${from.host}:${from.port} was resolved.\n*   Trying ${address()}:${from.port}...\n* Connected to ${from.host} (${address()}) port ${from.port}\n`,
    );
    call.err(
      `> ${request.method} ${request.path} HTTP/1.1\n${Object.entries(request.headers)
        .map(([name, value]) => `> ${capital(name)}: ${value}\n`)
        .join('')}>\n`,
    );
    call.err(`< ${headText(response).replaceAll('\r\n', '\n< ').trimEnd()}\n`);
  }
  if (response.status >= 400 && options.has('f', 'fail')) {
    return fault(call, options, 22, `The requested URL returned error: ${response.status}`);
  }
  const text = `${isHead || options.has('i', 'include') ? headText(response) : ''}${isHead ? '' : response.body}`;
  const name = options.value('o', 'output') ?? (options.has('O') ? from.path.split('/').at(-1) : undefined);
  if (name === undefined || name === '-') call.out(text);
  else if (name !== '/dev/null' && call.process.files.write(resolvePath(call.workingDir, name), text) !== undefined) {
    return fault(call, options, 23, 'Failure writing output to destination, passed 1 returned 0');
  }
  const format = options.value('w', 'write-out');
  if (format !== undefined) call.out(writeOut(format, response, from, address));
  return 0;
}

function writeOut(format: string, response: HttpResponse, from: Address, address: () => string): string {
  const values: Readonly<Record<string, string>> = {
    http_code: String(response.status).padStart(3, '0'),
    response_code: String(response.status),
    size_download: String(byteLength(response.body)),
    time_total: '0.002154',
    url_effective: `${from.scheme}://${from.host}${from.path}`,
    remote_ip: format.includes('remote_ip') ? address() : '',
    redirect_url: response.headers['location'] ?? '',
    content_type: response.headers['content-type'] ?? '',
  };
  return format
    .replaceAll('\\n', '\n')
    .replaceAll('\\t', '\t')
    .replace(/%\{(\w+)\}/g, (_, name: string) => (Object.hasOwn(values, name) ? (values[name] ?? '') : ''));
}

function* fail(call: Call, { failed, from }: Extract<Fetched, { failed: unknown }>, options: Options): Steps {
  const { host, port } = from;
  switch (failed) {
    case 'unresolved':
      return fault(call, options, 6, `Could not resolve host: ${host}`);
    case 'refused':
      return fault(
        call,
        options,
        7,
        `Failed to connect to ${host} port ${port} after 2 ms: Could not connect to server`,
      );
    case 'unreachable':
      return fault(
        call,
        options,
        7,
        `Failed to connect to ${host} port ${port} after 3071 ms: Could not connect to server`,
      );
    case 'closed':
      return fault(call, options, 52, 'Empty reply from server');
    case 'timeout': {
      const given = options.value('connect-timeout') ?? options.value('m', 'max-time');
      const seconds = Number(given ?? CONNECT_TIMEOUT);
      yield { step: 'sleep', ms: seconds * 1_000, foreground: true };
      if (given !== undefined)
        return fault(call, options, 28, `Connection timed out after ${Math.round(seconds * 1_000)} milliseconds`);
      return fault(
        call,
        options,
        28,
        `Failed to connect to ${host} port ${port} after ${CONNECT_TIMEOUT}000 ms: Could not connect to server`,
      );
    }
  }
}

function fault(call: Call, options: Options, code: number, text: string): number {
  if (!options.has('s', 'silent') || options.has('S', 'show-error')) call.err(`curl: (${code}) ${text}\n`);
  const format = options.value('w', 'write-out');
  if (format !== undefined)
    call.out(
      format
        .replaceAll('\\n', '\n')
        .replaceAll(/%\{(?:http_code|response_code)\}/g, '000')
        .replaceAll(/%\{\w+\}/g, ''),
    );
  return code;
}

function bodyOf(call: Call, options: Options): string | undefined {
  const given = call.args.flatMap((arg, at) => {
    const match = /^--(?:data(?:-raw|-binary|-urlencode)?|json)(?:=([\s\S]*))?$/.exec(arg);
    if (match) return [match[1] ?? call.args[at + 1] ?? ''];
    return arg === '-d'
      ? [call.args[at + 1] ?? '']
      : arg.startsWith('-d') && !arg.startsWith('--')
        ? [arg.slice(2)]
        : [];
  });
  if (given.length === 0) return options.value('d');
  return given.map((text) => (text.startsWith('@') ? (readFile(call, text.slice(1)) ?? '') : text)).join('&');
}

function headersOf(args: readonly string[]): Readonly<Record<string, string>> {
  const given = args.flatMap((arg, at) => {
    if (arg === '-H' || arg === '--header') return [args[at + 1] ?? ''];
    return arg.startsWith('-H') ? [arg.slice(2)] : arg.startsWith('--header=') ? [arg.slice(9)] : [];
  });
  return Object.fromEntries(given.map(splitHeader));
}

function headText(response: HttpResponse): string {
  const lines = Object.entries(response.headers).map(([name, value]) => `${capital(name)}: ${value}\r\n`);
  return `HTTP/1.1 ${response.status} ${REASONS[response.status] ?? ''}\r\n${lines.join('')}\r\n`;
}

function capital(name: string): string {
  return name.replaceAll(/(^|-)([a-z])/g, (_, dash: string, letter: string) => dash + letter.toUpperCase());
}
