/** kubectl run, expose, scale and autoscale. Models kubectl's cmd/run, cmd/expose, cmd/scale and cmd/autoscale. */
import type { Call, Command } from '../command';
import { createGenerated } from './create';
import { ALL, DRY_RUN, FILES, OUTPUT, SAVE_CONFIG, SELECTOR, flag, manager } from './flag-specs';
import { intOrText, resourceList } from './generate-parts';
import { at, isObject, listAt, numberAt, objectAt, textAt, type Json } from '../json-object';
import { overridden } from './overrides';
import { isProblem, problem, reasonOf, refused, type Problem } from './problem';
import { queryOf } from '../resources';
import { pathOf } from './server';
import { Session } from './session';
import { liveTargets, type Target } from './targets';

export const run: Command = {
  name: 'run',
  flags: [
    ...OUTPUT,
    DRY_RUN,
    SAVE_CONFIG,
    manager('kubectl-run'),
    ...['image', 'port', 'restart', 'image-pull-policy', 'overrides', 'override-type', 'labels'].map((name) =>
      flag(name, 'string', name === 'restart' ? { default: 'Always' } : name === 'labels' ? { short: 'l' } : {}),
    ),
    flag('env', 'array'),
    flag('annotations', 'array'),
    ...['expose', 'rm', 'attach', 'command', 'privileged', 'quiet', 'leave-stdin-open', 'force'].map((name) =>
      flag(name, 'bool', name === 'quiet' ? { short: 'q' } : {}),
    ),
    flag('stdin', 'bool', { short: 'i' }),
    flag('tty', 'bool', { short: 't' }),
    flag('pod-running-timeout', 'duration', { default: '1m0s' }),
    flag('grace-period', 'int', { default: '-1' }),
  ],
  run: runPod,
};

async function runPod(call: Call): Promise<number> {
  const { flags, args, rest } = call;
  const session = new Session(call, 'kubectl-run');
  const image = flags.string('image');
  const restart = flags.string('restart') || 'Always';
  const [name = '', ...others] = args;
  if (!flags.has('image')) return session.end(problem('required flag(s) "image" not set'));
  if (name === '') return session.end(problem("NAME is required for run\nSee 'kubectl run -h' for help and examples"));
  const wrong = session.flagProblem() ?? runProblem(image, restart, flags) ?? portProblem(flags.string('port'));
  if (wrong) return session.end(wrong);
  const words = [...others, ...(rest ?? [])];
  const labels: Json = flags.has('labels')
    ? Object.fromEntries(
        flags
          .string('labels')
          .split(',')
          .filter(Boolean)
          .map((pair) => pair.split('=')),
      )
    : { run: name };
  const env = flags
    .strings('env')
    .map((pair) => ({ name: pair.slice(0, pair.indexOf('=')), value: pair.slice(pair.indexOf('=') + 1) }));
  const port = flags.string('port');
  const policy = flags.string('image-pull-policy');
  const annotations = Object.fromEntries(flags.strings('annotations').map((pair) => pair.split('=')));
  const isStdin = flags.bool('stdin');
  const container = {
    name,
    image,
    ...(words.length > 0 && { [flags.bool('command') ? 'command' : 'args']: words }),
    ...(port !== '' && { ports: [{ containerPort: Number(port) }] }),
    ...(env.length > 0 && { env }),
    resources: {},
    ...(policy !== '' && { imagePullPolicy: policy }),
    ...(flags.bool('privileged') && { securityContext: { privileged: true } }),
    ...(isStdin && { stdin: true, ...(!flags.bool('leave-stdin-open') && { stdinOnce: true }) }),
    ...(flags.bool('tty') && { tty: true }),
  };
  const pod: Json = {
    kind: 'Pod',
    apiVersion: 'v1',
    metadata: { name, labels, ...(Object.keys(annotations).length > 0 && { annotations }) },
    spec: { containers: [container], restartPolicy: restart, dnsPolicy: 'ClusterFirst' },
    status: {},
  };
  const whole = overridden(session, pod);
  if (isProblem(whole)) return session.end(whole);
  const code = await createGenerated(session, 'pods', whole, 'run');
  if (code !== 0 || !flags.bool('expose')) return code;
  const service: Json = {
    kind: 'Service',
    apiVersion: 'v1',
    metadata: { name },
    spec: { ports: [{ protocol: 'TCP', port: Number(port), targetPort: Number(port) }], selector: labels },
    status: { loadBalancer: {} },
  };
  return createGenerated(session, 'services', service, 'run');
}

function portProblem(port: string): Problem | undefined {
  const isNumber = port === '' || /^[-+]?\d+$/.test(port);
  return isNumber ? undefined : problem(`strconv.Atoi: parsing ${JSON.stringify(port)}: invalid syntax`);
}

function runProblem(image: string, restart: string, flags: Call['flags']): Problem | undefined {
  if (image === '') return problem('--image is required');
  if (/[A-Z\s]/.test(image.split(':')[0] ?? '') || image.endsWith(':')) {
    return problem(`Invalid image name ${JSON.stringify(image)}: invalid reference format`);
  }
  if (flags.bool('tty') && !flags.bool('stdin'))
    return problem('-i/--stdin is required for containers with -t/--tty=true');
  if (flags.bool('expose') && flags.string('port') === '') return problem('--port must be set when exposing a service');
  if (flags.bool('rm') && !flags.bool('attach') && !flags.bool('stdin'))
    return problem("--rm should only be used for attached containers\nSee 'kubectl run -h' for help and examples");
  if (!['Always', 'OnFailure', 'Never'].includes(restart)) return problem(`invalid restart policy: ${restart}`);
  return undefined;
}

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
      message: "couldn't find port via --port flag or introspection\nSee 'kubectl expose -h' for help and examples",
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

