/** `kubectl config`, as far as a kubeconfig with one cluster and one user goes: contexts are shown, chosen and changed. */
import { Columns } from './columns';
import type { Call, Command } from './command';
import { setProperty, unsetProperty } from './config-property';
import { fail, failWith } from './failure';
import type { FlagSpec } from './flags';
import { helpText } from './help';
import { printerOf } from './output';
import { printYaml } from './print-yaml';

const OUTPUT: readonly FlagSpec[] = [
  { name: 'output', short: 'o', type: 'string', help: 'Output format' },
  { name: 'allow-missing-template-keys', type: 'bool', default: 'true', help: 'Ignore missing keys in templates' },
  { name: 'show-managed-fields', type: 'bool', help: 'Keep managedFields' },
  { name: 'template', type: 'string', help: 'Template' },
];

/** What a kubeconfig with one cluster and one user has no use for. */
const REFUSED = ['delete-cluster', 'delete-user', 'set-cluster', 'set-credentials'];

function refused(name: string): Command {
  const why = `kubectl config ${name} is not available here: there is one cluster, with one user`;
  return command(name, REFUSED_FLAGS, ({ io }) => fail(io, why));
}

const REFUSED_FLAGS: readonly FlagSpec[] = [
  { name: 'embed-certs', type: 'bool', help: 'Keep certificates in the kubeconfig' },
  { name: 'proxy-url', type: 'string', help: 'Proxy of the cluster' },
];

export const config: Command = {
  name: 'config',
  flags: [],
  subcommands: [
    command('current-context', [], currentContext),
    command('get-clusters', [], ({ io }) =>
      names(io, [...new Set(contextsOf(io.config).map(([, { cluster }]) => cluster))]),
    ),
    command('get-contexts', [{ name: 'no-headers', type: 'bool', help: 'No headers' }, ...OUTPUT], getContexts),
    command('get-users', [], ({ io }) => names(io, [...new Set(contextsOf(io.config).map(([, { user }]) => user))])),
    command('delete-context', [], deleteContext),
    command('rename-context', [], renameContext),
    command('set-context', [{ name: 'current', type: 'bool', help: 'The current context' }], setContext),
    command('set', [{ name: 'set-raw-bytes', type: 'bool', help: 'The value is base64' }], setProperty),
    command('unset', [], unsetProperty),
    ...REFUSED.map(refused),
    { name: 'use-context', aliases: ['use'], flags: [], run: useContext },
    command(
      'view',
      [
        { name: 'flatten', type: 'bool', help: 'Self-contained' },
        { name: 'merge', type: 'bool', bare: 'true', default: 'true', help: 'Merge files' },
        { name: 'minify', type: 'bool', help: 'Only what the current context uses' },
        { name: 'raw', type: 'bool', help: 'Show secrets' },
        ...OUTPUT,
      ],
      view,
    ),
  ],
  run: ({ io, args }) =>
    Promise.resolve(
      fail(io, `unknown command ${JSON.stringify(args[0] ?? '')}\nSee 'kubectl config -h' for help and examples`),
    ),
};

function command(
  name: string,
  flags: readonly FlagSpec[],
  run: (call: Call) => number,
  aliases: readonly string[] = [],
): Command {
  return { name, aliases, flags, run: (call) => Promise.resolve(run(call)) };
}

type Contexts = Call['io']['config']['contexts'];

function contextsOf({ contexts }: { readonly contexts: Contexts }): [string, Contexts[string]][] {
  return Object.entries(contexts).sort(([a], [b]) => (a < b ? -1 : Number(a > b)));
}

function names(io: Call['io'], found: readonly string[]): number {
  io.out(['NAME', ...[...found].sort()].map((name) => `${name}\n`).join(''));
  return 0;
}

function currentContext({ io }: Call): number {
  if (io.config.currentContext === '') return fail(io, 'current-context is not set');
  io.out(`${io.config.currentContext}\n`);
  return 0;
}

function getContexts({ io, flags, args }: Call): number {
  const all = contextsOf(io.config);
  const unknown = args.find((name) => !Object.hasOwn(io.config.contexts, name));
  const shown = args.length === 0 ? all : all.filter(([name]) => args.includes(name));
  if (flags.string('output') === 'name') io.out(shown.map(([name]) => `${name}\n`).join(''));
  else {
    const rows = shown.map(([name, { cluster, user, namespace }]) => [
      name === io.config.currentContext ? '*' : '',
      name,
      cluster,
      user,
      namespace ?? '',
    ]);
    const headers = ['CURRENT', 'NAME', 'CLUSTER', 'AUTHINFO', 'NAMESPACE'];
    io.out(new Columns().write(flags.bool('no-headers') ? rows : [headers, ...rows]));
  }
  return unknown === undefined ? 0 : fail(io, `context ${unknown} not found`);
}

