/**
 * nginx as its image runs it: files under a root, `return` and `proxy_pass` of its configuration, the access and error log.
 * Not modelled: the many notice lines of its start but two, conditional requests, TLS.
 */
import type { HttpRequest, HttpResponse } from '../../network/message';
import { server, type Call, type Tool } from '../call';
import { httpDate, timeText } from '../clock-face';
import { escapeHtml, httpListener, pathOf, REASONS, respond } from '../http';
import { LoadMeter } from '../load-meter';
import { readNginxConfig, type NginxLocation, type NginxServer } from './nginx-config';
import type { Process } from '../process';
import { contentType, findFile } from './static-files';

export const NGINX_CONF = `user  nginx;
worker_processes  auto;

error_log  /var/log/nginx/error.log notice;
pid        /run/nginx.pid;

events {
    worker_connections  1024;
}

http {
    include       /etc/nginx/mime.types;
    default_type  application/octet-stream;
    sendfile        on;
    keepalive_timeout  65;
    include /etc/nginx/conf.d/*.conf;
}
`;

export const NGINX_DEFAULT_CONF = `server {
    listen       80;
    server_name  localhost;

    location / {
        root   /usr/share/nginx/html;
        index  index.html index.htm;
    }

    error_page   500 502 503 504  /50x.html;
    location = /50x.html {
        root   /usr/share/nginx/html;
    }
}
`;

export const NGINX_PAGE = `<!DOCTYPE html>
<html>
<head>
<title>Welcome to nginx!</title>
<style>
body { width: 35em; margin: 2em auto; font-family: sans-serif; }
</style>
</head>
<body>
<h1>Welcome to nginx!</h1>
<p>This page is in the image: the web server runs, and nobody has given it pages of its own yet.</p>
</body>
</html>
`;

/** Requests that wait for each other. */
const MOST_OPEN = 24;

/** `nginx -g 'daemon off;'`; also `-t`, `-v` and `-s reload` beside a running one. */
export const nginx = newNginx(true);

/** As nginxinc/nginx-unprivileged has it: its folders are everybody's. */
export const unprivilegedNginx = newNginx(false);

function newNginx(ownsFolders: boolean): Tool {
  const starting = server((call) => startNginx(call, ownsFolders));
  return (call) => {
    const has = (flag: string) => call.args.includes(flag);
    if (has('-v') || has('-V')) {
      call.err(`nginx version: nginx/${version(call)}\n`);
      return 0;
    }
    if (has('-t')) return testConfig(call);
    if (has('-s')) {
      call.err(`${noticeTime(call)} [notice] 30#30: signal process started\n`);
      return 0;
    }
    return starting(call);
  };
}

function testConfig(call: Call): number {
  const config = readNginxConfig(call.process.files);
  if ('wrong' in config) {
    call.err(`nginx: [emerg] ${config.wrong}\nnginx: configuration file /etc/nginx/nginx.conf test failed\n`);
    return 1;
  }
  call.err('nginx: the configuration file /etc/nginx/nginx.conf syntax is ok\n');
  call.err('nginx: configuration file /etc/nginx/nginx.conf test is successful\n');
  return 0;
}

function startNginx(call: Call, ownsFolders: boolean): void {
  const { process } = call;
  call.out('/docker-entrypoint.sh: Configuration complete; ready for start up\n');
  const servers = readNginxConfig(process.files);
  if ('wrong' in servers) {
    call.err(`${noticeTime(call)} [emerg] 1#1: ${servers.wrong}\nnginx: [emerg] ${servers.wrong}\n`);
    process.exit(1);
    return;
  }
  const refused = refusedFolder(process, ownsFolders);
  if (refused !== undefined) {
    const why = `mkdir() "/var/cache/nginx/client_temp" failed (${refused})`;
    call.err(`${noticeTime(call)} [emerg] 1#1: ${why}\nnginx: [emerg] ${why}\n`);
    process.exit(1);
    return;
  }
  const running = new RunningNginx(call, servers);
  for (const port of new Set(servers.flatMap(({ ports }) => ports))) {
    if (
      !process.listen(
        port,
        httpListener((request, peer) => running.serve(port, request, peer)),
      )
    ) {
      call.err(`nginx: [emerg] bind() to 0.0.0.0:${port} failed (98: Address already in use)\n`);
      process.exit(1);
      return;
    }
  }
  call.err(`${noticeTime(call)} [notice] 1#1: nginx/${version(call)}\n`);
  call.err(`${noticeTime(call)} [notice] 1#1: start worker processes\n`);
}

