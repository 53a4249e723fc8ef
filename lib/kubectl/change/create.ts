/** kubectl create: from files, and by the generators. Models kubectl's cmd/create. */
import type { Call, Command } from '../command';
import type { FlagSpec } from '../flags';
import { createGenerated, nameProblem, saved } from './create-generated';
import { runJob } from './create-job';
import { runToken } from './create-token';
import { DRY_RUN, FILES, OUTPUT, RECORD, SAVE_CONFIG, SELECTOR, VALIDATE, flag, manager } from './flag-specs';
import * as make from './generate';
import { generateRole } from './generate-role';
import { problem, withSource } from './problem';
import { recorded } from './record';
import { Session } from './session';
import { manifestTargets, type Target } from './targets';
import { editObjects, type Saved } from './edit';

const COMMON: readonly FlagSpec[] = [...OUTPUT, DRY_RUN, VALIDATE, SAVE_CONFIG, manager('kubectl-create')];
const DATA = [
  flag('from-literal', 'array'),
  flag('from-file', 'strings'),
  flag('from-env-file', 'strings'),
  flag('append-hash', 'bool'),
];
const IMAGE = flag('image', 'string');
const SUBJECTS = [flag('user', 'strings'), flag('group', 'strings'), flag('serviceaccount', 'strings')];

export const create: Command = {
  name: 'create',
  flags: [
    ...FILES,
    ...COMMON,
    SELECTOR,
    RECORD,
    flag('edit', 'bool'),
    flag('raw', 'string'),
    flag('windows-line-endings', 'bool'),
  ],
  subcommands: [
    generator(
      'deployment',
      ['deploy'],
      make.generateDeployment,
      [
        flag('image', 'strings'),
        flag('port', 'int', { default: '-1' }),
        flag('replicas', 'int', { short: 'r', default: '1' }),
      ],
      ['image'],
    ),
    generator('configmap', ['cm'], make.generateConfigMap, DATA),
    group('secret', [
      generator('generic', [], make.generateSecret, [...DATA, flag('type', 'string')], [], 'secret'),
      generator(
        'tls',
        [],
        make.generateTlsSecret,
        [flag('cert', 'string'), flag('key', 'string'), flag('append-hash', 'bool')],
        [],
        'secret',
      ),
      generator(
        'docker-registry',
        [],
        make.generateRegistrySecret,
        [
          ...['docker-server', 'docker-username', 'docker-password', 'docker-email'].map((name) =>
            flag(name, 'string', name === 'docker-server' ? { default: 'https://index.docker.io/v1/' } : {}),
          ),
          flag('from-file', 'strings'),
          flag('append-hash', 'bool'),
        ],
        [],
        'secret',
      ),
    ]),
    group(
      'service',
      [
        generator(
          'clusterip',
          [],
          make.generateService('ClusterIP'),
          [flag('tcp', 'strings'), flag('clusterip', 'string')],
          [],
          'service',
        ),
        generator(
          'nodeport',
          [],
          make.generateService('NodePort'),
          [flag('tcp', 'strings'), flag('node-port', 'int', { default: '0' })],
          [],
          'service',
        ),
        generator('loadbalancer', [], make.generateService('LoadBalancer'), [flag('tcp', 'strings')], [], 'service'),
        generator(
          'externalname',
          [],
          make.generateService('ExternalName'),
          [flag('tcp', 'strings'), flag('external-name', 'string')],
          ['external-name'],
          'service',
        ),
      ],
      ['svc'],
    ),
    { ...generator('job', [], make.generateJob, [IMAGE, flag('from', 'string')]), run: runJob },
    generator(
      'cronjob',
      ['cj'],
      make.generateCronJob,
      [IMAGE, flag('schedule', 'string'), flag('restart', 'string')],
      ['image', 'schedule'],
    ),
    generator('ingress', ['ing'], make.generateIngress, [
      flag('rule', 'array'),
      flag('class', 'string'),
      flag('default-backend', 'string'),
      flag('annotation', 'array'),
    ]),
    generator('namespace', ['ns'], make.generateNamespace, []),
    generator('quota', ['resourcequota'], make.generateQuota, [flag('hard', 'string'), flag('scopes', 'string')]),
    generator('serviceaccount', ['sa'], make.generateServiceAccount, []),
    generator('poddisruptionbudget', ['pdb'], make.generateDisruptionBudget, [
      flag('min-available', 'string'),
      flag('max-unavailable', 'string'),
      flag('selector', 'string'),
    ]),
    generator('priorityclass', ['pc'], make.generatePriorityClass, [
      flag('value', 'int', { default: '0' }),
      flag('global-default', 'bool'),
      flag('description', 'string'),
      flag('preemption-policy', 'string', { default: 'PreemptLowerPriority' }),
    ]),
    roleGenerator('role', false),
    roleGenerator('clusterrole', true),
    generator('rolebinding', [], make.generateBinding('RoleBinding'), [
      flag('clusterrole', 'string'),
      flag('role', 'string'),
      ...SUBJECTS,
    ]),
    generator(
      'clusterrolebinding',
      [],
      make.generateBinding('ClusterRoleBinding'),
      [flag('clusterrole', 'string'), ...SUBJECTS],
      ['clusterrole'],
    ),
    {
      name: 'token',
      flags: [
        ...OUTPUT,
        flag('audience', 'strings'),
        flag('duration', 'duration'),
        flag('bound-object-kind', 'string'),
        flag('bound-object-name', 'string'),
        flag('bound-object-uid', 'string'),
      ],
      run: runToken,
    },
  ],
  run: createFromFiles,
};

