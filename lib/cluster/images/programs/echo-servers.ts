/** Small servers that lessons use to see which Pod answered, and how it was asked. */
import type { HttpRequest } from '../../network/message';
import { server, type Call } from '../call';
import { timeText } from '../clock-face';
import { httpListener, respond } from '../http';
import { LoadMeter, type LoadModel } from '../load-meter';

const SMALL: LoadModel = { idleMillis: 1, memoryMiB: 6, perRequest: 1 };

/** Answers every path the same way. `said` is logged at the start. */
function answering(
  port: (call: Call) => number,
  said: (call: Call, port: number) => string,
  body: (call: Call, request: HttpRequest, peer: string) => string,
  model = SMALL,
) {
  return server((call) => {
    const { process } = call;
    const load = new LoadMeter(process, model);
    const number = port(call);
    const isFree = process.listen(
      number,
      httpListener((request, peer) => {
        load.count();
        return respond(200, body(call, request, peer));
      }),
    );
    if (!isFree) {
      call.err(`listen tcp :${number}: bind: address already in use\n`);
      process.exit(1);
      return;
    }
    const line = said(call, number);
    if (line !== '') call.err(`${line}\n`);
  });
}

function logTime(call: Call): string {
  return timeText(call.now(), '%Y/%m/%d %T');
}

/** gcr.io/google-samples/hello-app */
export const helloApp = answering(
  ({ env }) => Number(env.get('PORT') ?? 8_080),
  (call, port) => `${logTime(call)} Server listening on port ${port}`,
  (call, request) => {
    call.err(`${logTime(call)} Serving request: ${request.path}\n`);
    return `Hello, world!\nVersion: ${call.env.get('HELLO_APP_VERSION') ?? '1.0.0'}\nHostname: ${call.process.hostname}\n`;
  },
);

/** kubernetes-bootcamp, of Kubernetes' interactive tutorial. */
export const bootcamp = answering(
  () => 8_080,
  (call) =>
    `Kubernetes Bootcamp App Started At: ${timeText(call.now(), '%FT%T.%LZ')} | Running On:  ${call.process.hostname}`,
  ({ env, process }) =>
    `Hello Kubernetes bootcamp! | Running on: ${process.hostname} | v=${env.get('BOOTCAMP_VERSION') ?? '1'}\n`,
);

/** google-samples/node-hello */
export const nodeHello = answering(
  ({ env }) => Number(env.get('PORT') ?? 8_080),
  () => '',
  () => 'Hello Kubernetes!',
);

/** nginxdemos/hello in its plain text form */
export const nginxHello = answering(
  () => 80,
  () => '',
  (call, request) =>
    `Server address: ${call.process.podIP}:80\nServer name: ${call.process.hostname}\nDate: ${timeText(call.now(), '%d/%b/%Y:%T %z')}\nURI: ${request.path}\n`,
);

/** hashicorp/http-echo: `-text=…`, `-listen=:5678`. */
export const httpEcho = answering(
  (call) => Number(/(\d+)$/.exec(flag(call, 'listen') ?? '')?.[1] ?? 5_678),
  (call, port) => `${logTime(call)} [INFO] server is listening on :${port}`,
  (call) => `${flag(call, 'text') ?? call.env.get('ECHO_TEXT') ?? 'hello-world'}\n`,
);

/** traefik/whoami */
export const whoami = answering(
  (call) => Number(flag(call, 'port') ?? call.env.get('WHOAMI_PORT_NUMBER') ?? 80),
  (call, port) => `${logTime(call)} Starting up on port ${port}`,
  (call, request, peer) => {
    const { hostname, podIP } = call.process;
    const lines = [`Hostname: ${hostname}`, 'IP: 127.0.0.1', `IP: ${podIP}`, `RemoteAddr: ${peer}:41930`];
    const headers = Object.entries(request.headers).map(([name, value]) => `${capital(name)}: ${value}`);
    return `${[...lines, `${request.method} ${request.path} HTTP/1.1`, ...headers].join('\n')}\n`;
  },
);

/** echoserver, of Kubernetes' and Minikube's first steps. */
export const echoserver = answering(
  ({ env }) => Number(env.get('PORT') ?? 8_080),
  (_, port) => `Echo server listening on port ${port}.`,
  (call, request, peer) => {
    const headers = Object.entries(request.headers).map(([name, value]) => `\t${name}=${value}`);
    const url = `http://${request.headers['host'] ?? call.process.podIP}:8080${request.path}`;
    return [
      `\n\nHostname: ${call.process.hostname}\n`,
      'Pod Information:\n\t-no pod information available-\n',
      'Request Information:',
      `\tclient_address=${peer}\n\tmethod=${request.method}\n\treal path=${request.path}\n\trequest_uri=${url}\n`,
      `Request Headers:\n${headers.join('\n')}\n`,
      `Request Body:\n${request.body === '' ? '\t-no body in request-' : request.body}\n`,
    ].join('\n');
  },
);

/** The page of the HorizontalPodAutoscaler walkthrough: each request is a lot of arithmetic. */
export const hpaExample = answering(
  () => 80,
  () => "AH00094: Command line: 'apache2 -D FOREGROUND'",
  () => 'OK!',
  { idleMillis: 1, memoryMiB: 11, perRequest: 20 },
);

function flag({ args }: Call, name: string): string | undefined {
  for (const [at, arg] of args.entries()) {
    const match = /^--?([\w-]+)(?:=([\s\S]*))?$/.exec(arg);
    if (match?.[1] === name) return match[2] ?? args[at + 1];
  }
  return undefined;
}

function capital(name: string): string {
  return name.replaceAll(/(^|-)([a-z])/g, (_, dash: string, letter: string) => dash + letter.toUpperCase());
}
