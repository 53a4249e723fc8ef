/** kubectl delete and replace. Models kubectl's cmd/delete and cmd/replace. */
import type { Call, Command } from '../command';
import { LAST_APPLIED, withLastApplied } from './applied';
import { ALL, DRY_RUN, FILES, OUTPUT, SAVE_CONFIG, SELECTOR, VALIDATE, flag, manager } from './flag-specs';
import { at, objectWith, textAt, type Json } from '../json-object';
import { problem, reasonOf, withSource } from './problem';
import { kindName } from '../resources';
import { nameOf, pluralOf, pathOf } from './server';
import { Session } from './session';
import { manifestTargets, NOTHING_GIVEN, placesNamed, selectedTargets, type Target } from './targets';

const DELETION = [
  flag('cascade', 'string', { bare: 'background', default: 'background' }),
  flag('force', 'bool'),
  flag('grace-period', 'int', { default: '-1' }),
  flag('timeout', 'duration', { default: '0s' }),
];

export const deleteCommand: Command = {
  name: 'delete',
  flags: [
    flag('output', 'string', { short: 'o' }),
    DRY_RUN,
    ...FILES,
    SELECTOR,
    ALL,
    ...DELETION,
    flag('wait', 'bool', { default: 'true' }),
    flag('all-namespaces', 'bool', { short: 'A' }),
    flag('field-selector', 'string'),
    flag('ignore-not-found', 'bool'),
    flag('interactive', 'bool', { short: 'i' }),
    flag('now', 'bool'),
    flag('raw', 'string'),
  ],
  run: runDelete,
};

async function runDelete(call: Call): Promise<number> {
  const { flags, args, io } = call;
  const session = new Session(call);
  const wrong = session.flagProblem() ?? deletionProblem(session);
  if (wrong) return session.end(wrong);
  const period = flags.int('grace-period');
  const isForced = flags.bool('force');
  if (isForced && (period === 0 || !flags.has('grace-period'))) {
    io.err(
      'Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.\n',
    );
  }
  const targets = await deletionTargets(session, args);
  const ignoresMissing = flags.bool('ignore-not-found') || (flags.bool('all') && !flags.has('ignore-not-found'));
  const gone: Target[] = [];
  for (const target of targets) {
    if (session.dryRun !== 'client') {
      const query = session.dryRun === 'server' ? '?dryRun=All' : '';
      const answer = await session.server.send('DELETE', pathOf(target) + query, deleteOptions(session));
      if ('problem' in answer) {
        if (reasonOf(answer.problem) === 'NotFound' && ignoresMissing) continue;
        session.fail(withSource(answer.problem, 'deleting', target.source));
        continue;
      }
    }
    printDeleted(session, target);
    gone.push(target);
  }
  const isFound = gone.length > 0 || session.failed;
  if (!isFound && targets.length === 0) {
    if (session.output !== 'name') io.out('No resources found\n');
    return session.finish();
  }
  if (session.dryRun === 'none' && flags.bool('wait')) await waitUntilGone(session, gone);
  return session.finish();
}

function deletionProblem({ flags }: Session): ReturnType<typeof problem> | undefined {
  const period = flags.int('grace-period');
  if (flags.bool('all') && flags.has('selector')) return problem('cannot set --all and --selector at the same time');
  if (flags.bool('all') && flags.has('field-selector'))
    return problem('cannot set --all and --field-selector at the same time');
  if (flags.bool('now') && flags.has('grace-period') && period !== -1)
    return problem('--now and --grace-period cannot be specified together');
  if (flags.has('grace-period') && period === 0 && !flags.bool('force')) return undefined;
  if (flags.bool('force') && flags.has('grace-period') && period > 0)
    return problem('--force and --grace-period greater than 0 cannot be specified together');
  if (!['background', 'orphan', 'foreground', 'true', 'false'].includes(flags.string('cascade') || 'background')) {
    return problem(
      `invalid cascade value (${flags.string('cascade')}). Must be "background", "foreground", or "orphan"`,
    );
  }
  return undefined;
}

async function deletionTargets(session: Session, args: readonly string[]): Promise<readonly Target[]> {
  const { flags } = session;
  if (flags.has('filename')) return manifestTargets(session);
  if (args.length === 0) {
    session.fail(problem(NOTHING_GIVEN));
    return [];
  }
  const picks = flags.bool('all') || flags.has('selector') || flags.has('field-selector');
  if (picks && (args.length > 1 || args[0]?.includes('/'))) {
    session.fail(problem('name cannot be provided when a selector is specified'));
    return [];
  }
  const selector = flags.string('selector');
  const fields = flags.string('field-selector');
  if (selector !== '' || fields !== '' || flags.bool('all')) {
    return selectedTargets(session, args[0] ?? '', selector, fields);
  }
  const places = await placesNamed(session, args);
  if (!Array.isArray(places)) {
    session.fail(places);
    return [];
  }
  if (places.length === 0) {
    for (const type of (args[0] ?? '').split(',')) {
      const resource = await session.server.resourceNamed(type);
      if ('message' in resource) {
        session.fail(resource);
        return [];
      }
    }
    session.fail(problem('resource(s) were provided, but no name was specified'));
  }
  return places.map((place) => ({ ...place, object: {}, source: '' }));
}

