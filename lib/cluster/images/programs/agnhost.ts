/** agnhost, the test image of Kubernetes: its commands that lessons and tests use. Models test/images/agnhost. */
import type { HttpRequest, HttpResponse, Listener, Message, Reply } from '../../network/message';
import { server, type Call, type Steps, type Tool } from '../call';
import { pathOf, queryOf, respond, respondJson } from '../http';
import { flag, serving } from './agnhost-server';
import { guestbook } from './guestbook';
import { runAtOnce } from '../run-at-once';
import { reachable } from './mongo-client';
import { mounttest } from './mounttest';
import { contentType, findFile } from './static-files';

export const agnhost: Tool = (call) => {
  const name = call.args[1] ?? 'pause';
  const command = new Map(Object.entries(COMMANDS)).get(name);
  if (command) return command(call);
  if (name === '--help' || name === 'help') {
    call.out(
      `Usage:\n  app [command]\n\nAvailable Commands:\n${Object.keys(COMMANDS)
        .map((known) => `  ${known}\n`)
        .join('')}`,
    );
    return 0;
  }
  call.err(`Error: unknown command "${name}" for "app"\nRun 'app --help' for usage.\n`);
  return 1;
};

const netexec = server((call) => {
  const port = Number(flag(call, 'http-port') ?? 8_080);
  const udpPort = Number(flag(call, 'udp-port') ?? 8_081);
  call.out(`Started HTTP server on port ${port}\nStarted UDP server on port  ${udpPort}\n`);
  const datagrams: Listener = (message) =>
    'wire' in message && typeof message.wire['text'] === 'string'
      ? { wire: { protocol: 'text', text: udpAnswer(call, message.wire['text']) } }
      : { closed: true };
  // A port is one whatever the protocol: where both are the same, text is taken for a datagram.
  if (udpPort !== port) call.process.listen(udpPort, datagrams);
  const page = (request: HttpRequest, peer: string): HttpResponse => {
    call.out(`GET ${request.path}\n`);
    return netexecPage(call, request, peer);
  };
  serving(call, port, page, udpPort === port ? datagrams : undefined);
});

function udpAnswer(call: Call, text: string): string {
  const [word = '', ...rest] = text.trim().split(' ');
  if (word.toLowerCase() === 'echo') return rest.join(' ');
  return word.toLowerCase() === 'hostname' ? call.process.hostname : '';
}

function netexecPage(call: Call, request: HttpRequest, peer: string): HttpResponse {
  const query = queryOf(request);
  switch (pathOf(request)) {
    case '/':
      return respond(200, `NOW: ${call.now()}`);
    case '/hostname':
    case '/hostName':
      return respond(200, call.process.hostname);
    case '/clientip':
      return respond(200, `${peer}:42000`);
    case '/echo':
      return respond(Number(query.get('code') ?? 200), query.get('msg') ?? '');
    case '/header':
      return respond(200, request.headers[(query.get('key') ?? '').toLowerCase()] ?? '');
    case '/healthz':
      return respond(200, 'OK');
    case '/exit':
      call.process.exit(Number(query.get('code') ?? 0));
      return respond(200, '');
    case '/dial':
      return dial(call, query);
    case '/shell': {
      const command = query.get('shellCommand') ?? query.get('cmd') ?? '';
      const sh = call.tools.find('sh');
      if (!sh) return respondJson(500, { error: 'no shell' });
      const surroundings = { tools: call.tools, mains: new Map() };
      const { stdout, stderr, exitCode } = runAtOnce(
        sh,
        { args: ['sh', '-c', command], stdin: '' },
        call.process,
        surroundings,
      );
      return respondJson(200, {
        output: stdout + stderr,
        ...(exitCode === 0 ? {} : { error: `exit status ${exitCode}` }),
      });
    }
    default:
      return respond(404, '404 page not found\n');
  }
}

/** Asks somebody else, as often as it is told to. */
function dial(call: Call, query: ReadonlyMap<string, string>): HttpResponse {
  const host = query.get('host') ?? '';
  const port = Number(query.get('port') ?? '');
  const request = query.get('request') ?? '';
  if (request === '') return respond(400, 'request parameter not specified. <nil>\n');
  const message: Message =
    query.get('protocol') === 'udp'
      ? { wire: { protocol: 'text', text: request } }
      : { http: { method: 'GET', path: `/${request}`, headers: { host: `${host}:${port}` }, body: '' } };
  const responses: string[] = [];
  const errors: string[] = [];
  for (let tries = Number(query.get('tries') ?? 1); tries > 0; tries -= 1) {
    const protocol = 'wire' in message ? 'UDP' : 'TCP';
    const { outcome } = call.process.request({ host, port, protocol }, message);
    const said = 'failed' in outcome ? undefined : textOf(outcome.reply);
    if (said !== undefined) responses.push(said);
    else errors.push(`dial ${host}:${port}: ${'failed' in outcome ? outcome.failed : 'closed'}`);
  }
  return respondJson(200, { ...(errors.length > 0 && { errors }), ...(responses.length > 0 && { responses }) });
}

function textOf(reply: Reply): string | undefined {
  if ('http' in reply) return reply.http.body;
  if (!('wire' in reply)) return undefined;
  const { text } = reply.wire;
  return typeof text === 'string' ? text : '';
}

/** On the ports that the environment names it answers with what it was given there. */
const porter = server((call) => {
  for (const [name, value] of call.env) {
    const port = /^SERVE_(?:TLS_|TCP_|UDP_)?PORT_(\d+)$/.exec(name)?.[1];
    if (port === undefined) continue;
    const text = call.args.includes('--json-response');
    serving(call, Number(port), ({ method }) =>
      text ? respondJson(200, { Method: method, Body: value }) : respond(200, value),
    );
  }
});

