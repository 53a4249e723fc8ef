/** kubectl exec and attach. Models kubectl's cmd/exec and cmd/attach. */
import type { Call, Command } from '../command';
import type { Connection } from '../io';
import { isObject, parseJson, quoted, textAt } from '../json-object';
import { CONTAINER, FILES, flag } from './flag-specs';
import { printLog } from './logs';
import { containersFor, podsNamed, unknownContainer } from './pod-choice';
import { problem, refused } from './problem';
import { pathOf, type Place } from './server';
import { Session } from './session';

const TERMINAL = [
  flag('stdin', 'bool', { short: 'i' }),
  flag('tty', 'bool', { short: 't' }),
  flag('quiet', 'bool', { short: 'q' }),
  flag('pod-running-timeout', 'duration', { default: '1m0s' }),
];

export const exec: Command = { name: 'exec', flags: [...FILES, CONTAINER, ...TERMINAL], run: runExec };
export const attach: Command = { name: 'attach', flags: [CONTAINER, ...TERMINAL], run: runAttach };

async function runExec(call: Call): Promise<number> {
  const { args, rest } = call;
  const session = new Session(call);
  if (args.length === 0) return session.end(problem('pod, type/name or --filename must be specified'));
  const command = rest ?? [];
  if (command.length === 0 && args.length > 1)
    return session.end(
      problem(
        "exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead\nSee 'kubectl exec -h' for help and examples",
      ),
    );
  if (command.length === 0) return session.end(problem('you must specify at least one command for the container'));
  return connect(session, args[0] ?? '', 'exec', command);
}

function runAttach(call: Call): Promise<number> {
  const session = new Session(call);
  const [word] = call.args;
  if (word === undefined) return Promise.resolve(session.end(problem('at least 1 argument is required for attach')));
  if (call.args.length > 1)
    return Promise.resolve(session.end(problem(`the server doesn't have a resource type ${quoted(word)}`)));
  return connect(session, word, 'attach', []);
}

async function connect(
  session: Session,
  word: string,
  how: 'exec' | 'attach',
  command: readonly string[],
): Promise<number> {
  const { flags } = session;
  const [pod] = await podsNamed(session, word);
  if (!pod) return session.finish();
  const phase = textAt(pod.object, 'status', 'phase');
  if (phase === 'Succeeded' || phase === 'Failed') {
    return session.end(
      problem(
        `cannot ${how} ${how === 'exec' ? 'into a container in a completed pod' : 'a container in a completed pod'}; current phase is ${phase}`,
      ),
    );
  }
  const unknown = unknownContainer(pod, flags.string('container'));
  if (unknown) return session.end(unknown);
  const [container = ''] = containersFor(session, pod, flags.string('container'));
  if (how === 'attach') return attachTo(session, pod, container);
  const [stdin, tty] = [flags.bool('stdin'), flags.bool('tty')];
  return open(session, execUrl(pod, container, command, { stdin, tty }), { stdin, tty });
}

export function execUrl(
  pod: Place,
  container: string,
  command: readonly string[],
  { stdin, tty }: Connection,
  how: 'exec' | 'attach' = 'exec',
): string {
  const words = [
    ...command.map((one) => `command=${encodeURIComponent(one)}`),
    `container=${container}`,
    ...(stdin ? ['stdin=true'] : []),
    'stdout=true',
    ...(tty ? ['tty=true'] : ['stderr=true']),
  ];
  return `${pathOf(pod, how)}?${words.join('&')}`;
}

/** What a container says, and what is typed into it. Where nothing connects, its log is read. */
export async function attachTo(session: Session, pod: Place, container: string): Promise<number> {
  const { flags, io } = session;
  const options = { stdin: flags.bool('stdin'), tty: flags.bool('tty') };
  if (!flags.bool('quiet')) {
    io.err(
      "All commands and output from this session will be recorded in container logs, including credentials and sensitive information passed through the command prompt.\nIf you don't see a command prompt, try pressing enter.\n",
    );
  }
  const response = await session.server.open('POST', execUrl(pod, container, [], options, 'attach'));
  if ('problem' in response) return session.end(response.problem);
  if (io.connect && !('body' in response)) return io.connect(response, options);
  const wrong = await printLog(session, pod, container, { follow: 'true' });
  return wrong ? session.end(wrong) : 0;
}

/** Connects the terminal; the exit code. */
export async function open(session: Session, url: string, options: Connection): Promise<number> {
  const { io } = session;
  const response = await session.server.open('POST', url);
  if ('problem' in response) return session.end(response.problem);
  if ('body' in response && response.status >= 400) {
    const status = parseJson(typeof response.body === 'string' ? response.body : '');
    // A wrong request is refused before the connection is another's.
    if (isObject(status) && response.status !== 400) return session.end(refused(status));
    return session.end(problem(`unable to upgrade connection: ${isObject(status) ? textAt(status, 'message') : ''}`));
  }
  if (!io.connect) return session.end(problem('unable to upgrade connection: there is no terminal to connect'));
  const code = await io.connect(response, options);
  if (code !== 0) io.err(`command terminated with exit code ${code}\n`);
  return code;
}