/** What of its call a server goes on to need. */
interface Speaker extends Pick<Call, 'process' | 'out' | 'err' | 'now'> {
  readonly version: string;
}

const LOAD = { idleMillis: 1, memoryMiB: 4, perRequest: 2 };

class RunningNginx {
  readonly #speaker: Speaker;
  readonly #servers: readonly NginxServer[];
  readonly #load: LoadMeter;
  #open = 0;

  constructor(call: Call, servers: readonly NginxServer[]) {
    // oxlint-disable-next-line typescript/unbound-method -- they need no `this`: calls are copied with changes everywhere
    const { process, out, err, now } = call;
    this.#speaker = { process, out, err, now, version: version(call) };
    this.#servers = servers;
    this.#load = new LoadMeter(process, LOAD);
  }

  serve(port: number, request: HttpRequest, peer: string): HttpResponse {
    const speaker = this.#speaker;
    const here = this.#servers.filter(({ ports }) => ports.includes(port));
    this.#load.count();
    this.#open += 1;
    const isExhausted = this.#open > MOST_OPEN;
    const said = isExhausted ? exhausted(speaker) : answer(speaker, choose(here, request), request, peer);
    this.#open -= 1;
    const response = withServer(speaker, said);
    speaker.out(`${accessLine(speaker, request, response, peer)}\n`);
    return response;
  }
}

/** It writes where only root may: not under another user, and not on a root file system that is read-only. */
function refusedFolder({ user, files }: Process, ownsFolders: boolean): string | undefined {
  if (user !== 0 && ownsFolders && !files.isFolder('/var/cache/nginx')) return '13: Permission denied';
  return files.write('/var/cache/nginx/client_temp/.keep', '') === 'read-only'
    ? '30: Read-only file system'
    : undefined;
}

/** A server that passes a request on to itself: the real one runs out of connections. */
function exhausted(call: Speaker): HttpResponse {
  call.err(`${noticeTime(call)} [alert] 29#29: 1024 worker_connections are not enough\n`);
  return errorPage(call, 500);
}

function choose(servers: readonly NginxServer[], request: HttpRequest): NginxServer | undefined {
  const host = (request.headers['host'] ?? '').replace(/:\d+$/, '');
  return servers.find(({ names }) => names.includes(host)) ?? servers[0];
}

function answer(call: Speaker, chosen: NginxServer | undefined, request: HttpRequest, peer: string): HttpResponse {
  const path = pathOf(request);
  const location = chosen?.locations
    .filter((location) => (location.isExact ? path === location.path : path.startsWith(location.path)))
    .sort((a, b) => Number(b.isExact) - Number(a.isExact) || b.path.length - a.path.length)[0];
  if (location?.returns) return returned(call, location.returns);
  if (location?.proxy !== undefined) return proxied(call, location, location.proxy, request, peer);
  const root = location?.root ?? chosen?.root ?? '/etc/nginx/html';
  if (request.method !== 'GET' && request.method !== 'HEAD') return errorPage(call, 405);
  return file(call, root, location, path, request, peer);
}

