/** kubectl set image, env, resources, selector, serviceaccount and subject. Models kubectl's cmd/set. */
import type { Call, Command } from '../command';
import { isBuiltIn } from './apply';
import { ALL, DRY_RUN, FILES, LOCAL, OUTPUT, RECORD, SELECTOR, flag, manager } from './flag-specs';
import { resourceList } from './generate-parts';
import { isObject, isSame, listAt, objectAt, objectWith, quoted, textAt, type Json } from '../json-object';
import { twoWayPatch } from './merge-patch';
import { problem, type Problem } from './problem';
import { recorded } from './record';
import { kindName } from '../resources';
import { nameOf } from './server';

import { Session } from './session';
import { liveTargets, NOTHING_GIVEN, type Target } from './targets';

const COMMON = [...OUTPUT, DRY_RUN, LOCAL, ...FILES, SELECTOR, ALL, manager('kubectl-set')];
const CONTAINERS = flag('containers', 'string', { short: 'c', default: '*' });

export const set: Command = {
  name: 'set',
  flags: [],
  subcommands: [
    { name: 'image', flags: [...COMMON, RECORD], run: runImage },
    {
      name: 'env',
      flags: [
        ...COMMON,
        CONTAINERS,
        flag('from', 'string'),
        flag('prefix', 'string'),
        flag('keys', 'strings'),
        flag('list', 'bool'),
        flag('resolve', 'bool'),
        flag('overwrite', 'bool', { default: 'true' }),
        flag('env', 'array', { short: 'e' }),
      ],
      run: runEnv,
    },
    {
      name: 'resources',
      flags: [...COMMON, RECORD, CONTAINERS, flag('limits', 'string'), flag('requests', 'string')],
      run: runResources,
    },
    { name: 'selector', flags: [...COMMON, RECORD, flag('resource-version', 'string')], run: runSelector },
    { name: 'serviceaccount', aliases: ['sa'], flags: [...COMMON, RECORD], run: runServiceAccount },
    {
      name: 'subject',
      flags: [...COMMON, flag('user', 'strings'), flag('group', 'strings'), flag('serviceaccount', 'strings')],
      run: runSubject,
    },
  ],
  run: ({ io }) =>
    Promise.resolve(
      (io.err('error: you must specify what to set: env, image, resources, selector, serviceaccount or subject\n'), 1),
    ),
};

/** Sends what changed; nothing is said of what did not. */
async function change(session: Session, target: Target, wanted: Json, verb: string): Promise<void> {
  const { resource, object } = target;
  if (isSame(object, wanted)) return;
  const changed = recorded(session.call, wanted);
  if (session.dryRun === 'client' || (session.flags.has('local') && session.flags.bool('local'))) {
    return session.print(resource, changed, verb);
  }
  const patch = twoWayPatch(resource.apiVersion, resource.kind, object, changed);
  const form = isBuiltIn(resource.group) ? 'strategic-merge-patch' : 'merge-patch';
  const answer = await session.server.patch(target, form, patch, session.query());
  if ('object' in answer) session.print(resource, answer.object, verb);
  else
    session.fail(
      problem(`failed to patch ${verb.replace(' updated', ' update')} to pod template: ${answer.problem.message}`),
    );
}

/** Where a workload's Pod is described: itself, its template, or its jobTemplate's. */
export function podSpecPath(kind: string): readonly string[] | undefined {
  if (kind === 'Pod') return ['spec'];
  if (kind === 'CronJob') return ['spec', 'jobTemplate', 'spec', 'template', 'spec'];
  const templated = ['Deployment', 'ReplicaSet', 'ReplicationController', 'StatefulSet', 'DaemonSet', 'Job'];
  return templated.includes(kind) ? ['spec', 'template', 'spec'] : undefined;
}

function withoutTemplate(target: Target): Problem {
  const { kind, apiVersion } = target.resource;
  const type = `*${apiVersion.includes('/') ? apiVersion.split('/')[1] : apiVersion}.${kind}`;
  return problem(`${nameOf(target)} the object is not a pod or does not have a pod template: ${type}`);
}

interface Words {
  readonly names: readonly string[];
  readonly pairs: readonly string[];
}

function split(args: readonly string[], isPair: (arg: string) => boolean): Words {
  const first = args.findIndex(isPair);
  return first < 0 ? { names: args, pairs: [] } : { names: args.slice(0, first), pairs: args.slice(first) };
}

function containersOf(object: Json, path: readonly string[]): Json[] {
  return ['initContainers', 'containers'].flatMap((list) => listAt(object, ...path, list).filter(isObject));
}

