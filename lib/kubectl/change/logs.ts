/** kubectl logs, exec, attach and port-forward. Models kubectl's cmd/logs, cmd/exec, cmd/attach and cmd/portforward. */
import type { Call, Command } from '../command';
import { FILES, SELECTOR, flag } from './flag-specs';
import { at, isObject, listAt, objectAt, parseJson, quoted, textAt, type Json } from '../json-object';
import { problem, reasonOf, refused, type Problem } from './problem';
import { queryOf } from '../resources';
import { pathOf, type Place } from './server';
import { Session } from './session';
import { liveTargets, selectedTargets, type Target } from './targets';

const CONTAINER = flag('container', 'string', { short: 'c' });

export const logs: Command = {
  name: 'logs',
  flags: [
    SELECTOR,
    CONTAINER,
    flag('follow', 'bool', { short: 'f' }),
    flag('previous', 'bool', { short: 'p' }),
    ...['timestamps', 'all-containers', 'all-pods', 'prefix', 'ignore-errors', 'insecure-skip-tls-verify-backend'].map(
      (name) => flag(name, 'bool'),
    ),
    flag('tail', 'int', { default: '-1' }),
    flag('since', 'duration', { default: '0s' }),
    flag('since-time', 'string'),
    flag('limit-bytes', 'int', { default: '0' }),
    flag('max-log-requests', 'int', { default: '5' }),
    flag('pod-running-timeout', 'duration', { default: '20s' }),
  ],
  run: runLogs,
};

async function runLogs(call: Call): Promise<number> {
  const { flags, args, io } = call;
  const session = new Session(call);
  const selector = flags.has('selector') ? flags.string('selector') : '';
  if (args.length === 0 && selector === '') {
    return session.end(
      problem(
        "expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\nPOD or TYPE/NAME is a required argument for the logs command\nSee 'kubectl logs -h' for help and examples",
      ),
    );
  }
  if (flags.has('since') && flags.has('since-time'))
    return session.end(problem('at most one of `sinceTime` or `sinceSeconds` may be specified'));
  const pods =
    selector === '' ? await podsNamed(session, args[0] ?? '') : await selectedTargets(session, 'pods', selector);
  if (session.failed) return endAbsent(session);
  if (pods.length === 0) io.err(`No resources found in ${session.namespace} namespace.\n`);
  const given = args[1] ?? flags.string('container');
  const unknown = pods.map((pod) => unknownContainer(pod, given)).find((one) => one !== undefined);
  if (unknown) return session.end(unknown);
  const jobs = pods.flatMap((pod) => containersFor(session, pod, given).map((container) => ({ pod, container })));
  const texts: Promise<Problem | undefined>[] = [];
  for (const { pod, container } of jobs) {
    const printing = printLog(session, pod, container, selector !== '');
    if (flags.bool('follow')) texts.push(printing);
    else {
      const wrong = await printing;
      if (wrong) session.fail(wrong);
    }
  }
  for (const wrong of await Promise.all(texts)) if (wrong) session.fail(wrong);
  return session.finish();
}

/** What isn't there is said otherwise than by other commands. */
function endAbsent(session: Session): number {
  const [first] = session.problems;
  if (!first || reasonOf(first) !== 'NotFound') return session.finish();
  const where = `in namespace ${quoted(session.namespace)}`;
  session.io.err(`error: error from server (NotFound): ${first.message} ${where}\n`);
  return 1;
}

