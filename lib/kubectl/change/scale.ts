/** kubectl scale and autoscale. Models kubectl's cmd/scale and cmd/autoscale. */
import type { Call, Command } from '../command';
import { ALL, DRY_RUN, FILES, OUTPUT, SAVE_CONFIG, SELECTOR, flag, manager } from './flag-specs';
import { resourceList } from './generate-parts';
import { isObject, numberAt, textAt, type Json } from '../json-object';
import { problem, reasonOf, refused } from './problem';
import { queryOf } from '../resources';
import { pathOf } from './server';
import { Session } from './session';
import { liveTargets } from './targets';

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