/** With each container as `alter` makes it. */
function withContainers(object: Json, path: readonly string[], alter: (container: Json) => Json): Json {
  let changed = object;
  for (const list of ['initContainers', 'containers']) {
    const old = listAt(object, ...path, list);
    if (old.length > 0) changed = objectWith(changed, [...path, list], old.filter(isObject).map(alter));
  }
  return changed;
}

async function runImage(call: Call): Promise<number> {
  const session = new Session(call, 'kubectl-set');
  const { names, pairs } = split(call.args, (arg) => arg.includes('='));
  if (names.length === 0 && !call.flags.has('filename')) return session.end(problem(NOTHING_GIVEN));
  if (pairs.length === 0) return session.end(problem('at least one image update is required'));
  const images = pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)] as const);
  for (const target of await liveTargets(session, names)) {
    const path = podSpecPath(target.resource.kind);
    if (!path) {
      session.fail(withoutTemplate(target));
      continue;
    }
    const known = containersOf(target.object, path).map((one) => textAt(one, 'name'));
    const missing = images.find(([name]) => name !== '*' && !known.includes(name));
    if (missing) {
      session.fail(problem(`unable to find container named ${quoted(missing[0])}`));
      continue;
    }
    const changed = withContainers(target.object, path, (container) => {
      const image = images.findLast(([name]) => name === '*' || name === container['name'])?.[1];
      return image === undefined ? container : { ...container, image };
    });
    await change(session, target, changed, 'image updated');
  }
  return session.finish();
}

function isChosen(session: Session, container: Json): boolean {
  const pattern = session.flags.string('containers') || '*';
  const name = textAt(container, 'name');
  return new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`).test(name);
}

async function runEnv(call: Call): Promise<number> {
  const { flags, io } = call;
  const session = new Session(call, 'kubectl-set');
  const { names, pairs: typed } = split(
    call.args,
    (arg) => arg.includes('=') || (arg.endsWith('-') && !arg.includes('/')),
  );
  const pairs = [...typed, ...flags.strings('env')];
  if (names.length === 0 && !flags.has('filename'))
    return session.end(problem('one or more resources must be specified as <resource> <name> or <resource>/<name>'));
  const isListing = flags.bool('list');
  const from = flags.string('from');
  if (!isListing && pairs.length === 0 && from === '')
    return session.end(problem('at least one environment variable must be provided'));
  const added: Json[] = pairs
    .filter((pair) => pair.includes('='))
    .map((pair) => ({ name: pair.slice(0, pair.indexOf('=')), value: pair.slice(pair.indexOf('=') + 1) }));
  const imported = from === '' ? [] : await importedEnv(session, from);
  if ('message' in imported) return session.end(imported);
  added.push(...imported);
  const removed = pairs.filter((pair) => !pair.includes('=')).map((pair) => pair.slice(0, -1));
  for (const target of await liveTargets(session, names)) {
    const path = podSpecPath(target.resource.kind);
    if (!path) continue;
    if (isListing) {
      for (const container of containersOf(target.object, path).filter((one) => isChosen(session, one))) {
        io.out(`# ${target.resource.kind} ${target.name}, container ${textAt(container, 'name')}\n`);
        for (const one of listAt(container, 'env').filter(isObject)) io.out(`${envLine(one)}\n`);
      }
      continue;
    }
    const changed = withContainers(target.object, path, (container) => {
      if (!isChosen(session, container)) return container;
      const env = listAt(container, 'env')
        .filter(isObject)
        .filter((one) => !removed.includes(textAt(one, 'name')));
      for (const one of added) {
        const at = env.findIndex((other) => other['name'] === one['name']);
        if (at < 0) env.push(one);
        else env[at] = one;
      }
      const { env: _, ...rest } = container;
      return env.length > 0 ? { ...container, env } : rest;
    });
    await change(session, target, changed, 'env updated');
  }
  return session.finish();
}

function envLine(one: Json): string {
  const name = textAt(one, 'name');
  const from = objectAt(one, 'valueFrom');
  for (const [kind, words] of [
    ['secretKeyRef', 'secret'],
    ['configMapKeyRef', 'configmap'],
  ] as const) {
    if (isObject(from[kind]))
      return `# ${name} from ${words} ${textAt(from, kind, 'name')}, key ${textAt(from, kind, 'key')}`;
  }
  if (isObject(from['fieldRef'])) return `# ${name} from field path ${textAt(from, 'fieldRef', 'fieldPath')}`;
  if (isObject(from['resourceFieldRef']))
    return `# ${name} from resource field ${textAt(from, 'resourceFieldRef', 'resource')}`;
  return `${name}=${textAt(one, 'value')}`;
}