/** The Pod itself, or the first of those that a workload owns. */
async function podsNamed(session: Session, word: string): Promise<readonly Target[]> {
  const isPod = !word.includes('/') || /^(?:pods?|po)\//.test(word);
  if (isPod) return liveTargets(session, [word.replace(/^.*\//, '')], 'pods');
  const [target] = await liveTargets(session, [word]);
  if (!target) return [];
  const labels =
    target.resource.kind === 'Service'
      ? objectAt(target.object, 'spec', 'selector')
      : objectAt(target.object, 'spec', 'selector', 'matchLabels');
  const selector = Object.entries(labels)
    .map(([key, value]) => `${key}=${String(value)}`)
    .join(',');
  const pods = await selectedTargets(session, 'pods', selector);
  const sorted = pods.toSorted((a, b) =>
    textAt(a.object, 'metadata', 'creationTimestamp') < textAt(b.object, 'metadata', 'creationTimestamp') ? -1 : 1,
  );
  const all = session.flags.has('all-pods') && session.flags.bool('all-pods');
  if (sorted.length > 1 && !all) session.io.err(`Found ${sorted.length} pods, using pod/${sorted[0]?.name ?? ''}\n`);
  return all ? sorted : sorted.slice(0, 1);
}

function namesOf(pod: Json, list: string): string[] {
  return listAt(pod, 'spec', list).map((one) => textAt(one, 'name'));
}

function allNames({ object }: Target): string[] {
  return [
    ...namesOf(object, 'containers'),
    ...namesOf(object, 'initContainers').map((name) => `${name} (init)`),
    ...namesOf(object, 'ephemeralContainers').map((name) => `${name} (ephem)`),
  ];
}

function unknownContainer(pod: Target, given: string): Problem | undefined {
  const all = allNames(pod);
  if (given === '' || all.some((name) => name.split(' ')[0] === given)) return undefined;
  return problem(`container ${given} is not valid for pod ${pod.name} out of: ${all.join(', ')}`);
}

function containersFor({ flags, io }: Session, pod: Target, given: string): string[] {
  const { object } = pod;
  const names = namesOf(object, 'containers');
  if (flags.has('all-containers') && flags.bool('all-containers'))
    return [...namesOf(object, 'initContainers'), ...names];
  if (given !== '') return [given];
  const marked = textAt(object, 'metadata', 'annotations', 'kubectl.kubernetes.io/default-container');
  if (marked !== '' && names.includes(marked)) return [marked];
  const all = allNames(pod);
  if (all.length > 1) io.err(`Defaulted container ${JSON.stringify(names[0])} out of: ${all.join(', ')}\n`);
  return names.slice(0, 1);
}

async function printLog(
  session: Session,
  pod: Target,
  container: string,
  isSelected: boolean,
): Promise<Problem | undefined> {
  const { flags, io, server } = session;
  const tail = flags.has('tail') ? flags.int('tail') : isSelected ? 10 : -1;
  const seconds = flags.has('since') ? Math.ceil(flags.duration('since') / 1000) : 0;
  const query = queryOf({
    container,
    ...(flags.bool('follow') && { follow: 'true' }),
    ...(flags.bool('previous') && { previous: 'true' }),
    ...(seconds > 0 && { sinceSeconds: String(seconds) }),
    ...(flags.has('since-time') && { sinceTime: flags.string('since-time') }),
    ...(tail >= 0 && { tailLines: String(tail) }),
    ...(flags.bool('timestamps') && { timestamps: 'true' }),
    ...(flags.has('limit-bytes') && { limitBytes: String(flags.int('limit-bytes')) }),
  });
  const response = await server.open('GET', pathOf(pod, 'log') + query);
  if ('problem' in response) return response.problem;
  const prefix = flags.bool('prefix') ? `[pod/${pod.name}/${container}] ` : '';
  const write = (text: string): void => io.out(prefix === '' ? text : text.replace(/^(?=.)/gm, prefix));
  if ('stream' in response) {
    const state = { isOver: false };
    const stop = response.stream(write, () => {
      state.isOver = true;
    });
    while (!state.isOver) {
      if (!(await io.wait(100))) break;
    }
    stop();
    return undefined;
  }
  const text = 'body' in response && typeof response.body === 'string' ? response.body : '';
  if (response.status >= 400) {
    const status = parseJson(text);
    return isObject(status) ? refused(status) : problem(text);
  }
  if (text !== '') write(text);
  return undefined;
}

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
  if (word === undefined)
    return Promise.resolve(
      session.end(problem("at least 1 argument is required for attach\nSee 'kubectl attach -h' for help and examples")),
    );
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
  const [stdin, tty] = [flags.bool('stdin'), flags.bool('tty')];
  const words = [
    ...command.map((one) => `command=${encodeURIComponent(one)}`),
    `container=${container}`,
    ...(stdin ? ['stdin=true'] : []),
    'stdout=true',
    ...(tty ? ['tty=true'] : ['stderr=true']),
  ];
  return open(session, `${pathOf(pod, how)}?${words.join('&')}`, { stdin, tty });
}

async function open(
  session: Session,
  url: string,
  options: { readonly stdin: boolean; readonly tty: boolean },
): Promise<number> {
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

export const portForward: Command = {
  name: 'port-forward',
  flags: [
    flag('address', 'strings', { default: 'localhost' }),
    flag('pod-running-timeout', 'duration', { default: '1m0s' }),
  ],
  run: runPortForward,
};

async function runPortForward(call: Call): Promise<number> {
  const { args, io } = call;
  const session = new Session(call);
  const [word, ...ports] = args;
  if (word === undefined || ports.length === 0) {
    return session.end(
      problem(
        "TYPE/NAME and list of ports are required for port-forward\nSee 'kubectl port-forward -h' for help and examples",
      ),
    );
  }
  const isService = /^(?:svc|services?)\//.test(word);
  const [service] = isService ? await liveTargets(session, [word]) : [];
  const [pod] = await podsNamed(session, word);
  if (!pod) return session.finish();
  if (textAt(pod.object, 'status', 'phase') !== 'Running') {
    return session.end(
      problem(
        `unable to forward port because pod is not running. Current status=${textAt(pod.object, 'status', 'phase')}`,
      ),
    );
  }
  const pairs = ports.map((text) => {
    const [local = '', remote = local] = text.split(':');
    return { local: local || remote, remote: targetPort(service, remote) };
  });
  for (const { local, remote } of pairs)
    io.out(`Forwarding from 127.0.0.1:${local} -> ${remote}\nForwarding from [::1]:${local} -> ${remote}\n`);
  return open(session, `${pathOf(pod, 'portforward')}?ports=${pairs.map(({ remote }) => remote).join(',')}`, {
    stdin: false,
    tty: false,
  });
}

/** A Service's port stands for that of its Pods. */
function targetPort(service: (Place & { readonly object: Json }) | undefined, port: string): string {
  const found = listAt(service?.object, 'spec', 'ports').find((one) => String(at(one, 'port')) === port);
  const target = at(found, 'targetPort');
  return typeof target === 'number' ? String(target) : port;
}
