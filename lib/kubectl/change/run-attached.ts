/** `kubectl run -i` and `--attach`: the terminal is the Pod's, until it ends. Models what kubectl's cmd/run does after creating. */
import { at, listAt, numberAt, textAt, type Json } from '../json-object';
import { attachTo } from './exec';
import { printLog } from './logs';
import { isProblem, problem, type Problem } from './problem';
import { nameOf, type Place } from './server';
import type { Session } from './session';

/** What a shell says of what Ctrl+C ended. */
const INTERRUPTED = 130;

/** Creates the Pod; the exit code is its own where it is waited for. */
export async function runAttached(session: Session, pod: Json, restart: string): Promise<number> {
  const { flags, server, io } = session;
  const resource = await server.resourceNamed('pods');
  if ('message' in resource) return session.end(resource);
  const made = await server.create(resource, session.namespace, pod, session.query());
  if ('problem' in made) return session.end(made.problem);
  const place: Place = { resource, namespace: session.namespace, name: textAt(made.object, 'metadata', 'name') };
  const code = await attachUntilEnd(session, place, restart);
  if (!flags.bool('rm')) return Math.max(code, session.finish());
  const gone = await server.delete(place, { kind: 'DeleteOptions', apiVersion: 'v1', propagationPolicy: 'Background' });
  if ('problem' in gone) session.fail(gone.problem);
  else io.out(`${nameOf(place).replace('/', ' "')}" deleted from ${place.namespace} namespace\n`);
  return Math.max(code, session.finish());
}

async function attachUntilEnd(session: Session, place: Place, restart: string): Promise<number> {
  const { flags } = session;
  const patience = flags.duration('pod-running-timeout');
  const started = await waitForPod(session, place, patience, (pod) => isOver(pod) || isReady(pod));
  if (isProblem(started)) return failed(session, started);
  const [container = ''] = listAt(started, 'spec', 'containers').map((one) => textAt(one, 'name'));
  if (isOver(started)) {
    const wrong = await printLog(session, place, container, {});
    if (wrong) return failed(session, wrong);
  } else {
    const code = await attachTo(session, place, container);
    if (code === INTERRUPTED) return code;
  }
  if (flags.bool('leave-stdin-open') || restart === 'Always') return 0;
  const isEnd = (pod: Json): boolean => (restart === 'Never' ? isOver(pod) : phaseOf(pod) === 'Succeeded');
  const ended = await waitForPod(session, place, patience, isEnd);
  if (isProblem(ended)) return failed(session, ended);
  if (phaseOf(ended) === 'Succeeded') return 0;
  const terminated = at(listAt(ended, 'status', 'containerStatuses')[0], 'state', 'terminated');
  const code = numberAt(terminated, 'exitCode');
  const what = `pod ${place.namespace}/${place.name}`;
  if (code === 0) return failed(session, problem(`${what} failed with unknown exit code`));
  session.fail({
    message: `${what} terminated (${textAt(terminated, 'reason')})\n${textAt(terminated, 'message')}`,
    bare: true,
  });
  return code;
}

/** It is said once the Pod is gone. */
function failed(session: Session, found: Problem): number {
  session.fail(found);
  return 1;
}

function phaseOf(pod: Json): string {
  return textAt(pod, 'status', 'phase');
}

function isOver(pod: Json): boolean {
  return phaseOf(pod) === 'Succeeded' || phaseOf(pod) === 'Failed';
}

function isReady(pod: Json): boolean {
  const ready = listAt(pod, 'status', 'conditions').find((one) => textAt(one, 'type') === 'Ready');
  return phaseOf(pod) === 'Running' && textAt(ready, 'status') === 'True';
}

/** kubectl watches; here it asks again until it is as it shall be. */
async function waitForPod(
  { server, io }: Session,
  place: Place,
  patience: number,
  isDone: (pod: Json) => boolean,
): Promise<Json | Problem> {
  const started = io.now();
  for (;;) {
    const answer = await server.get(place);
    if ('problem' in answer) return answer.problem;
    if (isDone(answer.object)) return answer.object;
    if (io.now() - started >= patience) return problem('timed out waiting for the condition');
    if (!(await io.wait(100))) return { message: '', silent: true };
  }
}
