/** kubectl rollout. Models kubectl's cmd/rollout, and rollback.go, history.go and rollout_status.go of its polymorphichelpers. */
import { formatTime } from '@/lib/kube';
import type { Call, Command } from '../command';
import { LAST_APPLIED } from './applied';
import { DRY_RUN, FILES, OUTPUT, SELECTOR, flag, manager } from './flag-specs';
import {
  at,
  isObject,
  isSame,
  listAt,
  numberAt,
  objectAt,
  objectWith,
  quoted,
  textAt,
  type Json,
} from '../json-object';
import { problem, type Problem } from './problem';
import { kindName } from '../resources';
import { pluralOf } from './server';
import { Session } from './session';
import { statusOf } from './rollout-status';
import { templateText } from './template-text';
import { liveOrAll, type Target } from './targets';

const REVISION = 'deployment.kubernetes.io/revision';
const CAUSE = 'kubernetes.io/change-cause';

export const rollout: Command = {
  name: 'rollout',
  flags: [],
  subcommands: [
    {
      name: 'status',
      flags: [
        ...FILES,
        SELECTOR,
        flag('watch', 'bool', { short: 'w', default: 'true' }),
        flag('revision', 'int', { default: '0' }),
        flag('timeout', 'duration', { default: '0s' }),
      ],
      run: runStatus,
    },
    {
      name: 'history',
      flags: [...OUTPUT, ...FILES, SELECTOR, flag('revision', 'int', { default: '0' })],
      run: runHistory,
    },
    {
      name: 'undo',
      flags: [...OUTPUT, DRY_RUN, ...FILES, SELECTOR, flag('to-revision', 'int', { default: '0' })],
      run: runUndo,
    },
    {
      name: 'pause',
      flags: [...OUTPUT, ...FILES, SELECTOR, manager('kubectl-rollout')],
      run: (call) => runPause(call, true),
    },
    {
      name: 'resume',
      flags: [...OUTPUT, ...FILES, SELECTOR, manager('kubectl-rollout')],
      run: (call) => runPause(call, false),
    },
    { name: 'restart', flags: [...OUTPUT, ...FILES, SELECTOR, manager('kubectl-rollout')], run: runRestart },
  ],
  run: ({ io }) =>
    Promise.resolve(
      (io.err('error: you must specify what to do: history, pause, restart, resume, status or undo\n'), 1),
    ),
};

async function targetsOf(session: Session): Promise<readonly Target[]> {
  const { args, flags } = session.call;
  if (args.length > 0 || flags.has('filename')) return liveOrAll(session, args);
  session.fail(problem('required resource not specified'));
  return [];
}

async function runStatus(call: Call): Promise<number> {
  const { flags, io } = call;
  const session = new Session(call);
  const most = flags.has('timeout') ? flags.duration('timeout') : 0;
  for (const target of await targetsOf(session)) {
    const started = io.now();
    let said = '';
    let { object } = target;
    for (;;) {
      const status = statusOf(target.resource.kind, object, flags.int('revision'));
      if (typeof status === 'string') {
        session.fail(
          problem(status === '' ? `no status viewer has been implemented for ${target.resource.kind}` : status),
        );
        break;
      }
      if (status.text !== said) io.out(status.text);
      said = status.text;
      if (status.done || (flags.has('watch') && !flags.bool('watch'))) break;
      if (most > 0 && io.now() - started >= most) {
        session.fail(problem('timed out waiting for the condition'));
        break;
      }
      if (!(await io.wait(200))) return 130;
      const next = await session.server.get(target);
      if ('problem' in next) {
        session.fail(next.problem);
        break;
      }
      object = next.object;
    }
  }
  return session.finish();
}

interface Revision {
  readonly number: number;
  readonly cause: string;
  readonly template: Json;
  readonly annotations: Json;
}

/** What there was, the oldest first. */
async function revisionsOf(session: Session, target: Target): Promise<readonly Revision[] | Problem> {
  const { kind } = target.resource;
  const isDeployment = kind === 'Deployment';
  if (!isDeployment && kind !== 'DaemonSet' && kind !== 'StatefulSet') {
    return problem(`no history viewer has been implemented for ${JSON.stringify(kind)}`);
  }
  const resource = await session.server.resourceNamed(isDeployment ? 'replicasets.apps' : 'controllerrevisions.apps');
  if ('message' in resource) return resource;
  const answer = await session.server.list(resource, target.namespace);
  if ('problem' in answer) return answer.problem;
  const uid = textAt(target.object, 'metadata', 'uid');
  const owned = listAt(answer.object, 'items')
    .filter(isObject)
    .filter((item) => listAt(item, 'metadata', 'ownerReferences').some((one) => textAt(one, 'uid') === uid));
  return owned
    .map((item) => ({
      number: isDeployment ? Number(textAt(item, 'metadata', 'annotations', REVISION)) : numberAt(item, 'revision'),
      cause: textAt(item, 'metadata', 'annotations', CAUSE),
      template: isDeployment ? objectAt(item, 'spec', 'template') : objectAt(item, 'data', 'spec', 'template'),
      annotations: objectAt(item, 'metadata', 'annotations'),
    }))
    .filter(({ number }) => number > 0)
    .sort((a, b) => a.number - b.number);
}

async function runHistory(call: Call): Promise<number> {
  const { flags, io } = call;
  const session = new Session(call);
  const wanted = flags.int('revision');
  for (const target of await targetsOf(session)) {
    const revisions = await revisionsOf(session, target);
    if ('message' in revisions) return session.end(revisions);
    const name = `${kindName(target.resource)}/${target.name}`;
    if (wanted === 0) {
      const rows = revisions.map(({ number, cause }) => `${String(number).padEnd(10)}${cause || '<none>'}\n`).join('');
      io.out(`${name} \nREVISION  CHANGE-CAUSE\n${rows}\n`);
      continue;
    }
    const one = revisions.find(({ number }) => number === wanted);
    if (!one) {
      session.fail(problem(`unable to find the specified revision`));
      continue;
    }
    io.out(`${name} with revision #${wanted}\n${templateText(one.template, one.cause)}\n`);
  }
  return session.finish();
}

