/** Tools that ask the network: names, ports, who answers. */
import type { Call, Steps, Tool } from '../call';
import { server } from '../call';
import { httpListener, pathOf, respond } from '../http';
import { reachable } from '../programs/mongo-client';
import { contentType, findFile } from '../programs/static-files';
import { addressOf } from './fetch';
import { lookUp, nameServer } from './lookup';
import { parseOptions } from './options';
import { wget } from './wget';

/** In busybox' form since 1.29. */
const nslookup: Tool = function* run(call): Steps {
  const { operands } = parseOptions(call.args);
  const [host = '', asked] = operands;
  const server = asked ?? nameServer(call.process);
  const found = lookUp(call.process, host);
  if (found === 'timeout') {
    yield { step: 'sleep', ms: 5_000, foreground: true };
    call.out(';; connection timed out; no servers could be reached\n\n');
    return 1;
  }
  const isBusybox = call.tools.flavour === 'busybox';
  call.out(`Server:\t\t${server}\nAddress:\t${isBusybox ? `${server}:53` : `${server}#53`}\n\n`);
  if (found === 'unknown') {
    call.out(`** server can't find ${host}: NXDOMAIN\n\n`);
    return 1;
  }
  for (const address of found.addresses) call.out(`Name:\t${found.name}\nAddress: ${address}\n`);
  call.out('\n');
  return 0;
};

const dig: Tool = (call) => {
  const options = parseOptions(call.args);
  const isShort = call.args.includes('+short');
  const names = options.operands.filter((word) => !/^[@+]/.test(word) && !/^(?:A|AAAA|CNAME|SRV|ANY)$/i.test(word));
  for (const name of names) {
    const found = lookUp(call.process, name);
    const addresses = typeof found === 'string' ? [] : found.addresses;
    const whole = typeof found === 'string' ? name : found.name;
    if (isShort) call.out(addresses.map((address) => `${address}\n`).join(''));
    else if (call.args.includes('+noall'))
      call.out(addresses.map((address) => `${whole}.\t30\tIN\tA\t${address}\n`).join(''));
    else {
      const status = addresses.length === 0 ? 'NXDOMAIN' : 'NOERROR';
      call.out(
        `;; ->>HEADER<<- opcode: QUERY, status: ${status}, id: 4242\n\n;; QUESTION SECTION:\n;${name}.\t\tIN\tA\n\n`,
      );
      if (addresses.length > 0)
        call.out(`;; ANSWER SECTION:\n${addresses.map((address) => `${name}.\t30\tIN\tA\t${address}\n`).join('')}\n`);
      call.out(`;; SERVER: ${nameServer(call.process)}#53(${nameServer(call.process)}) (UDP)\n`);
    }
  }
  return 0;
};

const getent: Tool = (call) => {
  const found = lookUp(call.process, call.args[2] ?? '');
  if (typeof found === 'string') return 2;
  for (const address of found.addresses) call.out(`${address.padEnd(17)} ${found.name}\n`);
  return 0;
};

const host: Tool = (call) => {
  const name = call.args[1] ?? '';
  const found = lookUp(call.process, name);
  if (typeof found === 'string') {
    call.out(`Host ${name} not found: 3(NXDOMAIN)\n`);
    return 1;
  }
  for (const address of found.addresses) call.out(`${found.name} has address ${address}\n`);
  return 0;
};

function* netcat(call: Call): Steps {
  const options = parseOptions(call.args, ['w', 'p', 'q', 'i', 's', 'e']);
  const isVerbose = options.has('v');
  if (options.has('l')) {
    const port = Number(options.value('p') ?? options.operands[0] ?? options.operands[1] ?? 0);
    const isFree = call.process.listen(port, () => ({ closed: true }));
    if (!isFree) {
      call.err('nc: bind: Address already in use\n');
      return 1;
    }
    for (;;) yield { step: 'wait' };
  }
  const [host = '', port = ''] = options.operands;
  const text = options.has('z') ? '' : call.input.all();
  const message = text === '' ? ({ connect: true } as const) : ({ wire: { protocol: 'text', text } } as const);
  const { outcome } = call.process.request(
    { host: reachable(host), port: Number(port), protocol: options.has('u') ? 'UDP' : 'TCP' },
    message,
  );
  if (!('failed' in outcome)) {
    if (isVerbose)
      call.err(
        call.tools.flavour === 'busybox'
          ? `${host} (${addressOf(call.process, host)}:${port}) open\n`
          : `Connection to ${host} (${addressOf(call.process, host)}) ${port} port [tcp/*] succeeded!\n`,
      );
    if ('wire' in outcome.reply && typeof outcome.reply.wire['text'] === 'string') call.out(outcome.reply.wire['text']);
    return 0;
  }
  if (outcome.failed === 'unresolved') {
    call.err(`nc: bad address '${host}'\n`);
    return 1;
  }
  if (outcome.failed === 'timeout')
    yield { step: 'sleep', ms: Number(options.value('w') ?? 127) * 1_000, foreground: true };
  const why = {
    refused: 'Connection refused',
    timeout: options.has('w') ? 'timed out' : 'Operation timed out',
    unreachable: 'No route to host',
  }[outcome.failed];
  if (isVerbose || !options.has('z'))
    call.err(
      why === 'timed out' ? 'nc: timed out\n' : `nc: ${host} (${addressOf(call.process, host)}:${port}): ${why}\n`,
    );
  return 1;
}

/** Answers come from Pods; the addresses of Services answer to no ping. */
function* ping(call: Call): Steps {
  const options = parseOptions(call.args, ['c', 'W', 'w', 'i', 's']);
  const [host = ''] = options.operands;
  const found = lookUp(call.process, host);
  if (typeof found === 'string') {
    call.err(
      call.tools.flavour === 'busybox' ? `ping: bad address '${host}'\n` : `ping: ${host}: Name or service not known\n`,
    );
    return 1;
  }
  const address = found.addresses[0] ?? host;
  const { outcome, hops } = call.process.request({ host: reachable(address), port: 7 }, { connect: true });
  const answers = !('failed' in outcome) || (outcome.failed === 'refused' && !hops.some(({ at }) => at === 'service'));
  call.out(`PING ${host} (${address}): 56 data bytes\n`);
  const count = Math.min(Number(options.value('c') ?? 100_000), 100_000);
  for (let at = 0; at < count; at += 1) {
    if (answers) call.out(`64 bytes from ${address}: seq=${at} ttl=62 time=0.${100 + ((at * 37) % 90)} ms\n`);
    if (at < count - 1) yield { step: 'sleep', ms: 1_000, foreground: options.has('c') };
  }
  if (!answers) yield { step: 'sleep', ms: 10_000, foreground: options.has('c') };
  call.out(
    `\n--- ${host} ping statistics ---\n${count} packets transmitted, ${answers ? count : 0} packets received, ${answers ? 0 : 100}% packet loss\n`,
  );
  if (answers) call.out('round-trip min/avg/max = 0.100/0.142/0.189 ms\n');
  return answers ? 0 : 1;
}

const ifconfig: Tool = (call) => {
  call.out(
    `eth0      Link encap:Ethernet  HWaddr 5E:1B:0C:71:4A:22\n          inet addr:${call.process.podIP}  Bcast:10.244.0.255  Mask:255.255.255.0\n\nlo        Link encap:Local Loopback\n          inet addr:127.0.0.1  Mask:255.0.0.0\n`,
  );
  return 0;
};

const ip: Tool = (call) => {
  const { podIP } = call.process;
  const verb = call.args[2] ?? '';
  if (/^(?:add|del|delete|set|change|replace|flush)$/.test(verb)) {
    // CAP_NET_ADMIN is not among what containers are given.
    call.err('ip: RTNETLINK answers: Operation not permitted\n');
    return 2;
  }
  if (call.args[1]?.startsWith('r'))
    call.out(
      `default via ${podIP.replace(/\d+$/, '1')} dev eth0\n${podIP.replace(/\d+$/, '0')}/24 dev eth0 scope link  src ${podIP}\n`,
    );
  else
    call.out(
      `1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue qlen 1000\n    inet 127.0.0.1/8 scope host lo\n2: eth0@if12: <BROADCAST,MULTICAST,UP,LOWER_UP,M-DOWN> mtu 1500 qdisc noqueue\n    inet ${podIP}/24 brd ${podIP.replace(/\d+$/, '255')} scope global eth0\n`,
    );
  return 0;
};

/** busybox' httpd, and `python -m http.server`: the files of a folder. */
export function fileServer(
  port: (call: Call) => number,
  root: (call: Call) => string,
  said: (call: Call, port: number) => string,
): Tool {
  return server((call) => {
    const number = port(call);
    const isFree = call.process.listen(
      number,
      httpListener((request) => {
        const found = findFile(call.process.files, root(call), pathOf(request));
        switch (found.found) {
          case 'file':
            return respond(200, found.text, contentType(found.path));
          case 'redirect':
            return respond(301, '', 'text/html', { location: found.to });
          case 'folder':
            return respond(
              200,
              `<ul>\n${found.names.map((name) => `<li><a href="${name}">${name}</a></li>\n`).join('')}</ul>\n`,
              'text/html',
            );
          case 'nothing':
            return respond(
              404,
              '<HTML><HEAD><TITLE>404 Not Found</TITLE></HEAD>\n<BODY><H1>404 Not Found</H1>\nThe requested URL was not found\n</BODY></HTML>\n',
              'text/html',
            );
        }
      }),
    );
    const line = said(call, number);
    if (!isFree) {
      call.err(`${call.args[0]}: bind: Address already in use\n`);
      call.process.exit(1);
    } else if (line !== '') call.out(`${line}\n`);
  });
}

const httpd = fileServer(
  (call) => Number(parseOptions(call.args, ['p', 'h', 'c']).value('p')?.split(':').at(-1) ?? 80),
  (call) => parseOptions(call.args, ['p', 'h', 'c']).value('h') ?? call.workingDir,
  () => '',
);

export const NETWORK_TOOLS: Readonly<Record<string, Tool>> = {
  wget,
  nslookup,
  nc: netcat,
  ping,
  ifconfig,
  ip,
  httpd,
  telnet: (call) => netcat({ ...call, args: ['nc', '-v', ...call.args.slice(1)] }),
};

/** What busybox has not. */
export const MORE_NETWORK_TOOLS: Readonly<Record<string, Tool>> = { dig, host, getent, netcat };
