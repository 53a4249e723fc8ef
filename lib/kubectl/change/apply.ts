/** kubectl apply. Models kubectl's cmd/apply: apply.go and patcher.go. Not modelled: --prune, -k. */
import type { Call, Command } from '../command';
import { LAST_APPLIED, withLastApplied } from './applied';
import { DRY_RUN, FILES, OUTPUT, RECORD, SELECTOR, VALIDATE, ALL, flag, manager } from './flag-specs';
import { at, goJson, isObject, isSame, parseJson, quoted, textAt, type Json } from '../json-object';
import { threeWayPatch } from './merge-patch';
import { patchHere } from './patch-here';
import { recorded } from './record';
import { problem, reasonOf, refused, withSource, type Problem } from './problem';
import type { Answer, Place, Query } from './server';
import { Session } from './session';
import { manifestTargets, type Target } from './targets';
import { lastAppliedOf, upgradePatch } from './upgrade-managers';

export const apply: Command = {
  name: 'apply',
  flags: [
    RECORD,
    ...FILES,
    ...OUTPUT,
    DRY_RUN,
    SELECTOR,
    VALIDATE,
    ALL,
    manager('kubectl-client-side-apply'),
    flag('server-side', 'bool', { help: 'If true, apply runs in the server instead of the client.' }),
    flag('force-conflicts', 'bool', { help: 'If true, server-side apply will force the changes against conflicts.' }),
    flag('overwrite', 'bool', { default: 'true' }),
    flag('openapi-patch', 'bool', { default: 'true' }),
    flag('force', 'bool'),
    flag('wait', 'bool'),
    flag('prune', 'bool'),
    flag('prune-allowlist', 'strings'),
    flag('cascade', 'string', { default: 'background', bare: 'background' }),
    flag('grace-period', 'int', { default: '-1' }),
    flag('timeout', 'duration', { default: '0s' }),
    flag('subresource', 'string'),
  ],
  run,
};

async function run(call: Call): Promise<number> {
  const { flags, args } = call;
  const isServerSide = flags.bool('server-side');
  const session = new Session(call, isServerSide ? 'kubectl' : 'kubectl-client-side-apply');
  const wrong = unusable(session, args);
  if (wrong) return session.end(wrong);
  const found = await manifestTargets(session);
  const targets = found.map((target) => ({ ...target, object: recorded(call, target.object) }));
  if (targets.length === 0 && !session.failed) return session.end(problem('no objects passed to apply'));
  if (flags.bool('prune'))
    return session.end(problem('--prune is not supported here: delete what you no longer want with kubectl delete'));
  const isPrintedWhole = !['', 'name'].includes(session.output);
  const done: Target[] = [];
  for (const target of targets) {
    const outcome = isServerSide ? await applyOnServer(session, target) : await applyOne(session, target);
    if ('message' in outcome) session.fail(outcome);
    else if (isPrintedWhole) done.push({ ...target, object: outcome.object });
    else session.print(target.resource, outcome.object, outcome.verb);
  }
  printWhole(session, done);
  return session.finish();
}

function printWhole(session: Session, done: readonly Target[]): void {
  const [first] = done;
  if (!first) return;
  if (done.length === 1) return session.print(first.resource, first.object, '');
  const items = done.map(({ object }) => object);
  session.print({ kind: 'List', group: '' }, { apiVersion: 'v1', kind: 'List', items, metadata: {} }, '');
}

function unusable(session: Session, args: readonly string[]): Problem | undefined {
  const { flags } = session;
  if (args.length > 0)
    return problem(`Unexpected args: [${args.join(' ')}]\nSee 'kubectl apply -h' for help and examples`);
  if (!flags.has('filename')) return problem('must specify one of -f and -k');
  if (flags.bool('force-conflicts') && !flags.bool('server-side')) {
    return problem('--force-conflicts only works with --server-side');
  }
  if (session.dryRun === 'client' && flags.bool('server-side')) {
    return problem("--dry-run=client doesn't work with --server-side (did you mean --dry-run=server instead?)");
  }
  if (flags.bool('prune') && !flags.bool('all') && !flags.has('selector')) return problem(PRUNES_ALL);
  return session.flagProblem();
}

const PRUNES_ALL =
  'all resources selected for prune without explicitly passing --all. To prune all resources, pass the --all flag. If you did not mean to prune all resources, specify a label selector';

type Outcome = { readonly object: Json; readonly verb: string } | Problem;

async function applyOnServer(session: Session, target: Target): Promise<Outcome> {
  const { object } = target;
  const force = session.flags.bool('force-conflicts') ? 'true' : undefined;
  const query = session.query({ force, fieldValidation: session.validation });
  const answer = await session.server.patch(target, 'apply-patch', object, query);
  if ('object' in answer) {
    const object =
      session.dryRun === 'server' ? answer.object : await handedOver(session, target, answer.object, query);
    return { object, verb: 'serverside-applied' };
  }
  if (reasonOf(answer.problem) !== 'Conflict') return answer.problem;
  return problem(`${answer.problem.message}${CONFLICTS}`);
}

