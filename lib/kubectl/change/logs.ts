/** kubectl logs. Models kubectl's cmd/logs. */
import type { Call, Command } from '../command';
import { CONTAINER, SELECTOR, flag } from './flag-specs';
import { isObject, parseJson, quoted, textAt } from '../json-object';
import { problem, reasonOf, refused, type Problem } from './problem';
import { queryOf } from '../resources';
import { containersFor, podsNamed, unknownContainer } from './pod-choice';
import { pathOf, type Place, type Query } from './server';
import { Session } from './session';
import { selectedTargets } from './targets';

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
  if ((args.length === 0 && selector === '') || args.length > 2) {
    return session.end(
      problem(
        "expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\nPOD or TYPE/NAME is a required argument for the logs command\nSee 'kubectl logs -h' for help and examples",
      ),
    );
  }
  if (flags.has('since') && flags.has('since-time'))
    return session.end(problem('at most one of `sinceTime` or `sinceSeconds` may be specified'));
  const pods =
    selector === ''
      ? await podsNamed(session, args[0] ?? '', 'get the logs from')
      : await selectedTargets(session, 'pods', selector);
  if (session.failed) return endAbsent(session);
  if (pods.length === 0) io.err(`No resources found in ${session.namespace} namespace.\n`);
  const given = args[1] ?? flags.string('container');
  const unknown = pods.map((pod) => unknownContainer(pod, given)).find((one) => one !== undefined);
  if (unknown) return session.end(unknown);
  const jobs = pods.flatMap((pod) => containersFor(session, pod, given).map((container) => ({ pod, container })));
  const texts: Promise<Problem | undefined>[] = [];
  for (const { pod, container } of jobs) {
    const prefix = flags.bool('prefix') || flags.bool('all-pods') ? `[pod/${pod.name}/${container}] ` : '';
    const printing = printLog(session, pod, container, logQuery(session, selector !== ''), prefix);
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

/** What of a log is wanted, as the server takes it. */
function logQuery({ flags }: Session, isSelected: boolean): Query {
  const tail = flags.has('tail') ? flags.int('tail') : isSelected ? 10 : -1;
  const seconds = flags.has('since') ? Math.ceil(flags.duration('since') / 1000) : 0;
  return {
    ...(flags.bool('follow') && { follow: 'true' }),
    ...(flags.bool('previous') && { previous: 'true' }),
    ...(seconds > 0 && { sinceSeconds: String(seconds) }),
    ...(flags.has('since-time') && { sinceTime: flags.string('since-time') }),
    ...(tail >= 0 && { tailLines: String(tail) }),
    ...(flags.bool('timestamps') && { timestamps: 'true' }),
    ...(flags.has('limit-bytes') && { limitBytes: String(flags.int('limit-bytes')) }),
  };
}

/** Prints what the container has said, and with `follow` what it says; what is wrong, or undefined. */
export async function printLog(
  { io, server }: Session,
  pod: Place,
  container: string,
  query: Query,
  prefix = '',
): Promise<Problem | undefined> {
  const response = await server.open('GET', pathOf(pod, 'log') + queryOf({ container, ...query }));
  if ('problem' in response) return response.problem;
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
    if (!isObject(status)) return problem(text);
    // The real one reads the time itself.
    const message = textAt(status, 'message');
    return message.startsWith('parsing time') ? problem(message) : refused(status);
  }
  if (text !== '') write(text);
  return undefined;
}