async function useContext({ io, args }: Call): Promise<number> {
  const [name = ''] = args;
  if (args.length !== 1) {
    io.out(await helpText('config use-context'));
    return fail(io, `Unexpected args: [${args.join(' ')}]`);
  }
  if (!Object.hasOwn(io.config.contexts, name))
    return fail(io, `no context exists with the name: ${JSON.stringify(name)}`);
  io.config.currentContext = name;
  io.out(`Switched to context ${JSON.stringify(name)}.\n`);
  return 0;
}

function setContext({ io, flags, args }: Call): number {
  const isCurrent = flags.bool('current');
  if (isCurrent ? args.length > 0 : args.length !== 1) {
    return fail(
      io,
      isCurrent
        ? 'you cannot specify both a context name and --current'
        : 'you must specify a non-empty context name or --current',
    );
  }
  const name = isCurrent ? io.config.currentContext : (args[0] ?? '');
  const before = io.config.contexts[name];
  const namespace = flags.has('namespace') ? flags.string('namespace') : before?.namespace;
  io.config.contexts[name] = {
    cluster: flags.has('cluster') ? flags.string('cluster') : (before?.cluster ?? ''),
    user: flags.has('user') ? flags.string('user') : (before?.user ?? ''),
    ...(namespace !== undefined && { namespace }),
  };
  io.out(`Context ${JSON.stringify(name)} ${before ? 'modified' : 'created'}.\n`);
  return 0;
}

function deleteContext({ io, args }: Call): number {
  const [name = ''] = args;
  if (!Object.hasOwn(io.config.contexts, name))
    return fail(io, `cannot delete context ${name}, not in ${io.config.file ?? 'the kubeconfig'}`);
  if (name === io.config.currentContext) {
    io.err('warning: this removed your active context, use "kubectl config use-context" to select a different one\n');
  }
  delete io.config.contexts[name];
  io.out(`deleted context ${name} from ${io.config.file ?? 'the kubeconfig'}\n`);
  return 0;
}

function renameContext({ io, args }: Call): number {
  const [from = '', to = ''] = args;
  const context = io.config.contexts[from];
  const file = io.config.file ?? 'the kubeconfig';
  if (!context) return fail(io, `cannot rename the context ${JSON.stringify(from)}, it's not in ${file}`);
  if (Object.hasOwn(io.config.contexts, to)) {
    return fail(
      io,
      `cannot rename the context ${JSON.stringify(from)}, the context ${JSON.stringify(to)} already exists in ${file}`,
    );
  }
  io.config.contexts[to] = context;
  delete io.config.contexts[from];
  if (io.config.currentContext === from) io.config.currentContext = to;
  io.out(`Context ${JSON.stringify(from)} renamed to ${JSON.stringify(to)}.\n`);
  return 0;
}

function view(call: Call): number {
  const { io, flags } = call;
  const { contexts, server, currentContext } = io.config;
  const shown = contextsOf({ contexts }).filter(([name]) => !flags.bool('minify') || name === currentContext);
  const [current] = shown;
  const cluster = contexts[currentContext]?.cluster ?? current?.[1].cluster ?? '';
  const user = contexts[currentContext]?.user ?? current?.[1].user ?? '';
  const whole = {
    kind: 'Config',
    apiVersion: 'v1',
    clusters: [{ name: cluster, cluster: { server, 'insecure-skip-tls-verify': true } }],
    users: [{ name: user, user: { token: flags.bool('raw') ? 'admintoken' : 'REDACTED' } }],
    contexts: shown.map(([name, { cluster, user, namespace }]) => ({
      name,
      context: { cluster, user, ...(namespace !== undefined && { namespace }) },
    })),
    'current-context': currentContext,
  };
  const printer = printerOf(call);
  if (!printer.ok) return failWith(io, [printer.failure]);
  const printed = printer.value ? printer.value(whole) : { ok: true as const, value: printYaml(whole) };
  if (!printed.ok) return failWith(io, [printed.failure]);
  io.out(printed.value);
  return 0;
}
