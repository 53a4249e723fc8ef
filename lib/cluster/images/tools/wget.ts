/** wget of busybox, and of GNU in its most common lines. */
import type { HttpResponse } from '../../network/message';
import type { Call, Steps, Tool } from '../call';
import { REASONS, toBase64 } from '../http';
import { resolvePath } from '../paths';
import { byteLength } from '../utf8-bytes';
import { addressOf, fetchPage, parseAddress, type Address, type Fetched } from './fetch';
import { parseOptions, type Options } from './options';

/** How long the kernel tries to connect. */
const CONNECT_TIMEOUT = 127;

export const wget: Tool = function* run(call): Steps {
  const options = parseOptions(call.args, [
    'O',
    'T',
    't',
    'U',
    'P',
    'Y',
    'timeout',
    'tries',
    'header',
    'post-data',
    'user-agent',
    'output-document',
    'waitretry',
    'connect-timeout',
  ]);
  const [url] = options.operands;
  const address = url === undefined ? undefined : parseAddress(url);
  if (!address) {
    call.err(
      url === undefined
        ? 'BusyBox v1.37.0 multi-call binary.\n\nUsage: wget [-cqS] [--spider] [-O FILE] [-T SEC] URL...\n'
        : `wget: bad address '${url}'\n`,
    );
    return 1;
  }
  const isQuiet = options.has('q');
  const fetched = fetchPage(call.process, address, {
    method: options.has('spider') ? 'HEAD' : options.value('post-data') === undefined ? 'GET' : 'POST',
    headers: {
      'user-agent': options.value('U', 'user-agent') ?? 'Wget',
      connection: 'close',
      ...loginOf(address),
      ...headersOf(call.args),
    },
    body: options.value('post-data') ?? '',
    follows: true,
  });
  const { host, port } = fetched.from;
  const isResolved = !('failed' in fetched) || fetched.failed !== 'unresolved';
  if (!isQuiet && isResolved)
    call.err(
      `Connecting to ${host}:${port} (${addressOf(call.process, host)}:${port})\n`.replace(`${host}:80 `, `${host} `),
    );
  if ('failed' in fetched) return yield* fail(call, fetched, options);
  const { response } = fetched;
  if (options.has('S'))
    call.err(`  HTTP/1.1 ${response.status} ${REASONS[response.status] ?? ''}\n${headerLines(response)}`);
  if (response.status >= 400) {
    call.err(`wget: server returned error: HTTP/1.1 ${response.status} ${REASONS[response.status] ?? ''}\n`);
    return 1;
  }
  if (options.has('spider')) {
    if (!isQuiet) call.err('remote file exists\n');
    return 0;
  }
  return save(call, options, fetched.from, response.body, isQuiet);
};

function save(call: Call, options: Options, from: Address, body: string, isQuiet: boolean): number {
  const given = options.value('O', 'output-document');
  const name = given ?? (from.path.split(/[?#]/)[0]?.split('/').at(-1) || 'index.html');
  const say = (line: string) => {
    if (!isQuiet) call.err(line);
  };
  const bar = (shown: string) =>
    `${shown.slice(0, 20).padEnd(20)} 100% |********************************| ${String(byteLength(body)).padStart(5)}  0:00:00 ETA\n`;
  if (name === '-') {
    say('writing to stdout\n');
    call.out(body);
    say(`${bar('-')}written to stdout\n`);
    return 0;
  }
  const path = resolvePath(call.workingDir, name);
  if (path !== '/dev/null') {
    if (given === undefined && call.process.files.read(path) !== undefined) {
      call.err(`wget: can't open '${name}': File exists\n`);
      return 1;
    }
    if (call.process.files.write(path, body) !== undefined) {
      call.err(`wget: can't open '${name}': Read-only file system\n`);
      return 1;
    }
  }
  say(`saving to '${name}'\n${bar(name)}'${name}' saved\n`);
  return 0;
}

function* fail(call: Call, { failed, from }: Extract<Fetched, { failed: unknown }>, options: Options): Steps {
  const { host, port } = from;
  switch (failed) {
    case 'unresolved':
      call.err(`wget: bad address '${port === 80 ? host : `${host}:${port}`}'\n`);
      return 1;
    case 'refused':
      call.err(`wget: can't connect to remote host (${addressOf(call.process, host)}): Connection refused\n`);
      return 1;
    case 'unreachable':
      call.err(`wget: can't connect to remote host (${addressOf(call.process, host)}): No route to host\n`);
      return 1;
    case 'closed':
      call.err('wget: error getting response\n');
      return 1;
    case 'timeout': {
      const given = options.value('T', 'timeout', 'connect-timeout');
      yield { step: 'sleep', ms: Number(given ?? CONNECT_TIMEOUT) * 1_000, foreground: true };
      call.err(
        given === undefined
          ? `wget: can't connect to remote host (${addressOf(call.process, host)}): Operation timed out\n`
          : 'wget: download timed out\n',
      );
      return 1;
    }
  }
}

function loginOf({ login }: Address): Readonly<Record<string, string>> {
  return login === undefined ? {} : { authorization: `Basic ${toBase64(login)}` };
}

/** All of `--header`, which may be given more than once. */
function headersOf(args: readonly string[]): Readonly<Record<string, string>> {
  const given = args.flatMap((arg, at) =>
    arg === '--header' ? [args[at + 1] ?? ''] : arg.startsWith('--header=') ? [arg.slice(9)] : [],
  );
  return Object.fromEntries(given.map(splitHeader));
}

export function splitHeader(text: string): readonly [string, string] {
  const at = text.indexOf(':');
  return [text.slice(0, at).trim().toLowerCase(), text.slice(at + 1).trim()];
}

export function headerLines({ headers }: HttpResponse): string {
  return Object.entries(headers)
    .map(
      ([name, value]) =>
        `  ${name.replaceAll(/(^|-)([a-z])/g, (_, dash: string, letter: string) => dash + letter.toUpperCase())}: ${value}\n`,
    )
    .join('');
}
