/** exec, attach and port-forward: what a connection to a container does here. Models what kubectl and the kubelet's streaming server do. */
import type { Call, Cluster, Session } from '@/lib/cluster';
import type { ApiResponse, PodReference, Upgrade } from '@/lib/kube';
import type { Connection } from '@/lib/kubectl';
import type { Computer } from '../computer/computer';
import { readAll, TerminalInput } from '../terminal-input';
import { converse } from './converse';

export interface Terminal {
  readonly computer: Computer;
  readonly call: Call;
  readonly signal: AbortSignal;
  readonly stdin: () => string | undefined;
  /** The last of what kubectl has said. */
  readonly printed: () => string;
}

type Exec = Exclude<Upgrade, { to: 'portforward' }>;

/** Resolves to the exit code. */
export async function connect(terminal: Terminal, response: ApiResponse, options: Connection): Promise<number> {
  if (!('upgrade' in response)) return 1;
  const { upgrade } = response;
  if (upgrade.to === 'portforward') return forwardPorts(terminal, upgrade);
  if (options.exchange) return runOnce(terminal, upgrade, options.exchange.input, options.exchange);
  const { cluster } = terminal.computer;
  const isTyped = options.stdin && terminal.call.input instanceof TerminalInput;
  if (options.tty && options.stdin && !isTyped)
    terminal.call.err('Unable to use a TTY - input is not a terminal or the right kind of file\n');
  if (upgrade.to === 'attach') {
    const session = options.stdin
      ? cluster.kubelets.attach(upgrade.pod.uid, upgrade.container, options.tty)
      : undefined;
    return session ? talkTo(terminal, session, upgrade) : follow(terminal, upgrade);
  }
  if (isTyped && options.tty) {
    const session = cluster.kubelets.openSession(upgrade.pod.uid, upgrade.container, upgrade.command);
    if (!('code' in session)) return talkTo(terminal, session, upgrade);
    terminal.call.err(`error: Internal error occurred: ${session.message}\n`);
    return 1;
  }
  const given = options.stdin ? (isTyped ? await readAll(terminal.call.input) : (terminal.stdin() ?? '')) : '';
  return runOnce(terminal, upgrade, given, terminal.call);
}

async function runOnce(
  { computer, signal }: Terminal,
  { pod, container, command }: Exec,
  stdin: string,
  call: Pick<Call, 'out' | 'err'>,
): Promise<number> {
  const result = computer.cluster.kubelets.exec(pod.uid, container, command, stdin);
  if ('code' in result) {
    call.err(`error: Internal error occurred: ${result.message}\n`);
    return 1;
  }
  // The command has run at once; one that sleeps would have taken that long.
  const took = 'elapsedMs' in result && typeof result.elapsedMs === 'number' ? result.elapsedMs : 0;
  if (took > 0) await computer.wait(took, signal);
  if (result.stdout !== '') call.out(result.stdout);
  if (result.stderr !== '') call.err(result.stderr);
  return result.exitCode;
}

/** What is typed goes to a shell in the container, until it ends. */
function talkTo({ computer, call, signal, stdin }: Terminal, session: Session, { pod }: Exec): Promise<number> {
  return converse({ call, signal, stdin, isThere: () => isThere(computer.cluster, pod) }, session);
}

function isThere({ client }: Cluster, { namespace, name, uid }: PodReference): boolean {
  return client.get('v1/Pod', namespace, name)?.metadata.uid === uid;
}

/** Nobody can type into it: what it says from now on. */
function follow({ computer, call, signal }: Terminal, { pod, container }: Exec): Promise<number> {
  return new Promise((resolve) => {
    let stop = (): void => {};
    stop = computer.cluster.kubelets.follow(
      pod.uid,
      container,
      ({ stream, text }) => (stream === 'stderr' ? call.err(`${text}\n`) : call.out(`${text}\n`)),
      () => resolve(0),
    );
    signal.addEventListener(
      'abort',
      () => {
        stop();
        resolve(130);
      },
      { once: true },
    );
  });
}

function forwardPorts(terminal: Terminal, { pod }: Extract<Upgrade, { to: 'portforward' }>): Promise<number> {
  const { computer, call, signal, printed } = terminal;
  const { cluster, forwards } = computer;
  const pairs = [...printed().matchAll(/^Forwarding from 127\.0\.0\.1:(\d+) -> (\d+)$/gm)].map(([, local, remote]) => ({
    local: Number(local),
    remote: Number(remote),
  }));
  const taken = pairs.find(({ local }) => forwards.isOpen(local));
  if (taken) {
    const { local, remote } = taken;
    call.err(
      `Unable to listen on port ${local}: Listeners failed to create with the following errors: [unable to create listener: Error listen tcp4 127.0.0.1:${local}: bind: address already in use unable to create listener: Error listen tcp6 [::1]:${local}: bind: address already in use]\nerror: unable to listen on any of the requested ports: [{${local} ${remote}}]\n`,
    );
    return Promise.resolve(1);
  }
  return new Promise((resolve) => {
    const end = (code: number): void => {
      for (const { local } of pairs) forwards.close(local);
      resolve(code);
    };
    for (const { local, remote } of pairs) {
      forwards.open(local, (message) => {
        call.out(`Handling connection for ${local}\n`);
        const listener = isThere(cluster, pod) ? cluster.kubelets.listener(pod.uid, remote) : undefined;
        if (listener) return listener(message, '127.0.0.1');
        const why = `failed to connect to localhost:${remote} inside namespace "${pod.uid}", IPv4: dial tcp4 127.0.0.1:${remote}: connect: connection refused IPv6 dial tcp6 [::1]:${remote}: connect: connection refused`;
        call.err(
          `Unhandled Error: an error occurred forwarding ${local} -> ${remote}: error forwarding port ${remote} to pod ${pod.uid}, uid : ${why}\nerror: lost connection to pod\n`,
        );
        end(1);
        return { closed: true };
      });
    }
    signal.addEventListener('abort', () => end(130), { once: true });
  });
}