/** Healthy for ten seconds: the page of the liveness probe in Kubernetes' documentation. */
const liveness = server((call) => {
  const started = call.now();
  serving(call, 8_080, (request) => {
    const seconds = (call.now() - started) / 1_000;
    if (pathOf(request) === '/started') return respond(200, `${seconds}s`);
    return seconds > 10 ? respond(500, `error: ${seconds}`) : respond(200, 'ok');
  });
});

const serveHostname = server((call) => {
  const port = Number(flag(call, 'port') ?? 9_376);
  call.out(`Serving on port ${port}.\n`);
  serving(call, port, () => respond(200, call.process.hostname));
});

/** The files of the whole container. */
const testWebserver = server((call) =>
  serving(call, Number(flag(call, 'port') ?? 80), (request) => {
    const found = findFile(call.process.files, '/', pathOf(request));
    if (found.found === 'file') return respond(200, found.text, contentType(found.path, 'text/plain; charset=utf-8'));
    if (found.found === 'redirect') return respond(301, '', 'text/html', { location: found.to });
    if (found.found === 'nothing') return respond(404, '404 page not found\n');
    const links = found.names.map((name) => `<a href="${name}">${name}</a>\n`);
    return respond(200, `<pre>\n${links.join('')}</pre>\n`, 'text/html');
  }),
);

function* connect(call: Call): Steps {
  const target = call.args.slice(2).find((arg, at, all) => !arg.startsWith('-') && all[at - 1] !== '--timeout') ?? '';
  const [host = '', port = '80'] = target.split(':');
  const { outcome } = call.process.request({ host: reachable(host), port: Number(port) }, { connect: true });
  if (!('failed' in outcome)) return 0;
  if (outcome.failed === 'timeout') {
    yield { step: 'sleep', ms: Number.parseFloat(flag(call, 'timeout') ?? '10') * 1_000, foreground: true };
  }
  call.err(
    {
      refused: 'REFUSED\n',
      timeout: 'TIMEOUT\n',
      unresolved: `DNS: lookup ${host}: no such host\n`,
      unreachable: 'OTHER: no route to host\n',
    }[outcome.failed],
  );
  return 1;
}

/** `--log-lines-total 10 --run-duration 5s` */
function* logsGenerator(call: Call): Steps {
  const total = Number(flag(call, 'log-lines-total') ?? flag(call, 't') ?? 10);
  const asked = flag(call, 'run-duration') ?? '1s';
  const unit = asked.endsWith('ms') ? 1 : asked.endsWith('m') ? 60_000 : 1_000;
  const duration = Number.parseFloat(asked) * unit;
  const verbs = ['GET', 'PUT', 'POST'];
  const namespaces = ['kube-system', 'default', 'ns'];
  for (let at = 0; at < total; at += 1) {
    call.out(
      `I ${at} ${verbs[at % 3]} /api/v1/namespaces/${namespaces[call.process.random.integer(3)]}/pods/${call.process.random.suffix(4)} ${200 + call.process.random.integer(300)}\n`,
    );
    yield { step: 'sleep', ms: duration / total, foreground: true };
  }
  return 0;
}

function resolverOf(call: Call, word: string): string[] {
  const lines = (call.process.files.read('/etc/resolv.conf') ?? '').split('\n').map((line) => line.trim().split(/\s+/));
  return lines.filter(([first]) => first === word).flatMap((line) => line.slice(1));
}

/** Healthy until it is told not to be, or for as many seconds as it was given. */
const grpcHealth = server((call) => {
  const delay = Number(flag(call, 'delay-unhealthy-sec') ?? -1);
  const started = call.now();
  let port: number | undefined = Number(flag(call, 'port') ?? 5_000);
  call.process.listen(port, () => {
    const isOver = delay >= 0 && call.now() - started > delay * 1_000;
    return isOver ? { wire: { protocol: 'text', text: 'NOT_SERVING' } } : { closed: true };
  });
  port = Number(flag(call, 'http-port') ?? 8_080);
  serving(call, port, () => respond(200, 'ok'));
});

/** Counts who wrote to it. */
const nettest = server((call) => {
  const received: Record<string, number> = {};
  serving(call, Number(flag(call, 'port') ?? 8_080), ({ body, path }) => {
    if (path.startsWith('/write')) {
      const source = /"Source":\s*"([^"]*)"/i.exec(body)?.[1] ?? '';
      received[source] = (received[source] ?? 0) + 1;
      return respondJson(200, { Hostname: call.process.hostname });
    }
    if (!path.startsWith('/read')) return respond(200, 'ok');
    const state = { Hostname: call.process.hostname, Sent: {}, Received: received, Errors: null, Log: null };
    return respondJson(200, { ...state, StillContactingPeers: false });
  });
});

const COMMANDS: Readonly<Record<string, Tool>> = {
  netexec,
  pause: server((call) => call.out('Paused\n')),
  'serve-hostname': serveHostname,
  'test-webserver': testWebserver,
  liveness,
  guestbook,
  connect,
  'logs-generator': logsGenerator,
  porter,
  mounttest,
  'entrypoint-tester': (call) => {
    call.out(`[${call.args.join(' ')}]\n`);
    return 0;
  },
  'etc-hosts': (call) => {
    call.out(call.process.files.read('/etc/hosts') ?? '');
    return 0;
  },
  'dns-suffix': (call) => {
    call.out(`${resolverOf(call, 'search').join(',')}\n`);
    return 0;
  },
  'dns-server-list': (call) => {
    call.out(`${resolverOf(call, 'nameserver').join(',')}\n`);
    return 0;
  },
  'grpc-health-checking': grpcHealth,
  nettest,
};