function file(
  call: Speaker,
  root: string,
  location: NginxLocation | undefined,
  path: string,
  request: HttpRequest,
  peer: string,
): HttpResponse {
  const { files } = call.process;
  const [under, rest] =
    location?.alias === undefined ? [root, path] : [location.alias, `/${path.slice(location.path.length)}`];
  const candidates = location?.tries?.map((tried) => tried.replaceAll('$uri', rest)) ?? [rest];
  for (const candidate of candidates) {
    const status = /^=(\d+)$/.exec(candidate)?.[1];
    if (status !== undefined) return errorPage(call, Number(status));
    const found = findFile(files, under, candidate);
    if (found.found === 'file') return respond(200, found.text, contentType(found.path));
    if (found.found === 'redirect') return errorPage(call, 301, { location: found.to });
    if (candidate !== candidates.at(-1)) continue;
    const said = `client: ${peer}, server: localhost, request: "${request.method} ${request.path} HTTP/1.1", host: "${request.headers['host'] ?? ''}"`;
    if (found.found === 'folder') {
      call.err(`${noticeTime(call)} [error] 29#29: *1 directory index of "${found.path}" is forbidden, ${said}\n`);
      return errorPage(call, 403);
    }
    call.err(
      `${noticeTime(call)} [error] 29#29: *1 open() "${found.path}" failed (2: No such file or directory), ${said}\n`,
    );
  }
  return errorPage(call, 404);
}

function returned(call: Speaker, { status, text }: { status: number; text: string }): HttpResponse {
  const shown = text.replaceAll('$hostname', call.process.hostname);
  if (status >= 300 && status < 400) return errorPage(call, status, { location: shown });
  return shown === '' && status >= 400 ? errorPage(call, status) : respond(status, shown, 'text/plain');
}

function proxied(
  call: Speaker,
  location: NginxLocation,
  proxy: string,
  request: HttpRequest,
  peer: string,
): HttpResponse {
  const match = /^http:\/\/([^/:]+)(?::(\d+))?(\/.*)?$/.exec(proxy);
  if (!match) return errorPage(call, 502);
  const [, host = '', port = '80', base] = match;
  const path = base === undefined ? request.path : `${base}${request.path.slice(location.path.length)}`;
  const headers = { ...request.headers, host: `${host}${port === '80' ? '' : `:${port}`}`, 'x-forwarded-for': peer };
  const { outcome } = call.process.request({ host, port: Number(port) }, { http: { ...request, path, headers } });
  if ('failed' in outcome) {
    const why = {
      refused: 'connect() failed (111: Connection refused)',
      timeout: 'upstream timed out (110: Operation timed out)',
      unreachable: 'connect() failed (113: Host is unreachable)',
      unresolved: `${host} could not be resolved (3: Host not found)`,
    }[outcome.failed];
    call.err(
      `${noticeTime(call)} [error] 29#29: *1 ${why} while connecting to upstream, client: ${peer}, upstream: "${proxy}"\n`,
    );
    return errorPage(call, outcome.failed === 'timeout' ? 504 : 502);
  }
  return 'http' in outcome.reply ? outcome.reply.http : errorPage(call, 502);
}

function errorPage(call: Speaker, status: number, headers: Readonly<Record<string, string>> = {}): HttpResponse {
  const title = `${status} ${REASONS[status] ?? ''}`.trim();
  const body = `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${escapeHtml(title)}</h1></center>\r\n<hr><center>nginx/${call.version}</center>\r\n</body>\r\n</html>\r\n`;
  return respond(status, body, 'text/html', headers);
}

function withServer(call: Speaker, response: HttpResponse): HttpResponse {
  const own = { server: `nginx/${call.version}`, date: httpDate(call.now()), connection: 'keep-alive' };
  return { ...response, headers: { ...response.headers, ...own } };
}

function accessLine(call: Speaker, request: HttpRequest, response: HttpResponse, peer: string): string {
  const agent = request.headers['user-agent'] ?? '-';
  const length = response.headers['content-length'] ?? response.body.length;
  const referrer = request.headers['referer'] ?? '-';
  const forwarded = request.headers['x-forwarded-for'] ?? '-';
  const time = timeText(call.now(), '%d/%b/%Y:%T %z');
  return `${peer} - - [${time}] "${request.method} ${request.path} HTTP/1.1" ${response.status} ${length} "${referrer}" "${agent}" "${forwarded}"`;
}

function noticeTime(call: Pick<Call, 'now'>): string {
  return timeText(call.now(), '%Y/%m/%d %T');
}

function version(call: Call): string {
  return call.env.get('NGINX_VERSION') ?? '1.29.1';
}