async function importedEnv(session: Session, from: string): Promise<Json[] | Problem> {
  const [type = '', name = ''] = from.split('/');
  const resource = await session.server.resourceNamed(type);
  if ('message' in resource) return resource;
  const answer = await session.server.get({ resource, namespace: session.namespace, name });
  if ('problem' in answer) return answer.problem;
  const ref = { ConfigMap: 'configMapKeyRef', Secret: 'secretKeyRef' }[resource.kind];
  if (ref === undefined) return problem(`unsupported resource specified in --from`);
  const only = session.flags.strings('keys');
  return Object.keys(objectAt(answer.object, 'data'))
    .sort()
    .filter((key) => only.length === 0 || only.includes(key))
    .map((key) => ({
      name: session.flags.string('prefix') + key.toUpperCase().replace(/[^A-Z0-9_]/g, '_'),
      valueFrom: { [ref]: { name, key } },
    }));
}

async function runResources(call: Call): Promise<number> {
  const { flags, args } = call;
  const session = new Session(call, 'kubectl-set');
  const [limits, requests] = [flags.string('limits'), flags.string('requests')];
  if (limits === '' && requests === '')
    return session.end(
      problem('you must specify an update to requests or limits (in the form of --requests/--limits)'),
    );
  const amounts = {
    limits: limits === '' ? {} : resourceList(limits),
    requests: requests === '' ? {} : resourceList(requests),
  };
  for (const list of [amounts.limits, amounts.requests])
    if ('message' in list) return session.end(problem(String(list['message'])));
  for (const target of await liveTargets(session, args)) {
    const path = podSpecPath(target.resource.kind);
    if (!path) continue;
    const changed = withContainers(target.object, path, (container) => {
      if (!isChosen(session, container)) return container;
      const resources = { ...objectAt(container, 'resources') };
      if (limits !== '') resources['limits'] = { ...objectAt(resources, 'limits'), ...amounts.limits };
      if (requests !== '') resources['requests'] = { ...objectAt(resources, 'requests'), ...amounts.requests };
      return { ...container, resources };
    });
    await change(session, target, changed, 'resource requirements updated');
  }
  return session.finish();
}

async function runSelector(call: Call): Promise<number> {
  const session = new Session(call, 'kubectl-set');
  const { names, pairs } = split(call.args, (arg) => arg.includes('='));
  if (pairs.length === 0) return session.end(problem('one selector is required'));
  const selector = Object.fromEntries(pairs.flatMap((pair) => pair.split(',')).map((pair) => pair.split('=')));
  for (const target of await liveTargets(session, names)) {
    if (target.resource.kind !== 'Service') {
      session.fail(problem('setting a selector is only supported for Services'));
      continue;
    }
    await change(session, target, objectWith(target.object, ['spec', 'selector'], selector), 'selector updated');
  }
  return session.finish();
}

async function runServiceAccount(call: Call): Promise<number> {
  const session = new Session(call, 'kubectl-set');
  const name = call.args.at(-1);
  if (name === undefined || call.args.length < 2) return session.end(problem('serviceaccount is required'));
  for (const target of await liveTargets(session, call.args.slice(0, -1))) {
    const path = podSpecPath(target.resource.kind);
    if (!path) continue;
    const named = objectWith(target.object, [...path, 'serviceAccountName'], name);
    await change(session, target, objectWith(named, [...path, 'serviceAccount'], name), 'serviceaccount updated');
  }
  return session.finish();
}

async function runSubject(call: Call): Promise<number> {
  const { flags, args } = call;
  const session = new Session(call, 'kubectl-set');
  const apiGroup = 'rbac.authorization.k8s.io';
  const subjects: Json[] = [
    ...flags.strings('user').map((name) => ({ kind: 'User', apiGroup, name })),
    ...flags.strings('group').map((name) => ({ kind: 'Group', apiGroup, name })),
    ...flags
      .strings('serviceaccount')
      .map((text) => ({ kind: 'ServiceAccount', namespace: text.split(':')[0], name: text.split(':')[1] })),
  ];
  if (subjects.length === 0)
    return session.end(problem('you must specify at least one value of user, group or serviceaccount'));
  for (const target of await liveTargets(session, args)) {
    const old = listAt(target.object, 'subjects');
    const added = subjects.filter((one) => !old.some((other) => isSame(one, other)));
    if (added.length === 0) session.io.out(`${kindName(target.resource)}/${target.name} unchanged\n`);
    else await change(session, target, objectWith(target.object, ['subjects'], [...old, ...added]), 'subjects updated');
  }
  return session.finish();
}
