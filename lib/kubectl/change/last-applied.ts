/** kubectl apply view-, set- and edit-last-applied: what apply wrote down of an object. Models cmd/apply's files of these names. */
import type { Call, Command } from '../command';
import { goJson, isObject, objectWith, parseJson, quoted, textAt, type Json } from '../json-object';
import { printJson } from '../print-json';
import { printYaml } from '../print-yaml';
import { LAST_APPLIED } from './applied';
import { editObjects } from './edit';
import { ALL, DRY_RUN, FILES, OUTPUT, SELECTOR, flag, manager } from './flag-specs';
import { problem } from './problem';
import { Session } from './session';
import { liveTargets, manifestTargets, NOTHING_GIVEN, type Target } from './targets';

export const lastAppliedCommands: readonly Command[] = [
  {
    name: 'edit-last-applied',
    flags: [
      ...FILES,
      ...OUTPUT,
      flag('windows-line-endings', 'bool'),
      flag('validate', 'string', { bare: 'strict', default: 'strict' }),
      manager('kubectl-client-side-apply'),
    ],
    run: editLastApplied,
  },
  {
    name: 'set-last-applied',
    flags: [...FILES, ...OUTPUT, DRY_RUN, flag('create-annotation', 'bool')],
    run: setLastApplied,
  },
  {
    name: 'view-last-applied',
    flags: [...FILES, SELECTOR, ALL, flag('output', 'string', { short: 'o', default: 'yaml' })],
    run: viewLastApplied,
  },
];

/** Undefined where apply knows nothing of it. */
function lastApplied(object: Json): Json | undefined {
  const value = parseJson(textAt(object, 'metadata', 'annotations', LAST_APPLIED));
  return isObject(value) ? value : undefined;
}

async function viewLastApplied(call: Call): Promise<number> {
  const session = new Session(call);
  const targets = await liveTargets(session, call.args);
  for (const { object } of targets) {
    const last = lastApplied(object);
    if (!last) continue;
    if (session.output !== '' && session.output !== 'yaml' && session.output !== 'json') {
      const words = `Unexpected -o output mode: ${session.output}, the flag 'output' must be one of yaml|json`;
      return session.end(problem(`${words}\nSee 'view-last-applied -h' for help and examples`));
    }
    session.io.out(session.output === 'json' ? `${printJson(last, { indent: '  ' })}\n` : printYaml(last));
  }
  return session.finish();
}

async function setLastApplied(call: Call): Promise<number> {
  const session = new Session(call);
  const { flags, io } = session;
  const wrong = session.flagProblem();
  if (wrong) return session.end(wrong);
  if (!flags.has('filename')) return session.end(problem(NOTHING_GIVEN));
  const changed: Target[] = [];
  for (const target of await manifestTargets(session)) {
    const live = await session.server.get(target);
    if ('problem' in live) return session.end(live.problem);
    const before = textAt(live.object, 'metadata', 'annotations', LAST_APPLIED);
    if (before === '' && !flags.bool('create-annotation')) {
      const words = `no last-applied-configuration annotation found on resource: ${target.name}`;
      return session.end(problem(`${words}, to create the annotation, run the command with --create-annotation`));
    }
    if (before === `${goJson(target.object)}\n`) io.out(`set-last-applied ${target.name}: no changes required.\n`);
    else changed.push(target);
  }
  for (const target of changed) {
    if (session.dryRun === 'client') {
      session.print(target.resource, target.object, 'configured');
      continue;
    }
    const answer = await annotate(session, target);
    if ('object' in answer) session.print(target.resource, answer.object, 'configured');
    else session.fail(answer.problem);
  }
  return session.finish();
}

function annotate(session: Session, target: Target): ReturnType<Session['server']['patch']> {
  const patch = objectWith({}, ['metadata', 'annotations', LAST_APPLIED], `${goJson(target.object)}\n`);
  return session.server.patch(target, 'merge-patch', patch, session.query());
}

async function editLastApplied(call: Call): Promise<number> {
  const session = new Session(call, 'kubectl-client-side-apply');
  if (session.output !== '' && !['json', 'yaml'].includes(session.output))
    return session.end(problem(`The flag 'output' must be one of yaml|json, not ${quoted(session.output)}`));
  const targets = await liveTargets(session, call.args);
  if (session.failed) return session.finish();
  const known = targets.flatMap((target) => {
    const object = lastApplied(target.object);
    return object ? [{ ...target, object }] : [];
  });
  if (known.length === 0) {
    const advice = 'to create the annotation, use command `kubectl apply set-last-applied --create-annotation`';
    return session.end(problem(`no last-applied-configuration annotation found on resources, ${advice}`));
  }
  return editObjects(session, known, 'last-applied', async (edited) => {
    const answer = await annotate(session, edited);
    return 'object' in answer ? { object: edited.object, verb: 'edited' } : answer.problem;
  });
}
