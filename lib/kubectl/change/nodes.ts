/** kubectl taint, cordon, uncordon and drain. Models kubectl's cmd/taint, cmd/drain and pkg/drain. */
import type { Call, Command } from '../command';
import { ALL, DRY_RUN, OUTPUT, SELECTOR, VALIDATE, flag, manager } from './flag-specs';
import { at, isObject, listAt, objectAt, objectWith, quoted, textAt, type Json } from '../json-object';
import { problem, reasonOf, type Problem } from './problem';
import { queryOf } from '../resources';
import { pathOf } from './server';
import { Session } from './session';
import { liveTargets, selectedTargets, type Target } from './targets';

export const taint: Command = {
  name: 'taint',
  flags: [...OUTPUT, DRY_RUN, SELECTOR, ALL, VALIDATE, manager('kubectl-taint'), flag('overwrite', 'bool')],
  run: runTaint,
};

interface Taint {
  readonly key: string;
  readonly value?: string;
  readonly effect?: string;
}

async function runTaint(call: Call): Promise<number> {
  const { flags, args } = call;
  const session = new Session(call, 'kubectl-taint');
  const isTaint = (arg: string): boolean => /[=:]/.test(arg) || arg.endsWith('-');
  const first = args.findIndex((arg, i) => i > 0 && isTaint(arg));
  const names = first < 0 ? args : args.slice(0, first);
  const words = first < 0 ? [] : args.slice(first);
  const [type = '', ...nodes] = names;
  if (args.length === 0) return session.end(problem('one or more resources must be specified as <resource> <name>'));
  if (words.length === 0) return session.end(problem('at least one taint update is required'));
  const added: Taint[] = [];
  const removed: Taint[] = [];
  for (const word of words) {
    const read = readTaint(word);
    if ('message' in read) return session.end(read);
    if (word.endsWith('-')) removed.push(read);
    else added.push(read);
  }
  const targets =
    flags.has('selector') || flags.bool('all')
      ? await selectedTargets(session, type, flags.string('selector'))
      : await liveTargets(session, [type, ...nodes]);
  for (const target of targets) {
    if (target.resource.kind !== 'Node')
      return session.end(problem(`invalid resource type ${type}, only node(s) is supported`));
    await taintOne(session, target, added, removed);
  }
  return session.finish();
}

function readTaint(word: string): Taint | Problem {
  const text = word.replace(/-$/, '');
  const [pair = '', effect, ...more] = text.split(':');
  const [key = '', value] = pair.split('=');
  if (more.length > 0 || key === '') return problem(`invalid taint spec: ${word}`);
  if (effect !== undefined && !['NoSchedule', 'PreferNoSchedule', 'NoExecute'].includes(effect)) {
    return problem(
      `invalid taint effect: ${effect}, unsupported taint effect\nSee 'kubectl taint -h' for help and examples`,
    );
  }
  if (!word.endsWith('-') && effect === undefined) return problem(`invalid taint spec: ${word}`);
  return { key, ...(value !== undefined && value !== '' && { value }), ...(effect !== undefined && { effect }) };
}

async function taintOne(
  session: Session,
  target: Target,
  added: readonly Taint[],
  removed: readonly Taint[],
): Promise<void> {
  const old = listAt(target.object, 'spec', 'taints').filter(isObject);
  const isSameTaint = (one: Json, other: Taint): boolean =>
    one['key'] === other.key && (other.effect === undefined || one['effect'] === other.effect);
  const clash = added.filter((one) => old.some((other) => isSameTaint(other, one)));
  if (clash.length > 0 && !session.flags.bool('overwrite')) {
    const keys = [...new Set(clash.map(({ key }) => key))].join(',');
    return session.fail(
      problem(`node ${target.name} already has ${keys} taint(s) with same effect(s) and --overwrite is false`),
    );
  }
  for (const one of removed) {
    if (!old.some((other) => isSameTaint(other, one))) {
      const said = one.effect === undefined ? one.key : `${one.key}:${one.effect}`;
      return session.fail(problem(`taint ${quoted(said)} not found`));
    }
  }
  const kept = old.filter((one) => ![...added, ...removed].some((other) => isSameTaint(one, other)));
  const taints = [...added, ...kept];
  const verb = added.length === 0 ? 'untainted' : clash.length > 0 ? 'modified' : 'tainted';
  const changed = objectWith(target.object, ['spec', 'taints'], taints.length > 0 ? taints : undefined);
  if (session.dryRun === 'client') return session.print(target.resource, changed, verb);
  const patch = { spec: { taints: taints.length > 0 ? taints : null } };
  const answer = await session.server.patch(target, 'merge-patch', patch, session.query());
  if ('object' in answer) session.print(target.resource, answer.object, verb);
  else session.fail(answer.problem);
}