function deleteOptions({ flags }: Session): Json {
  const cascade = flags.string('cascade') || 'background';
  const policy = { orphan: 'Orphan', false: 'Orphan', foreground: 'Foreground' }[cascade] ?? 'Background';
  const given = flags.has('grace-period') ? flags.int('grace-period') : -1;
  const isNow = flags.has('now') && flags.bool('now');
  const seconds = isNow ? 1 : flags.bool('force') && given < 0 ? 0 : given === 0 && !flags.bool('force') ? 1 : given;
  return {
    kind: 'DeleteOptions',
    apiVersion: 'v1',
    propagationPolicy: policy,
    ...(seconds >= 0 && { gracePeriodSeconds: seconds }),
  };
}

function printDeleted(session: Session, target: Target, isForced = session.flags.bool('force')): void {
  const { io } = session;
  if (session.output === 'name') return io.out(`${nameOf(target)}\n`);
  const verb = isForced ? 'force deleted' : 'deleted';
  const place = target.namespace === '' ? '' : ` from ${target.namespace} namespace`;
  io.out(`${kindName(target.resource)} "${target.name}" ${verb}${place}${session.dryRunWords}\n`);
}

/** kubectl watches; here it asks again until there is nothing, or something new of the same name. */
async function waitUntilGone(session: Session, targets: readonly Target[]): Promise<void> {
  const { io, flags } = session;
  const most = flags.has('timeout') && flags.duration('timeout') > 0 ? flags.duration('timeout') : undefined;
  const started = io.now();
  for (const target of targets) {
    let uid: string | undefined;
    for (;;) {
      const answer = await session.server.get(target);
      if ('problem' in answer) break;
      const now = textAt(answer.object, 'metadata', 'uid');
      if (textAt(answer.object, 'metadata', 'deletionTimestamp') === '' || (uid !== undefined && uid !== now)) break;
      uid = now;
      if (most !== undefined && io.now() - started >= most) {
        session.fail(
          problem(`timed out waiting for the condition on ${pluralOf(target.resource).split('.')[0]}/${target.name}`),
        );
        break;
      }
      if (!(await io.wait(100))) return;
    }
  }
}

export const replace: Command = {
  name: 'replace',
  flags: [
    ...OUTPUT,
    DRY_RUN,
    ...FILES,
    VALIDATE,
    SAVE_CONFIG,
    manager('kubectl-replace'),
    ...DELETION,
    flag('wait', 'bool'),
    flag('raw', 'string'),
    flag('subresource', 'string'),
  ],
  run: runReplace,
};

async function runReplace(call: Call): Promise<number> {
  const { flags } = call;
  const session = new Session(call, 'kubectl-replace');
  const wrong = session.flagProblem();
  if (wrong) return session.end(wrong);
  if (!flags.has('filename')) return session.end(problem('must specify --filename to replace'));
  const targets = await manifestTargets(session);
  const { server } = session;
  if (flags.bool('force')) {
    for (const target of targets) {
      const answer = await server.delete(target, {
        kind: 'DeleteOptions',
        apiVersion: 'v1',
        gracePeriodSeconds: 0,
        propagationPolicy: 'Background',
      });
      if ('object' in answer) printDeleted(session, target, false);
      else if (reasonOf(answer.problem) !== 'NotFound') session.fail(answer.problem);
    }
    await waitUntilGone(session, targets);
  }
  for (const target of targets) {
    const keeps = flags.bool('save-config') || at(target.object, 'metadata', 'annotations', LAST_APPLIED) !== undefined;
    const object = keeps ? withLastApplied(target.object) : target.object;
    const query = session.query({ fieldValidation: session.validation });
    if (session.dryRun === 'client') {
      session.print(target.resource, object, 'replaced');
      continue;
    }
    if (flags.bool('force')) {
      const made = await server.create(target.resource, target.namespace, object, query);
      if ('object' in made) session.print(target.resource, made.object, 'replaced');
      else session.fail(made.problem);
      continue;
    }
    const live = textAt(object, 'metadata', 'resourceVersion') === '' ? await server.get(target) : undefined;
    const version = live && 'object' in live ? textAt(live.object, 'metadata', 'resourceVersion') : '';
    const sent = version === '' ? object : objectWith(object, ['metadata', 'resourceVersion'], version);
    const answer = live && 'problem' in live ? live : await server.replace(target, sent, query);
    if ('object' in answer) session.print(target.resource, answer.object, 'replaced');
    else session.fail(withSource(answer.problem, 'replacing', target.source));
  }
  if (targets.length === 0 && !session.failed) session.fail(problem('no objects passed to replace'));
  return session.finish();
}
