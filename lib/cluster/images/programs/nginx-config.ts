/**
 * nginx's configuration, as much of it as lessons use: `server { listen, server_name, root, index, return, location {
 * return, proxy_pass, root, alias, try_files } }`, from nginx.conf and what it includes. Models ngx_conf_parse.
 * Not modelled: regular expressions of locations, upstreams with more than their first server, rewrites, variables but
 * $hostname and those a proxied request is told.
 */
import type { FileSystem } from '../process';

export interface NginxServer {
  readonly ports: readonly number[];
  readonly names: readonly string[];
  readonly root: string;
  readonly locations: readonly NginxLocation[];
}

export interface NginxLocation {
  readonly path: string;
  readonly isExact: boolean;
  readonly root?: string;
  readonly alias?: string;
  /** An address: `http://web:8080/`. */
  readonly proxy?: string;
  readonly returns?: { readonly status: number; readonly text: string };
  readonly tries?: readonly string[];
}

interface Directive {
  readonly name: string;
  readonly args: readonly string[];
  readonly line: number;
  readonly block?: readonly Directive[];
}

/** Where the reading of a file stands. */
interface Reader {
  readonly tokens: readonly { text: string; line: number; quoted: boolean }[];
  at: number;
  readonly file: string;
}

const KNOWN =
  /^(?:user|worker_\w+|error_log|pid|events|http|stream|include|default_type|log_format|access_log|sendfile|tcp_\w+|keepalive_\w+|gzip\w*|server\w*|listen|root|index|location|return|try_files|error_page|add_header|expires|proxy_\w+|fastcgi_\w+|upstream|rewrite|if|set|map|client_\w+|charset|autoindex|alias|deny|allow|auth_basic\w*|ssl\w*|resolver\w*|types\w*|stub_status|limit_\w+|internal|etag|daemon|load_module|real_ip_\w+|set_real_ip_from|sub_filter\w*|least_conn|ip_hash|hash|multi_accept|use|open_file_\w+|large_client_header_buffers|absolute_redirect|port_in_redirect|merge_slashes|break|mirror|health_check|send_timeout|reset_timedout_connection|empty_gif)$/;

export type NginxConfig = readonly NginxServer[] | { readonly wrong: string };

/** What was read last, so that many Pods of the same image do not read the same text again. */
const read = new Map<string, NginxConfig>();
const MOST_READ = 32;

/** The servers, or nginx's word on what is wrong. */
export function readNginxConfig(files: FileSystem): NginxConfig {
  const main = files.read('/etc/nginx/nginx.conf');
  if (main === undefined) {
    return { wrong: 'open() "/etc/nginx/nginx.conf" failed (2: No such file or directory)' };
  }
  const names = (files.list('/etc/nginx/conf.d') ?? []).filter((name) => name.endsWith('.conf'));
  const texts = names.map((name) => `${name}\n${files.read(`/etc/nginx/conf.d/${name}`) ?? ''}`);
  const isUsual = (main.match(/\binclude\b/g) ?? []).length <= 2;
  const key = [main, ...texts].join('\0');
  const known = isUsual ? read.get(key) : undefined;
  if (known) return known;
  const config = readMain(main, files);
  if (isUsual) {
    if (read.size >= MOST_READ) read.clear();
    read.set(key, config);
  }
  return config;
}

function readMain(main: string, files: FileSystem): NginxConfig {
  const directives = readFile('/etc/nginx/nginx.conf', main, files);
  if (!Array.isArray(directives)) return directives;
  const http = directives.filter(({ name }) => name === 'http').flatMap(({ block = [] }) => block);
  const upstreams = new Map(
    http
      .filter(({ name }) => name === 'upstream')
      .map(({ args, block = [] }) => [args[0] ?? '', block.find(({ name }) => name === 'server')?.args[0] ?? '']),
  );
  return http.filter(({ name }) => name === 'server').map(({ block = [] }) => serverOf(block, upstreams));
}

type ReadDirectives = Directive[] | { readonly wrong: string };

function readFile(file: string, text: string, files: FileSystem): ReadDirectives {
  return readBlock({ tokens: tokens(text), at: 0, file }, files, false);
}

