/** Commands of kubectl that are not here: they are refused by name, and for wrong uses in kubectl's own words. */
import { kustomizeProblem } from './change/kustomize';
import type { Call, Command } from './command';
import { fail, failUsage } from './failure';
import type { FlagSpec } from './flags';
import { helpText } from './help';

const kustomize: Command = {
  name: 'kustomize',
  flags: [
    { name: 'as-current-user', type: 'bool', help: "With the caller's user and group" },
    { name: 'enable-alpha-plugins', type: 'bool', help: 'Plugins' },
    { name: 'enable-helm', type: 'bool', help: 'Helm' },
    { name: 'output', short: 'o', type: 'string', help: 'Where to write' },
  ],
  run({ io, args }) {
    const problem = kustomizeProblem(io, args[0] ?? '.');
    return Promise.resolve(fail(io, problem.message.replace(/^-k/, 'kustomize')));
  },
};

const SHELLS = ['bash', 'zsh', 'fish', 'powershell'];

const completion: Command = {
  name: 'completion',
  flags: [],
  run({ io, args }) {
    const wrong =
      args.length === 0
        ? 'Shell not specified.'
        : args.length > 1
          ? 'Too many arguments. Expected only the shell type.'
          : SHELLS.includes(args[0] ?? '')
            ? undefined
            : `Unsupported shell type ${JSON.stringify(args[0])}.`;
    if (wrong !== undefined) return Promise.resolve(failUsage(io, 'kubectl completion', wrong));
    return Promise.resolve(fail(io, 'kubectl completion is not available here; press Tab, the terminal knows kubectl'));
  },
};

const PROXY_FLAGS: readonly FlagSpec[] = [
  { name: 'port', short: 'p', type: 'int', default: '8001', help: 'Port' },
  { name: 'unix-socket', short: 'u', type: 'string', help: 'Socket' },
  { name: 'append-server-path', type: 'bool', help: 'Path of the server' },
  { name: 'keepalive', type: 'duration', default: '0s', help: 'Keep-alive' },
  { name: 'reject-paths', type: 'string', help: 'Paths refused' },
  { name: 'www', short: 'w', type: 'string', help: 'Files to serve' },
  { name: 'www-prefix', short: 'P', type: 'string', default: '/static/', help: 'Where they are served' },
  { name: 'accept-hosts', type: 'string', help: 'Hosts accepted' },
  { name: 'accept-paths', type: 'string', default: '^.*', help: 'Paths accepted' },
  { name: 'address', type: 'string', default: '127.0.0.1', help: 'Address' },
  { name: 'api-prefix', type: 'string', default: '/', help: 'Where the API is served' },
  { name: 'disable-filter', type: 'bool', help: 'No filter' },
  { name: 'reject-methods', type: 'string', help: 'Methods refused' },
];

const proxy: Command = {
  name: 'proxy',
  flags: PROXY_FLAGS,
  run: ({ io }) => Promise.resolve(fail(io, 'kubectl proxy is not available here; use kubectl get --raw PATH')),
};

const plugin: Command = {
  name: 'plugin',
  flags: [],
  subcommands: [
    {
      name: 'list',
      flags: [{ name: 'name-only', type: 'bool', help: 'No paths' }],
      run: ({ io }) => Promise.resolve(fail(io, 'unable to find any kubectl plugins in your PATH')),
    },
  ],
  run: showHelp,
};

async function showHelp({ io }: Call): Promise<number> {
  io.err(await helpText('plugin'));
  return 1;
}

const alpha: Command = {
  name: 'alpha',
  flags: [],
  run({ io }) {
    io.err('No alpha commands are available in this version of kubectl\n');
    return Promise.resolve(0);
  },
};

export const refusedCommands: readonly Command[] = [alpha, completion, kustomize, plugin, proxy];
