/** kubectl expose. Models kubectl's cmd/expose. */
import type { Call, Command } from '../command';
import { DRY_RUN, FILES, OUTPUT, SAVE_CONFIG, flag, manager } from './flag-specs';
import { intOrText } from './generate-parts';
import { at, listAt, objectAt, textAt, type Json } from '../json-object';
import { overridden } from './overrides';
import { isProblem, problem } from './problem';
import { Session } from './session';
import { liveTargets, type Target } from './targets';

export const expose: Command = {
  name: 'expose',
  flags: [
    ...OUTPUT,
    DRY_RUN,
    SAVE_CONFIG,
    ...FILES,
    manager('kubectl-expose'),
    ...[
      'protocol',
      'port',
      'type',
      'name',
      'target-port',
      'external-ip',
      'load-balancer-ip',
      'cluster-ip',
      'session-affinity',
      'overrides',
      'override-type',
    ].map((name) => flag(name, 'string')),
    flag('selector', 'string'),
    flag('labels', 'string', { short: 'l' }),
  ],
  run: runExpose,
};

async function runExpose(call: Call): Promise<number> {
  const { flags, args } = call;
  const session = new Session(call, 'kubectl-expose');
  const found = await liveTargetsNamed(session, args);
  if (session.failed) return session.finish();
  for (const target of found) {
    const service = serviceOf(target, flags);
    if ('message' in service) return session.end(problem(String(service['message'])));
    const whole = overridden(session, service);
    if (isProblem(whole)) return session.end(whole);
    const code = await exposeOne(session, whole);
    if (code !== 0) return code;
  }
  return session.finish();
}

/** Selectors are no selection here, but the Service's own. */
function liveTargetsNamed(session: Session, args: readonly string[]): Promise<Target[]> {
  const { flags } = session;
  const has = (name: string): boolean => name !== 'selector' && flags.has(name);
  const named = new Session({ ...session.call, flags: bindFlags(flags, has) }, session.manager);
  return liveTargets(named, args).then((targets) => {
    if (named.failed) session.fail(...named.problems);
    return targets;
  });
}

function bindFlags(flags: Call['flags'], has: (name: string) => boolean): Call['flags'] {
  return {
    has,
    isDeclared: (name) => flags.isDeclared(name),
    string: (name) => flags.string(name),
    bool: (name) => flags.bool(name),
    int: (name) => flags.int(name),
    duration: (name) => flags.duration(name),
    strings: (name) => flags.strings(name),
  };
}

async function exposeOne(session: Session, service: Json): Promise<number> {
  const resource = await session.server.resourceNamed('services');
  if ('message' in resource) return session.end(resource);
  if (session.dryRun === 'client') {
    session.print(resource, service, 'exposed', true);
    return session.finish();
  }
  const answer = await session.server.create(resource, session.namespace, service, session.query());
  if ('problem' in answer) return session.end(answer.problem);
  session.print(resource, answer.object, 'exposed');
  return 0;
}

function serviceOf({ object, resource, name }: Target, flags: Call['flags']): Json {
  const kinds = ['Service', 'ReplicationController', 'Deployment', 'ReplicaSet', 'Pod'];
  if (!kinds.includes(resource.kind))
    return { message: `cannot expose a ${resource.kind}.${resource.group}`.replace(/\.$/, '') };
  const isPod = resource.kind === 'Pod';
  const plain = resource.kind === 'Service' || resource.kind === 'ReplicationController';
  const own = isPod
    ? objectAt(object, 'metadata', 'labels')
    : objectAt(object, 'spec', 'selector', ...(plain ? [] : ['matchLabels']));
  const given = flags.string('selector');
  const selector = given === '' ? own : Object.fromEntries(given.split(',').map((pair) => pair.split('=')));
  if (Object.keys(selector).length === 0) {
    return {
      message: `couldn't retrieve selectors via --selector flag or introspection: ${isPod ? 'the pod has no labels and cannot be exposed' : 'invalid deployment: no selectors, therefore cannot be exposed'}`,
    };
  }
  const template = isPod ? object : objectAt(object, 'spec', 'template');
  const ports =
    resource.kind === 'Service'
      ? listAt(object, 'spec', 'ports')
      : listAt(template, 'spec', 'containers').flatMap((one) => listAt(one, 'ports'));
  const numbers =
    flags.string('port') === ''
      ? ports.map((one) => String(at(one, resource.kind === 'Service' ? 'port' : 'containerPort')))
      : flags.string('port').split(',');
  if (numbers.length === 0)
    return {
      message: "couldn't find port via --port flag or introspection",
    };
  const target = flags.string('target-port');
  const protocolOf = (number: string): string => {
    const one = ports.find((port) => String(at(port, 'containerPort') ?? at(port, 'port')) === number);
    return flags.string('protocol').toUpperCase() || textAt(one, 'protocol') || 'TCP';
  };
  const type = flags.string('type');
  const clusterIP = flags.string('cluster-ip');
  const affinity = flags.string('session-affinity');
  const external = flags.string('external-ip');
  const labels = flags.has('labels')
    ? Object.fromEntries(
        flags
          .string('labels')
          .split(',')
          .map((pair) => pair.split('=')),
      )
    : objectAt(object, 'metadata', 'labels');
  return {
    kind: 'Service',
    apiVersion: 'v1',
    metadata: {
      name: flags.string('name') || name,
      ...(flags.has('namespace') && { namespace: textAt(object, 'metadata', 'namespace') }),
      ...(Object.keys(labels).length > 0 && { labels }),
    },
    spec: {
      ports: numbers.map((number, i) => ({
        ...(numbers.length > 1 && { name: `port-${i + 1}` }),
        protocol: protocolOf(number),
        port: Number(number),
        targetPort: target === '' ? Number(number) : intOrText(target),
      })),
      selector,
      ...(clusterIP !== '' && { clusterIP }),
      ...(type !== '' && { type }),
      ...(external !== '' && { externalIPs: [external] }),
      ...(affinity !== '' && { sessionAffinity: affinity }),
    },
    status: { loadBalancer: {} },
  };
}
