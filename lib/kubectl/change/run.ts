/** kubectl run. Models kubectl's cmd/run. */
import type { Call, Command } from '../command';
import { createGenerated } from './create-generated';
import { DRY_RUN, OUTPUT, SAVE_CONFIG, flag, manager } from './flag-specs';
import type { Json } from '../json-object';
import { overridden } from './overrides';
import { isProblem, problem, type Problem } from './problem';
import { runAttached } from './run-attached';
import { Session } from './session';

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
  const attaches = session.dryRun === 'none' && (flags.has('attach') ? flags.bool('attach') : isStdin);
  const code = attaches
    ? await runAttached(session, whole, restart)
    : await createGenerated(session, 'pods', whole, 'run');
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
