/** A command in a container, over channels. Models the kubelet's streaming server (pkg/kubelet/cri/streaming/remotecommand). */
import type { Cluster, Session } from '@/lib/cluster';
import { statusObject, type Upgrade } from '@/lib/kube';
import { LineDiscipline } from './line-discipline';

export interface Channels {
  readonly stdout: (data: string) => void;
  readonly stderr: (data: string) => void;
  /** The last word. */
  end(status: { readonly status?: string; readonly message?: string }): void;
  onInput(read: (bytes: Buffer) => void, end: () => void): void;
  onGone(gone: () => void): void;
}

/** Ctrl+D. */
const END_OF_INPUT = '\u0004';

type Exec = Exclude<Upgrade, { to: 'portforward' }>;

export function runCommand(cluster: Cluster, exec: Exec, channels: Channels): void {
  if (exec.tty && exec.stdin) {
    talk(cluster, exec, channels);
    return;
  }
  if (!exec.stdin) {
    runOnce(cluster, exec, '', channels);
    return;
  }
  const pieces: Buffer[] = [];
  let hasRun = false;
  channels.onInput(
    (bytes) => void pieces.push(bytes),
    () => {
      if (hasRun) return;
      hasRun = true;
      runOnce(cluster, exec, Buffer.concat(pieces).toString('utf8'), channels);
    },
  );
}

function runOnce(cluster: Cluster, { pod, container, command, tty }: Exec, stdin: string, channels: Channels): void {
  const result = cluster.kubelets.exec(pod.uid, container, command, stdin);
  if ('code' in result) {
    channels.end(statusObject(result));
    return;
  }
  if (result.stdout !== '') channels.stdout(tty ? terminal(result.stdout) : result.stdout);
  if (result.stderr !== '') (tty ? channels.stdout : channels.stderr)(tty ? terminal(result.stderr) : result.stderr);
  channels.end(exitStatus(result.exitCode));
}

/** A terminal: keys come one by one and are shown as they come. */
function talk(cluster: Cluster, { pod, container, command }: Exec, channels: Channels): void {
  const session = cluster.kubelets.openSession(pod.uid, container, command);
  if ('code' in session) {
    channels.end(statusObject(session));
    return;
  }
  converse(session, true, channels);
}

function converse(session: Session, tty: boolean, channels: Channels): void {
  let isOver = false;
  const say = (input: string): void => {
    if (isOver) return;
    const { output, closed } = session.write(input);
    if (output !== '') channels.stdout(tty ? terminal(output) : output);
    if (closed === undefined) return;
    isOver = true;
    channels.end(exitStatus(closed));
  };
  const line = new LineDiscipline((echo) => channels.stdout(echo), say);
  say('');
  channels.onInput(
    (bytes) => (tty ? line.type(bytes.toString('utf8')) : say(bytes.toString('utf8'))),
    () => say(END_OF_INPUT),
  );
}

/** The main process: who may type into it does, who may not reads what it says from now on. */
export function runAttached(cluster: Cluster, exec: Exec, channels: Channels): void {
  const { pod, container } = exec;
  const session = exec.stdin ? cluster.kubelets.attach(pod.uid, container, exec.tty) : undefined;
  if (session) {
    converse(session, exec.tty, channels);
    return;
  }
  const stop = cluster.kubelets.follow(
    pod.uid,
    container,
    ({ stream, text }) => (stream === 'stderr' ? channels.stderr : channels.stdout)(`${text}\n`),
    () => channels.end(exitStatus(0)),
  );
  channels.onGone(stop);
}

function terminal(text: string): string {
  return text.replace(/\r?\n/g, '\r\n');
}

function exitStatus(code: number): object {
  if (code === 0) return { metadata: {}, status: 'Success' };
  return {
    metadata: {},
    status: 'Failure',
    message: `command terminated with non-zero exit code: command terminated with exit code ${code}`,
    reason: 'NonZeroExitCode',
    details: { causes: [{ reason: 'ExitCode', message: String(code) }] },
  };
}