export const cordon: Command = { name: 'cordon', flags: [DRY_RUN, SELECTOR], run: (call) => runCordon(call, true) };
export const uncordon: Command = {
  name: 'uncordon',
  flags: [DRY_RUN, SELECTOR],
  run: (call) => runCordon(call, false),
};

export const drain: Command = {
  name: 'drain',
  flags: [
    DRY_RUN,
    SELECTOR,
    flag('force', 'bool'),
    flag('ignore-daemonsets', 'bool'),
    flag('delete-emptydir-data', 'bool'),
    flag('disable-eviction', 'bool'),
    flag('grace-period', 'int', { default: '-1' }),
    flag('timeout', 'duration', { default: '0s' }),
    flag('pod-selector', 'string'),
    flag('skip-wait-for-delete-timeout', 'int', { default: '0' }),
    flag('chunk-size', 'int', { default: '500' }),
  ],
  run: runDrain,
};

async function nodesNamed(session: Session, command: 'cordon' | 'uncordon' | 'drain'): Promise<readonly Target[]> {
  const { args, flags } = session.call;
  if (args.length === 0 && !flags.has('selector')) {
    session.fail(problem(`USAGE: ${command} NODE [flags]\nSee 'kubectl ${command} -h' for help and examples`));
    return [];
  }
  if (args.length > 0 && flags.has('selector')) {
    const both = 'cannot specify both a node name and a --selector option';
    session.fail(problem(`${both}\nSee 'kubectl ${command} -h' for help and examples`));
    return [];
  }
  return args.length === 0
    ? selectedTargets(session, 'nodes', flags.string('selector'))
    : liveTargets(
        session,
        args.map((arg) => arg.replace(/^nodes?\//, '')),
        'nodes',
      );
}

async function runCordon(call: Call, isOff: boolean): Promise<number> {
  const session = new Session(call, isOff ? 'kubectl-cordon' : 'kubectl-uncordon');
  for (const node of await nodesNamed(session, isOff ? 'cordon' : 'uncordon')) await cordonOne(session, node, isOff);
  return session.finish();
}

async function cordonOne(session: Session, node: Target, isOff: boolean): Promise<boolean> {
  const word = isOff ? 'cordoned' : 'uncordoned';
  if ((at(node.object, 'spec', 'unschedulable') === true) === isOff) {
    session.print(node.resource, node.object, `already ${word}`);
    return true;
  }
  if (session.dryRun !== 'client') {
    const patch = { spec: { unschedulable: isOff ? true : null } };
    const query = session.dryRun === 'server' ? { dryRun: 'All' } : {};
    const answer = await session.server.patch(node, 'strategic-merge-patch', patch, query);
    if ('problem' in answer) {
      session.fail(answer.problem);
      return false;
    }
  }
  session.print(node.resource, node.object, word);
  return true;
}

const LEAST_OF_ALL = 'cannot delete Pods that declare no controller (use --force to override)';

async function runDrain(call: Call): Promise<number> {
  const { io } = call;
  const session = new Session(call, 'kubectl-drain');
  const podSelector = call.flags.string('pod-selector');
  if (/^,|,,|,$/.test(podSelector))
    return session.end(problem('--pod-selector=<pod_selector> must be a valid label selector'));
  const nodes = await nodesNamed(session, 'drain');
  const pending: string[] = [];
  const reasons: string[][] = [];
  for (const node of nodes) if (!(await cordonOne(session, node, true))) return session.finish();
  for (const node of nodes) {
    const why = await drainOne(session, node);
    if (why === undefined) {
      session.print(node.resource, node.object, 'drained');
      continue;
    }
    const shown = why.length > 1 ? `[${why.join(', ')}]` : why.join('');
    io.err(`error: unable to drain node ${quoted(node.name)} due to error: ${shown}, continuing command...\n`);
    pending.push(node.name);
    reasons.push(why);
  }
  if (pending.length === 0) return session.finish();
  io.err('There are pending nodes to be drained:\n');
  for (const name of pending) io.err(` ${name}\n`);
  const said = [...new Set(reasons.flat())];
  io.err(`${said.join('\n')}\n`);
  return 1;
}

/** What stands against it. */
async function drainOne(session: Session, node: Target): Promise<string[] | undefined> {
  const { io, server, flags } = session;
  const resource = await server.resourceNamed('pods');
  if ('message' in resource) return [resource.message];
  const query = { fieldSelector: `spec.nodeName=${node.name}`, labelSelector: flags.string('pod-selector') };
  const listed = await server.list(resource, '', query);
  if ('problem' in listed) return [listed.problem.message];
  const sorted = listAt(listed.object, 'items').filter(isObject);
  const { leaving, warnings, errors } = sortPods(session, sorted);
  if (errors.length > 0) return [...errors];
  if (warnings.length > 0) io.err(`Warning: ${warnings.join('; ')}\n`);
  for (const pod of leaving) {
    const place = { resource, namespace: textAt(pod, 'metadata', 'namespace'), name: textAt(pod, 'metadata', 'name') };
    if (session.dryRun === 'client') {
      io.out(`evicting pod ${place.namespace}/${place.name} (dry run)\n`);
      continue;
    }
    io.out(`evicting pod ${place.namespace}/${place.name}\n`);
    const why = await evict(session, place);
    if (why !== undefined) return [why];
  }
  if (session.dryRun !== 'none') return undefined;
  for (const pod of leaving) {
    const place = { resource, namespace: textAt(pod, 'metadata', 'namespace'), name: textAt(pod, 'metadata', 'name') };
    for (;;) {
      const answer = await server.get(place);
      if ('problem' in answer || at(answer.object, 'metadata', 'uid') !== at(pod, 'metadata', 'uid')) break;
      if (!(await io.wait(500))) return ['interrupted'];
    }
    io.out(`pod/${place.name} evicted\n`);
  }
  return undefined;
}

async function evict(
  session: Session,
  place: { readonly resource: Target['resource']; readonly namespace: string; readonly name: string },
): Promise<string | undefined> {
  const { server, io, flags } = session;
  const seconds = flags.has('grace-period') ? flags.int('grace-period') : -1;
  const most = flags.has('timeout') ? flags.duration('timeout') : 0;
  const started = io.now();
  const deleteOptions: Json = seconds >= 0 ? { gracePeriodSeconds: seconds } : {};
  for (;;) {
    const body = {
      apiVersion: 'policy/v1',
      kind: 'Eviction',
      metadata: { name: place.name, namespace: place.namespace },
      deleteOptions,
    };
    const url =
      pathOf(place, flags.bool('disable-eviction') ? '' : 'eviction') +
      queryOf(session.dryRun === 'server' ? { dryRun: 'All' } : {});
    const answer = flags.bool('disable-eviction')
      ? await server.send('DELETE', url, deleteOptions)
      : await server.send('POST', url, body);
    if ('object' in answer || reasonOf(answer.problem) === 'NotFound') return undefined;
    if (reasonOf(answer.problem) !== 'TooManyRequests')
      return `error when evicting pods/${quoted(place.name)} -n ${quoted(place.namespace)}: ${answer.problem.message}`;
    io.err(
      `error when evicting pods/${quoted(place.name)} -n ${quoted(place.namespace)} (will retry after 5s): ${answer.problem.message}\n`,
    );
    if (most > 0 && io.now() - started > most) return `global timeout reached: ${most / 1000}s`;
    if (!(await io.wait(5000))) return 'interrupted';
  }
}

interface Sorted {
  readonly leaving: readonly Json[];
  readonly warnings: readonly string[];
  readonly errors: readonly string[];
}

/** Which Pods go, and what stands against it. Models the filters of pkg/drain. */
function sortPods({ flags }: Session, pods: readonly Json[]): Sorted {
  const leaving: Json[] = [];
  const found = new Map<string, { isError: boolean; names: string[] }>();
  const note = (words: string, isError: boolean, pod: Json): void => {
    const known = found.get(words) ?? { isError, names: [] };
    known.names.push(`${textAt(pod, 'metadata', 'namespace')}/${textAt(pod, 'metadata', 'name')}`);
    found.set(words, known);
  };
  for (const pod of pods) {
    const owner = listAt(pod, 'metadata', 'ownerReferences').find((one) => at(one, 'controller') === true);
    const isMirror = at(objectAt(pod, 'metadata', 'annotations'), 'kubernetes.io/config.mirror') !== undefined;
    const isOver = ['Succeeded', 'Failed'].includes(textAt(pod, 'status', 'phase'));
    if (isMirror) continue;
    if (textAt(owner, 'kind') === 'DaemonSet' && !isOver) {
      if (flags.bool('ignore-daemonsets')) note('ignoring DaemonSet-managed Pods', false, pod);
      else note('cannot delete DaemonSet-managed Pods (use --ignore-daemonsets to ignore)', true, pod);
      continue;
    }
    const hasData = listAt(pod, 'spec', 'volumes').some((volume) => at(volume, 'emptyDir') !== undefined);
    let mayGo = true;
    if (hasData && !isOver) {
      if (!flags.bool('delete-emptydir-data')) {
        note('cannot delete Pods with local storage (use --delete-emptydir-data to override)', true, pod);
        mayGo = false;
      }
    }
    if (!owner && !isOver && mayGo) {
      if (flags.bool('force')) note('deleting Pods that declare no controller', false, pod);
      else {
        note(LEAST_OF_ALL, true, pod);
        mayGo = false;
      }
    }
    if (mayGo) leaving.push(pod);
  }
  const said = (isError: boolean): string[] =>
    [...found]
      .filter(([, one]) => one.isError === isError)
      .map(([words, { names }]) => `${words}: ${names.join(', ')}`);
  return { leaving, warnings: said(false), errors: said(true) };
}