async function runUndo(call: Call): Promise<number> {
  const { flags, io } = call;
  const session = new Session(call);
  const wanted = flags.int('to-revision');
  for (const target of await targetsOf(session)) {
    const { resource, object, name } = target;
    if (at(object, 'metadata', 'annotations', LAST_APPLIED) !== undefined) {
      io.err(
        `Warning: resource ${resource.plural}/${name} was previously managed with 'kubectl apply'. Rolling back will not update the ${LAST_APPLIED} annotation, which may cause unexpected behavior on future 'kubectl apply' operations. Consider using 'kubectl apply' with your previous configuration file instead.\n`,
      );
    }
    const outcome = await undoOne(session, target, wanted);
    if (typeof outcome === 'string') session.print(resource, object, outcome);
    else session.fail(outcome);
  }
  return session.finish();
}

async function undoOne(session: Session, target: Target, wanted: number): Promise<string | Problem> {
  const { object, resource } = target;
  if (resource.kind === 'Deployment' && at(object, 'spec', 'paused') === true) {
    return problem(
      "you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again",
    );
  }
  const revisions = await revisionsOf(session, target);
  if ('message' in revisions) return revisions;
  const before = wanted === 0 ? revisions.at(-2) : revisions.find(({ number }) => number === wanted);
  if (!before) {
    return problem(
      wanted === 0
        ? `no rollout history found for ${resource.singular} ${quoted(target.name)}`
        : `unable to find specified revision ${wanted} in history`,
    );
  }
  const template = objectWith(before.template, ['metadata', 'labels', 'pod-template-hash'], undefined);
  if (session.dryRun === 'client') return 'rolled back';
  if (isSame(withoutPatch(template), objectAt(object, 'spec', 'template'))) {
    return `skipped rollback (current template already matches revision ${before.number})`;
  }
  const query = session.dryRun === 'server' ? { dryRun: 'All' } : {};
  const body =
    resource.kind === 'Deployment'
      ? [
          { op: 'replace', path: '/spec/template', value: template },
          { op: 'replace', path: '/metadata/annotations', value: annotationsAfter(object, before.annotations) },
        ]
      : { spec: { template: before.template } };
  const form = resource.kind === 'Deployment' ? 'json-patch' : 'strategic-merge-patch';
  const answer = await session.server.patch(target, form, body, query);
  return 'object' in answer
    ? 'rolled back'
    : problem(`failed restoring revision ${before.number}: ${answer.problem.message}`);
}

function withoutPatch(template: Json): Json {
  const { $patch: _, ...rest } = template;
  return rest;
}

/** What a Deployment keeps for itself, and what it takes over from the ReplicaSet. */
function annotationsAfter(object: Json, old: Json): Json {
  const own = [
    LAST_APPLIED,
    REVISION,
    'deployment.kubernetes.io/revision-history',
    'deployment.kubernetes.io/desired-replicas',
    'deployment.kubernetes.io/max-replicas',
    'deprecated.deployment.rollback.to',
  ];
  const kept = Object.entries(objectAt(object, 'metadata', 'annotations')).filter(([key]) => own.includes(key));
  const taken = Object.entries(old).filter(([key]) => !own.includes(key));
  return Object.fromEntries([...kept, ...taken]);
}

async function runPause(call: Call, isPaused: boolean): Promise<number> {
  const session = new Session(call, 'kubectl-rollout');
  const [verb, doing] = isPaused ? ['paused', 'pausing'] : ['resumed', 'resuming'];
  for (const target of await targetsOf(session)) {
    const { resource, object, name } = target;
    if (resource.kind !== 'Deployment') {
      session.fail(problem(`${pluralOf(resource)} ${quoted(name)} ${doing} is not supported`));
      continue;
    }
    if ((at(object, 'spec', 'paused') === true) === isPaused) {
      session.fail(problem(`${pluralOf(resource)} ${quoted(name)} is ${isPaused ? 'already paused' : 'not paused'}`));
      continue;
    }
    const patch = { spec: { paused: isPaused ? true : null } };
    const answer = await session.server.patch(target, 'strategic-merge-patch', patch, session.query());
    if ('object' in answer) session.print(resource, answer.object, verb ?? '');
    else session.fail(problem(`failed to patch: ${answer.problem.message}`));
  }
  return session.finish();
}

async function runRestart(call: Call): Promise<number> {
  const session = new Session(call, 'kubectl-rollout');
  for (const target of await targetsOf(session)) {
    const { resource, object, name } = target;
    if (!['Deployment', 'DaemonSet', 'StatefulSet'].includes(resource.kind)) {
      session.fail(problem(`${pluralOf(resource)} ${quoted(name)} restarting is not supported`));
      continue;
    }
    if (at(object, 'spec', 'paused') === true) {
      session.fail(
        problem(`${pluralOf(resource)} ${quoted(name)} can't restart paused deployment (run rollout resume first)`),
      );
      continue;
    }
    const annotations = { 'kubectl.kubernetes.io/restartedAt': formatTime(call.io.now()) };
    const patch = { spec: { template: { metadata: { annotations } } } };
    const answer = await session.server.patch(target, 'strategic-merge-patch', patch, session.query());
    if ('object' in answer) session.print(resource, answer.object, 'restarted');
    else session.fail(answer.problem);
  }
  return session.finish();
}