/** After client-side apply, its fields are handed over and what is applied is sent once more. */
async function handedOver(session: Session, target: Target, applied: Json, query: Query): Promise<Json> {
  const manager = query['fieldManager'] ?? session.manager;
  const note = manager === 'kubectl' ? lastAppliedOf(applied) : undefined;
  const noted = note
    ? await session.server.patch(target, 'apply-patch', note, { fieldManager: 'kubectl-last-applied' })
    : { object: applied };
  const patch = upgradePatch('object' in noted ? noted.object : applied, manager);
  if (!patch) return applied;
  const answer = await session.server.patch(target, 'json-patch', patch, session.query());
  if ('problem' in answer) return applied;
  const again = await session.server.patch(target, 'apply-patch', target.object, query);
  return 'object' in again ? again.object : answer.object;
}

const CONFLICTS = `
Please review the fields above--they currently have other managers. Here
are the ways you can resolve this warning:
* If you intend to manage all of these fields, please re-run the apply
  command with the \`--force-conflicts\` flag.
* If you do not intend to manage all of the fields, please edit your
  manifest to remove references to the fields that should keep their
  current managers.
* You may co-own fields by updating your manifest to match the existing
  value; in this case, you'll become the manager if the other manager(s)
  stop managing the field (remove it from their configuration).
See https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts`;

async function applyOne(session: Session, target: Target): Promise<Outcome> {
  const { server } = session;
  const { source, name, resource } = target;
  if (name === '') {
    if (textAt(target.object, 'metadata', 'generateName') !== '') {
      return problem(`from ${textAt(target.object, 'metadata', 'generateName')}: cannot use generate name with apply`);
    }
    return problem(
      `error when retrieving current configuration of:\n${describePlace(target)}\nfrom server for: ${quoted(source)}: resource name may not be empty`,
    );
  }
  const modified = withLastApplied(target.object);
  const live = await server.get(target);
  if ('problem' in live) {
    if (reasonOf(live.problem) !== 'NotFound') return retrieving(live.problem, target);
    if (session.dryRun === 'client') return { object: modified, verb: 'created' };
    const query = session.query({ fieldValidation: session.validation });
    const made = await server.create(resource, target.namespace, modified, query);
    return 'object' in made ? { object: made.object, verb: 'created' } : withSource(made.problem, 'creating', source);
  }
  if (at(live.object, 'metadata', 'annotations', LAST_APPLIED) === undefined) {
    const word = `resource ${resource.plural}/${name} is missing the ${LAST_APPLIED} annotation which is required by kubectl apply. kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically.`;
    session.io.err(`Warning: ${word}\n`);
  }
  return patchOne(session, target, modified, live.object);
}

async function patchOne(session: Session, target: Target, modified: Json, live: Json): Promise<Outcome> {
  const query = session.query({ fieldValidation: session.validation });
  const { patch, answer } = await applyPatch(session, target, modified, live, query);
  if ('problem' in answer) {
    const { message, status } = answer.problem;
    const words = `error when applying patch:\n${goJson(patch)}\nto:\n${describePlace(target)}\nfor: ${quoted(target.source)}: ${message}`;
    return { message: words, ...(status && { status: { ...status, message: words } }) };
  }
  const deletedAt = textAt(answer.object, 'metadata', 'deletionTimestamp');
  if (deletedAt !== '') {
    session.io.err(`Warning: Detected changes to resource ${target.name} which is currently being deleted.\n`);
  }
  const isUnchanged = Object.keys(patch).length === 0;
  return { object: answer.object, verb: isUnchanged ? 'unchanged' : 'configured' };
}

/** Sends the difference that makes of `live` what is applied; nothing where there is none. */
export async function applyPatch(
  session: Session,
  place: Place,
  modified: Json,
  live: Json,
  query: Readonly<Record<string, string | undefined>>,
): Promise<{ readonly patch: Json; readonly answer: Answer }> {
  const { apiVersion, kind, group } = place.resource;
  const last = parseJson(textAt(live, 'metadata', 'annotations', LAST_APPLIED));
  const patch = threeWayPatch(apiVersion, kind, isObject(last) ? last : undefined, modified, live);
  if (isSame(patch, {})) return { patch, answer: { object: live } };
  const form = isBuiltIn(group) ? 'strategic-merge-patch' : 'merge-patch';
  if (session.dryRun !== 'client') return { patch, answer: await session.server.patch(place, form, patch, query) };
  const patched = patchHere(live, form, patch);
  return { patch, answer: 'message' in patched ? { problem: patched } : patched };
}

/** Custom resources take no strategic merge patch. */
export function isBuiltIn(group: string): boolean {
  return !group.includes('.') || group.endsWith('.k8s.io');
}

function retrieving(found: Problem, target: Target): Problem {
  const words = `error when retrieving current configuration of:\n${describePlace(target)}\nfrom server for: ${quoted(target.source)}: ${found.message}`;
  return found.status ? refused({ ...found.status, message: words }) : problem(words);
}

function describePlace({ resource, name, namespace }: Place): string {
  const { group, version, kind } = resource;
  const gv = `${group}/${version}`;
  return `Resource: "${gv}, Resource=${resource.plural}", GroupVersionKind: "${gv}, Kind=${kind}"\nName: ${quoted(name)}, Namespace: ${quoted(namespace)}`;
}