export const scale: Command = {
  name: 'scale',
  flags: [
    ...OUTPUT,
    DRY_RUN,
    ...FILES,
    SELECTOR,
    ALL,
    flag('replicas', 'int'),
    flag('current-replicas', 'int', { default: '-1' }),
    flag('resource-version', 'string'),
    flag('timeout', 'duration', { default: '0s' }),
  ],
  run: runScale,
};

async function runScale(call: Call): Promise<number> {
  const { flags, args } = call;
  const session = new Session(call, 'kubectl');
  if (!flags.has('replicas')) return session.end(problem('required flag(s) "replicas" not set'));
  const replicas = flags.int('replicas');
  if (replicas < 0)
    return session.end(problem('The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0'));
  const targets = await liveTargets(session, args);
  for (const target of targets) {
    const current = numberAt(target.object, 'spec', 'replicas');
    const expected = flags.has('current-replicas') ? flags.int('current-replicas') : -1;
    if (expected >= 0 && expected !== current) {
      session.fail(problem(`Expected replicas to be ${expected}, was ${current}`));
      continue;
    }
    const url = pathOf(target, 'scale') + queryOf(session.dryRun === 'server' ? { dryRun: 'All' } : {});
    if (session.dryRun !== 'client') {
      const body = { spec: { replicas } };
      const answer = await session.server.send('PATCH', url, body, 'application/merge-patch+json');
      if ('problem' in answer) {
        session.fail(
          reasonOf(answer.problem) === 'NotFound' && !target.resource.subresources.includes('scale')
            ? refused({ reason: 'NotFound', message: 'the server could not find the requested resource' })
            : answer.problem,
        );
        break;
      }
    }
    session.print(target.resource, target.object, 'scaled');
  }
  if (targets.length === 0 && !session.failed) session.fail(problem('no objects passed to scale'));
  return session.finish();
}

export const autoscale: Command = {
  name: 'autoscale',
  flags: [
    ...OUTPUT,
    DRY_RUN,
    SAVE_CONFIG,
    ...FILES,
    manager('kubectl-autoscale'),
    flag('min', 'int', { default: '-1' }),
    flag('max', 'int', { default: '-1' }),
    flag('cpu-percent', 'int', { default: '-1' }),
    flag('cpu', 'string'),
    flag('memory', 'string'),
    flag('name', 'string'),
  ],
  run: runAutoscale,
};

async function runAutoscale(call: Call): Promise<number> {
  const { flags, args } = call;
  const session = new Session(call, 'kubectl-autoscale');
  const [least, most] = [flags.int('min'), flags.int('max')];
  if (!flags.has('max')) return session.end(problem('required flag(s) "max" not set'));
  if (flags.has('cpu-percent')) {
    const instead =
      "Use --cpu with percentage or resource quantity format (e.g., '70%' for utilization or '500m' for milliCPU).";
    session.io.err(`Flag --cpu-percent has been deprecated, ${instead}\n`);
  }
  if (most < 1) return session.end(problem('--max=MAXPODS is required and must be at least 1, max: ' + most));
  if (flags.has('min') && most < least)
    return session.end(problem(`--max=MAXPODS must be larger or equal to --min=MINPODS, max: ${most}, min: ${least}`));
  for (const { object, resource, name } of await liveTargets(session, args)) {
    const metrics = [
      metricOf('cpu', flags.has('cpu-percent') ? `${flags.int('cpu-percent')}%` : flags.string('cpu')),
      metricOf('memory', flags.string('memory')),
    ].filter(isObject);
    const scaler: Json = {
      kind: 'HorizontalPodAutoscaler',
      apiVersion: 'autoscaling/v2',
      metadata: {
        name: flags.string('name') || name,
        ...(session.dryRun === 'client' && flags.has('namespace') && { namespace: session.namespace }),
      },
      spec: {
        scaleTargetRef: { kind: resource.kind, name, apiVersion: textAt(object, 'apiVersion') },
        ...(flags.has('min') && least > 0 && { minReplicas: least }),
        maxReplicas: most,
        ...(metrics.length > 0 && { metrics }),
      },
      status: { desiredReplicas: 0, currentMetrics: null },
    };
    const target = await session.server.resourceOfKind('autoscaling/v2', 'HorizontalPodAutoscaler');
    if ('message' in target) return session.end(target);
    if (session.dryRun === 'client') {
      session.print(target, scaler, 'autoscaled', true);
      continue;
    }
    const answer = await session.server.create(target, session.namespace, scaler, session.query());
    if ('object' in answer) session.print(target, answer.object, 'autoscaled');
    else session.fail(answer.problem);
  }
  return session.finish();
}

function metricOf(name: string, text: string): Json | undefined {
  if (text === '') return undefined;
  const target = text.endsWith('%')
    ? { type: 'Utilization', averageUtilization: Number.parseInt(text, 10) }
    : { type: 'AverageValue', averageValue: resourceList(`${name}=${text}`)[name] };
  return { type: 'Resource', resource: { name, target } };
}