function readBlock(reader: Reader, files: FileSystem, isInner: boolean): ReadDirectives {
  const directives: Directive[] = [];
  for (;;) {
    const token = reader.tokens[reader.at++];
    const line = token?.line ?? reader.tokens.at(-1)?.line ?? 1;
    const fault = (wrong: string) => ({ wrong: `${wrong} in ${reader.file}:${line}` });
    if (!token) return isInner ? fault('unexpected end of file, expecting "}"') : directives;
    if (!token.quoted && token.text === '}') return isInner ? directives : fault('unexpected "}"');
    if (!token.quoted && (token.text === ';' || token.text === '{')) return fault(`unexpected "${token.text}"`);
    if (!KNOWN.test(token.text)) return fault(`unknown directive "${token.text}"`);
    const args: string[] = [];
    let end = reader.tokens[reader.at++];
    while (end && (end.quoted || !/^[;{}]$/.test(end.text))) {
      args.push(end.text);
      end = reader.tokens[reader.at++];
    }
    if (!end)
      return {
        wrong: `unexpected end of file, expecting ";" or "}" in ${reader.file}:${reader.tokens.at(-1)?.line ?? 1}`,
      };
    if (end.text === '}') return { wrong: `unexpected "}" in ${reader.file}:${end.line}` };
    if (end.text === '{') {
      const block =
        token.text.startsWith('types') || token.text === 'map' ? skipBlock(reader) : readBlock(reader, files, true);
      if (!Array.isArray(block)) return block;
      directives.push({ name: token.text, args, line, block });
      continue;
    }
    if (token.text !== 'include') {
      directives.push({ name: token.text, args, line });
      continue;
    }
    const included = include(args[0] ?? '', files);
    if (!Array.isArray(included)) return included;
    directives.push(...included);
  }
}

function skipBlock(reader: Reader): Directive[] {
  while (reader.at < reader.tokens.length && reader.tokens[reader.at]?.text !== '}') reader.at += 1;
  reader.at += 1;
  return [];
}

function include(pattern: string, files: FileSystem): ReadDirectives {
  const path = pattern.startsWith('/') ? pattern : `/etc/nginx/${pattern}`;
  const slash = path.lastIndexOf('/');
  const [folder, last] = [path.slice(0, slash), path.slice(slash + 1)];
  const ending = last.startsWith('*') ? last.slice(1) : undefined;
  const names = ending === undefined ? [last] : (files.list(folder) ?? []).filter((name) => name.endsWith(ending));
  const directives: Directive[] = [];
  for (const name of names) {
    const text = files.read(`${folder}/${name}`);
    if (text === undefined) continue;
    const read = readFile(`${folder}/${name}`, text, files);
    if (!Array.isArray(read)) return read;
    directives.push(...read);
  }
  return directives;
}

function tokens(text: string): { text: string; line: number; quoted: boolean }[] {
  const found: { text: string; line: number; quoted: boolean }[] = [];
  let line = 1;
  for (const match of text.matchAll(
    /\n|#[^\n]*|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|[;{}]|(?:\$\{\w+\}|[^\s;{}"'#])+/g,
  )) {
    const [whole, double, single] = match;
    if (whole === '\n') line += 1;
    else if (!whole.startsWith('#')) {
      const quoted = double ?? single;
      found.push({
        text: (quoted ?? whole).replaceAll('\\n', '\n').replace(/\\(["'\\])/g, '$1'),
        line,
        quoted: quoted !== undefined,
      });
      line += whole.split('\n').length - 1;
    }
  }
  return found;
}

function serverOf(block: readonly Directive[], upstreams: ReadonlyMap<string, string>): NginxServer {
  const find = (name: string) => block.find((directive) => directive.name === name);
  const ports = block
    .filter(({ name }) => name === 'listen')
    .map(({ args }) => Number(/(\d+)$/.exec(args[0] ?? '')?.[1] ?? 80));
  const whole = find('return');
  const locations = block
    .filter(({ name }) => name === 'location')
    .map((location) => locationOf(location.args, location.block ?? [], upstreams));
  return {
    ports: [...new Set(ports.length > 0 ? ports : [80])],
    names: find('server_name')?.args ?? [],
    root: find('root')?.args[0] ?? '/etc/nginx/html',
    locations: whole ? [{ path: '/', isExact: false, returns: returned(whole.args) }] : locations,
  };
}

function locationOf(
  args: readonly string[],
  block: readonly Directive[],
  upstreams: ReadonlyMap<string, string>,
): NginxLocation {
  const find = (name: string) => block.find((directive) => directive.name === name);
  const returns = find('return');
  const root = find('root')?.args[0];
  const alias = find('alias')?.args[0];
  const proxy = find('proxy_pass')?.args[0]?.replace(/^(https?:\/\/)([^/:]+)/, (whole, scheme: string, host: string) =>
    upstreams.has(host) ? `${scheme}${upstreams.get(host)}` : whole,
  );
  const tries = find('try_files')?.args;
  return {
    path: args.at(-1) ?? '/',
    isExact: args[0] === '=',
    ...(root === undefined ? {} : { root }),
    ...(alias === undefined ? {} : { alias }),
    ...(proxy === undefined ? {} : { proxy }),
    ...(tries === undefined ? {} : { tries }),
    ...(returns === undefined ? {} : { returns: returned(returns.args) }),
  };
}

function returned(args: readonly string[]): { status: number; text: string } {
  const status = Number(args[0]);
  return Number.isNaN(status) ? { status: 302, text: args[0] ?? '' } : { status, text: args[1] ?? '' };
}
