/**
 * kubectl debug: a container more in a running Pod. Models kubectl's cmd/debug with the profile `general`. Not modelled:
 * copies of Pods (--copy-to), nodes, other profiles.
 */
import type { Call, Command } from '../command';
import { at, listAt, quoted, textAt, type Json } from '../json-object';
import { attachTo } from './exec';
import { CONTAINER, FILES, flag } from './flag-specs';
import { problem, type Problem } from './problem';
import { pathOf } from './server';
import { Session } from './session';
import { liveTargets, type Target } from './targets';

export const debug: Command = {
  name: 'debug',
  flags: [
    CONTAINER,
    ...FILES.filter(({ name }) => name === 'filename'),
    flag('stdin', 'bool', { short: 'i' }),
    flag('tty', 'bool', { short: 't' }),
    flag('quiet', 'bool', { short: 'q' }),
    flag('keep-init-containers', 'bool', { default: 'true' }),
    flag('share-processes', 'bool', { default: 'true' }),
    flag('profile', 'string', { default: 'general' }),
    ...['image', 'image-pull-policy', 'copy-to', 'custom', 'target'].map((name) => flag(name, 'string')),
    ...['env', 'set-image'].map((name) => flag(name, 'strings')),
    ...['arguments-only', 'attach', 'replace', 'same-node'].map((name) => flag(name, 'bool')),
    ...['annotations', 'labels', 'liveness', 'readiness', 'startup'].map((name) => flag(`keep-${name}`, 'bool')),
  ],
  run,
};

async function run(call: Call): Promise<number> {
  const { flags, args, io } = call;
  const session = new Session(call, 'kubectl-debug');
  const wrong = debugProblem(call);
  if (wrong) return session.end(wrong);
  const [pod] = await liveTargets(session, args, args.some((arg) => arg.includes('/')) ? undefined : 'pods');
  if (!pod) return session.finish();
  if (flags.string('copy-to') !== '' || pod.resource.kind !== 'Pod') {
    const what = pod.resource.kind === 'Pod' ? '--copy-to' : `debugging a ${pod.resource.kind}`;
    return session.end(problem(`${what} is not available here; kubectl debug POD --image=IMAGE adds a container`));
  }
  const container = containerOf(call, pod);
  const target = textAt(container, 'targetContainerName');
  if (target !== '' && !flags.bool('quiet')) {
    io.out(
      `Targeting container ${quoted(target)}. If you don't see processes from this container it may be because the container runtime doesn't support this feature.\n`,
    );
  }
  const name = textAt(container, 'name');
  if (flags.string('container') === '' && !flags.bool('quiet')) io.out(`Defaulting debug container name to ${name}.\n`);
  const others = listAt(pod.object, 'spec', 'ephemeralContainers').map((one) => textAt(one, 'name'));
  if (others.includes(name)) return session.end(alreadyThere(pod, name));
  const order = [...others, name].map((each) => ({ name: each }));
  const patch = { spec: { ephemeralContainers: [container], '$setElementOrder/ephemeralContainers': order } };
  const answer = await session.server.patch(
    pod,
    'strategic-merge-patch',
    patch,
    session.query(),
    'ephemeralcontainers',
  );
  if ('problem' in answer) return session.end(answer.problem);
  const attaches = flags.has('attach') ? flags.bool('attach') : flags.bool('stdin');
  if (!attaches) return session.finish();
  const started = await waitUntilStarted(session, pod, name);
  if (started) return session.end(started);
  return attachTo(session, pod, name);
}

/** A patch would change it in place; the server refuses what kubectl sends, a list with two of the name. */
function alreadyThere({ name: pod }: Target, name: string): Problem {
  const why = `existing ephemeral containers ${quoted(name)} may not be changed\n\n`;
  return { message: `The Pod ${quoted(pod)} is invalid: spec.ephemeralContainers: Forbidden: ${why}`, bare: true };
}

function debugProblem({ flags, args }: Call): Problem | undefined {
  const image = flags.string('image');
  if (image === '' && flags.string('copy-to') === '')
    return problem('you must specify --image when not using --copy-to.');
  if (args.length === 0 && !flags.has('filename')) return problem('NAME or filename is required for debug');
  if (/[A-Z\s]/.test(image.split(':')[0] ?? '') || image.endsWith(':'))
    return problem(`invalid image name ${quoted(image)}: invalid reference format`);
  if (flags.bool('tty') && !flags.bool('stdin'))
    return problem('-i/--stdin is required for containers with -t/--tty=true');
  return undefined;
}

const LETTERS = 'bcdfghjklmnpqrstvwxz2456789';

/** A name like those that kubectl draws. */
function drawnName(now: number): string {
  const digits = Array.from({ length: 5 }, (_, i) => LETTERS[Math.floor(now / LETTERS.length ** i) % LETTERS.length]);
  return `debugger-${digits.join('')}`;
}

function containerOf({ flags, rest, io }: Call, { object }: Target): Json {
  const command = rest ?? [];
  const env = flags.strings('env').map((pair) => {
    const [name, ...value] = pair.split('=');
    return { name, value: value.join('=') };
  });
  const [first] = listAt(object, 'spec', 'containers');
  const policy = flags.string('image-pull-policy');
  const target = flags.string('target');
  return {
    name: flags.string('container') || drawnName(io.now()),
    image: flags.string('image'),
    ...(command.length > 0 && { [flags.bool('arguments-only') ? 'args' : 'command']: command }),
    ...(env.length > 0 && { env }),
    ...(policy !== '' && { imagePullPolicy: policy }),
    ...(flags.bool('stdin') && { stdin: true }),
    ...(flags.bool('tty') && { tty: true }),
    ...(target !== '' && first !== undefined && { targetContainerName: target }),
    resources: {},
    securityContext: { capabilities: { add: ['SYS_PTRACE'] } },
    terminationMessagePolicy: 'File',
  };
}

/** Undefined once it runs or has run. */
async function waitUntilStarted(session: Session, pod: Target, name: string): Promise<Problem | undefined> {
  for (;;) {
    const answer = await session.server.send('GET', pathOf(pod));
    if ('problem' in answer) return answer.problem;
    const statuses = listAt(answer.object, 'status', 'ephemeralContainerStatuses');
    const status = statuses.find((one) => textAt(one, 'name') === name);
    if (at(status, 'state', 'running') !== undefined || at(status, 'state', 'terminated') !== undefined)
      return undefined;
    if (!(await session.io.wait(100))) return problem('interrupted');
  }
}