async function createFromFiles(call: Call): Promise<number> {
  const session = new Session(call, 'kubectl-create');
  const { flags, args } = call;
  const wrong = session.flagProblem();
  if (wrong) return session.end(wrong);
  if (args.length > 0)
    return session.end(problem(`Unexpected args: [${args.join(' ')}]\nSee 'kubectl create -h' for help and examples`));
  if (!flags.has('filename')) return session.end(problem('must specify one of -f and -k'));
  const targets = await manifestTargets(session);
  for (const target of targets) {
    if (flags.bool('edit')) {
      const code = await editObjects(session, [target], 'create', (edited) => createEdited(session, edited));
      if (code !== 0) return code;
      continue;
    }
    const object = saved(session, recorded(call, target.object));
    const answer =
      session.dryRun === 'client'
        ? { object }
        : await session.server.create(
            target.resource,
            target.namespace,
            object,
            session.query({ fieldValidation: session.validation }),
          );
    if ('object' in answer) session.print(target.resource, answer.object, 'created');
    else session.fail(withSource(answer.problem, 'creating', target.source));
  }
  if (targets.length === 0 && !session.failed) session.fail(problem('no objects passed to create'));
  return session.finish();
}

async function createEdited(session: Session, { resource, namespace, object }: Target): Promise<Saved> {
  const query = session.query({ fieldValidation: session.validation });
  const answer = await session.server.create(resource, namespace, saved(session, object), query);
  return 'object' in answer ? { object: answer.object, verb: 'created' } : answer.problem;
}

function group(name: string, subcommands: readonly Command[], aliases: readonly string[] = []): Command {
  return { name, aliases, flags: [], subcommands, run: ({ io }) => Promise.resolve((io.err(''), 1)) };
}

function generator(
  name: string,
  aliases: readonly string[],
  generate: make.Generator,
  flags: readonly FlagSpec[],
  required: readonly string[] = [],
  within = '',
): Command {
  const command = ['create', within, name].filter(Boolean).join(' ');
  return {
    name,
    aliases,
    flags: [...COMMON, ...flags],
    run: async (call) => {
      const session = new Session(call, 'kubectl-create');
      const missing = required.filter((flagName) => !call.flags.has(flagName));
      if (missing.length > 0)
        return session.end(problem(`required flag(s) ${missing.map((one) => `"${one}"`).join(', ')} not set`));
      const wrong = session.flagProblem() ?? nameProblem(call, command);
      if (wrong) return session.end(wrong);
      const made = generate(call.args[0] ?? '', call);
      if ('message' in made) return session.end(made);
      return createGenerated(session, made.resource, made.object, name);
    },
  };
}

function roleGenerator(name: 'role' | 'clusterrole', isCluster: boolean): Command {
  const more = isCluster ? [flag('non-resource-url', 'strings'), flag('aggregation-rule', 'strings')] : [];
  return {
    name,
    flags: [...COMMON, flag('verb', 'strings'), flag('resource', 'strings'), flag('resource-name', 'strings'), ...more],
    run: async (call) => {
      const session = new Session(call, 'kubectl-create');
      const wrong = session.flagProblem() ?? nameProblem(call, `create ${name}`);
      if (wrong) return session.end(wrong);
      const made = await generateRole(session, call.args[0] ?? '', isCluster);
      if ('message' in made) return session.end(made);
      return createGenerated(session, made.resource, made.object, name);
    },
  };
}
